import type { PoolAccount } from '../../domain/pool-account.ts';
import type { PoolState } from '../../domain/pool-state.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { atLeastOne } from '../history.ts';
import type { Source } from '../source.ts';
import { yiimpCoins, yiimpPrices, yiimpStates, yiimpWallet } from './yiimp.ts';

const PROVIDER = 'zpool';

export const zpoolStates: Source<void, readonly PoolState[]> = {
  provider: PROVIDER,
  request: () => get('status'),
  parse: yiimpStates,
};

export const zpoolPrices: Source<void, readonly WorkPrice[]> = {
  provider: PROVIDER,
  request: () => get('status'),
  parse: (reply) => atLeastOne(yiimpPrices(reply)),
};

export const zpoolCoins: Source<void, readonly PoolState[]> = {
  provider: PROVIDER,
  request: () => get('currencies'),
  parse: yiimpCoins,
};

/** Balance and workers of a payout address, which is public. At most once a minute. */
export const zpoolWallet: Source<{ readonly address: string }, PoolAccount> = {
  provider: PROVIDER,
  request: ({ address }) => get(`walletEx?${new URLSearchParams({ address })}`),
  parse: yiimpWallet,
};

function get(what: string) {
  return { provider: PROVIDER, host: 'www.zpool.ca', path: `/api/${what}` };
}
