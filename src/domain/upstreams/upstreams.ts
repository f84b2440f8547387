import type { Upstream } from '../upstream.ts';
import { carbonUpstreams } from './carbon.ts';
import { energyUpstreams } from './energy.ts';
import { marketUpstreams } from './market.ts';
import { networkUpstreams } from './network.ts';
import { onChainUpstreams } from './on-chain.ts';
import { poolsUpstreams } from './pools.ts';
import { profitabilityUpstreams } from './profitability.ts';
import { sentimentUpstreams } from './sentiment.ts';
import { weatherUpstreams } from './weather.ts';

/** Every provider that can be switched on; nothing else is ever asked. */
export const UPSTREAMS: readonly Upstream[] = [
  ...marketUpstreams,
  ...networkUpstreams,
  ...poolsUpstreams,
  ...profitabilityUpstreams,
  ...energyUpstreams,
  ...carbonUpstreams,
  ...weatherUpstreams,
  ...sentimentUpstreams,
  ...onChainUpstreams,
];

const BY_ID: ReadonlyMap<string, Upstream> = new Map(UPSTREAMS.map((each) => [each.id, each]));

/** The provider of that id, if there is one. */
export function upstreamOf(id: string): Upstream | undefined {
  return BY_ID.get(id);
}
