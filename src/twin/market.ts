import { Random } from '../numerics/random.ts';
import { type ChainPath, chainPath } from './market-chain.ts';
import { blockFees } from './market-fees.ts';
import { pricePath } from './market-price.ts';

/** Where a simulated market of a coin like Bitcoin stands at the end of its past. */
export interface MarketEnd {
  readonly atMs: number;
  /** Money for a coin. */
  readonly price: number;
  readonly height: number;
  readonly difficulty: number;
  /** Coins, the mean of the last 144 blocks. */
  readonly feesPerBlock: number;
}

/** What a coin was worth and how hard it was to find. */
export interface MarketPast {
  /** By the full hour up to the last before the end, which has the end's price. */
  readonly pricesAtMs: Float64Array;
  readonly prices: Float64Array;
  readonly chain: ChainPath;
  /** Coins, block by block. */
  readonly fees: Float64Array;
}

const HOUR_MS = 3_600_000;
const EPOCH_DAYS = 14;

/** The past of a market: the same seed, end and length give the same. */
export function simulateMarket(seed: number, end: MarketEnd, days: number): MarketPast {
  const hours = days * 24;
  const lastHourMs = Math.floor(end.atMs / HOUR_MS) * HOUR_MS;
  // A network that grows is through with its epochs early: one more reaches as far back.
  const epochs = Math.ceil(days / EPOCH_DAYS) + 1;
  const chain = chainPath(end, epochs, Random.labelled(seed, 'chain'));
  return {
    pricesAtMs: Float64Array.from({ length: hours + 1 }, (_, t) => lastHourMs - (hours - t) * HOUR_MS),
    prices: pricePath(hours, end.price, Random.labelled(seed, 'price')),
    chain,
    fees: blockFees(chain.blocksAtMs, end.feesPerBlock, Random.labelled(seed, 'fees')),
  };
}
