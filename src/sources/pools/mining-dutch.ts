import type { PoolAccount } from '../../domain/pool-account.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { atLeastOne } from '../history.ts';
import type { Source } from '../source.ts';
import { type MposAsk, mposBalance, mposStatus, mposWorkers } from './mpos.ts';
import { yiimpPrices } from './yiimp.ts';

const PROVIDER = 'mining-dutch';

/** Its public half speaks as yiimp does, the owner's as MPOS (UselessGuru/UG-Miner Pools/MiningDutch.ps1). */
export const miningDutchPrices: Source<void, readonly WorkPrice[]> = {
  provider: PROVIDER,
  request: () => ({ provider: PROVIDER, host: 'www.mining-dutch.nl', path: '/api/status' }),
  parse: (reply) => atLeastOne(yiimpPrices(reply)),
};

/** By coin, as its pages are called: `litecoin`, `digibyte_sha256`. The key goes into the query by the helper. */
export const miningDutchWorkers: Source<MposAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => owners('getuserworkers', ask),
  parse: mposWorkers,
};

export const miningDutchBalance: Source<MposAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => owners('getuserbalance', ask),
  parse: mposBalance,
};

export const miningDutchStatus: Source<MposAsk, PoolAccount> = {
  provider: PROVIDER,
  request: (ask) => owners('getuserstatus', ask),
  // Its workers' rates are H/s, unlike those of classic MPOS; so are the account's.
  parse: (reply) => mposStatus(reply, 1),
};

function owners(action: string, { pool, user }: MposAsk) {
  const query = new URLSearchParams({ page: 'api', action, ...(user === undefined ? {} : { id: user }) });
  const path = `/pools/${encodeURIComponent(pool)}.php?${query}`;
  return { provider: PROVIDER, host: 'www.mining-dutch.nl', path };
}
