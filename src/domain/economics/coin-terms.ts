import { type Coin, coinsMinedBy } from '../coin.ts';
import type { Algorithm } from '../miner.ts';
import { type Pool, schemesFor } from '../pool.ts';
import type { CoinTerms } from './coin-table.ts';

/** What holds where nothing better is known of a coin's pools. */
export interface UsualTerms {
  /** f, 0..1. */
  readonly poolFee: number;
  /** s, as measured where the owner mines now, 0..1. */
  readonly lostFraction: number;
  readonly lostMinutes: number;
}

/**
 * A row of the coin table for each coin that machines of an algorithm can mine, at the usual fee of its pools: the
 * median of what they publish, solo left out.
 */
export function coinTermsFor(
  algorithm: Algorithm,
  coins: readonly Coin[],
  pools: readonly Pool[],
  usual: UsualTerms,
): readonly CoinTerms[] {
  return coinsMinedBy(coins, algorithm).map(({ symbol }) => ({
    algorithm,
    coin: symbol,
    label: symbol,
    poolFee: usualPoolFee(pools, symbol) ?? usual.poolFee,
    lostFraction: usual.lostFraction,
    switching: { lostMinutes: usual.lostMinutes },
  }));
}

/** Median of the fees that pools publish for a coin, 0..1; undefined where none does. */
export function usualPoolFee(pools: readonly Pool[], symbol: string): number | undefined {
  const fees = pools
    .filter(({ coins }) => coins.includes(symbol))
    .flatMap((pool) => schemesFor(pool, symbol))
    .flatMap(({ scheme, poolFee }) => (scheme === 'SOLO' || poolFee === undefined ? [] : [poolFee]))
    .sort((one, other) => one - other);
  const [low, high] = [fees[Math.floor((fees.length - 1) / 2)], fees[Math.floor(fees.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}
