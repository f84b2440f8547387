import type { Algorithm } from './miner.ts';
import type { NetworkState } from './network-state.ts';
import type { WorkPrice } from './work-price.ts';

/** A coin, or a pool that mines some, as a site that compares them lists it. */
export interface CoinListing {
  /** In the site's own word: `KAS`, of a pool `2MINERS ZEC`. */
  readonly coin: string;
  readonly name?: string | undefined;
  readonly kind: 'coin' | 'pool';
  readonly algorithm: Algorithm;
  /** In the site's own word: `Equihash (144,5)`. */
  readonly algorithmName: string;
  /** Its difficulty is counted as the site counts it, not always as the coin's node does. */
  readonly network: NetworkState;
  /** What the work of one H/s earns, before any pool's fee. */
  readonly work?: WorkPrice | undefined;
  /** What the site reckons for the hash rates that it was asked for, or for its own where it was asked for none. */
  readonly forItsRates?: EarningsAtItsRates | undefined;
  readonly priceUsd?: number | undefined;
  readonly priceBtc?: number | undefined;
}

/** Before pool fee and power. */
export interface EarningsAtItsRates {
  readonly coinsPerDay?: number | undefined;
  readonly btcPerDay?: number | undefined;
}
