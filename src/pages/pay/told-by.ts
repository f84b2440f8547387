import { upstreamOf } from '../../domain/upstreams/upstreams.ts';

/** `CoinGecko and mempool.space`: providers by the names that they go by. */
export function toldBy(providers: readonly string[]): string {
  return new Intl.ListFormat(undefined, { type: 'conjunction' }).format(
    providers.map((id) => upstreamOf(id)?.name ?? id),
  );
}
