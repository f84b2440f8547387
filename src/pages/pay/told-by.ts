import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { listed } from '../../ui/format/name-list.ts';

/** `CoinGecko and mempool.space`: providers by the names that they go by. */
export function toldBy(providers: readonly string[]): string {
  return listed(providers.map((id) => upstreamOf(id)?.name ?? id));
}
