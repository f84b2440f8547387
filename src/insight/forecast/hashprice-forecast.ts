import { type Coin, minerSubsidyAt, nextReduction } from '../../domain/coin.ts';
import { coinsPerHsDay, hashpricePerPhPerDay } from '../../domain/economics/hashprice.ts';
import { type DifficultyKnown, difficultyPath } from './difficulty-path.ts';

/** What is known of a coin when it is to be said what its work will pay. */
export interface HashpriceKnown extends DifficultyKnown {
  readonly coin: Coin;
  /** Of the newest block; undefined where nobody told it: then the subsidy of now is taken to stay. */
  readonly height: number | undefined;
  /** The miner's part of the newest block's subsidy, coins; needed where the coin's rule or the height is not known. */
  readonly subsidy?: number | undefined;
  /** Of a coin, now, in any currency. */
  readonly price: number;
  /** Mean fees of a block, coins, day by day, the newest day last; missing ones are NaN. None: no fees. */
  readonly feesPerBlock: ArrayLike<number>;
}

/** What one day ahead is expected to pay, and of what that is made. */
export interface HashpriceDay {
  readonly fromMs: number;
  /** Means over the day. */
  readonly difficulty: number;
  readonly subsidy: number;
  readonly feesPerBlock: number;
  /** In the currency of the price, for 1 PH/s over the day, before a pool's fee. */
  readonly perPhPerDay: number;
}

const DAY_MS = 86_400_000;

/** Days after which a day's fees count half: waves of fees pass quickly. Chosen on Bitcoin's and Litecoin's days before 2018. */
const FEE_HALF_LIFE_DAYS = 0.5;

/**
 * What work will pay in the days ahead, by structure alone and nothing learnt: the price as it is now (a random walk's best
 * guess), the subsidy by the coin's rule at the heights to come, the difficulty as it is until the next retarget and as the pace
 * of the blocks foretells it from there ({@link difficultyPath}), and the fees of the last days, smoothed. Per H/s that is
 * 86400 · (S + F) / (D · k) · price (economics section 1).
 *
 * @returns undefined where the subsidy, the difficulty's unit or the price is not known
 */
export function hashpriceForecast(known: HashpriceKnown, days: number): readonly HashpriceDay[] | undefined {
  const { coin, price, atMs } = known;
  const { hashesPerDifficulty } = coin;
  if (hashesPerDifficulty === undefined || !(price > 0) || !(known.difficulty > 0)) return undefined;
  const feesPerBlock = smoothedFees(known.feesPerBlock);
  const path: HashpriceDay[] = [];
  for (const [day, difficulty] of difficultyPath(known, days).entries()) {
    const fromMs = atMs + day * DAY_MS;
    const subsidy = subsidyOfDay(known, fromMs, day);
    if (subsidy === undefined) return undefined;
    const coins = coinsPerHsDay({ subsidy, feesPerBlock, difficulty, hashesPerDifficulty });
    if (coins === undefined) return undefined;
    const perPhPerDay = hashpricePerPhPerDay(coins, price);
    path.push({ fromMs, difficulty, subsidy, feesPerBlock, perPhPerDay });
  }
  return path;
}

/** Mean over the blocks of one of the days ahead, at the coin's own pace: a lowering within it counts for its part. */
function subsidyOfDay(
  { coin, height, subsidy }: HashpriceKnown,
  fromMs: number,
  day: number,
): number | undefined {
  const ofBlocks = blocksOfDay(coin);
  if (height === undefined || ofBlocks === undefined) return subsidy;
  const first = height + 1 + Math.round(day * ofBlocks);
  const before = minerSubsidyAt(coin, { height: first, atMs: fromMs });
  const next = nextReduction(coin, first);
  if (before === undefined) return subsidy;
  if (next === undefined || next.height >= first + ofBlocks) return before;
  const after = minerSubsidyAt(coin, { height: next.height, atMs: fromMs }) ?? before;
  const part = (next.height - first) / ofBlocks;
  return part * before + (1 - part) * after;
}

function blocksOfDay({ blockTimeS }: Coin): number | undefined {
  return blockTimeS === undefined ? undefined : 86_400 / blockTimeS;
}

/** Exponentially weighted mean, the newest day last; missing days weigh nothing, none at all means no fees. */
function smoothedFees(feesPerBlock: ArrayLike<number>): number {
  const kept = 0.5 ** (1 / FEE_HALF_LIFE_DAYS);
  let [sum, weights] = [0, 0];
  for (let day = 0; day < feesPerBlock.length; day++) {
    const fees = feesPerBlock[day] ?? Number.NaN;
    const known = !Number.isNaN(fees);
    sum = kept * sum + (known ? fees : 0);
    weights = kept * weights + Number(known);
  }
  return weights > 0 ? sum / weights : 0;
}
