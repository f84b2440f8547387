import type { PoolAccount } from '../../domain/pool-account.ts';
import type { WorkPrice } from '../../domain/work-price.ts';
import { atLeastOne } from '../history.ts';
import type { Source } from '../source.ts';
import { yiimpPrices, yiimpWallet } from './yiimp.ts';

const PROVIDER = 'zpool';

export const zpoolPrices: Source<void, readonly WorkPrice[]> = {
  provider: PROVIDER,
  request: () => get('status'),
  parse: (reply) => atLeastOne(yiimpPrices(reply)),
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
