import type { Coin } from '../../../src/domain/coin.ts';
import { EPOCH_BLOCKS } from '../../../src/insight/difficulty-epoch.ts';
import { type HashrateBelief, takeInBlocks } from '../../../src/insight/difficulty-outlook-hashrate.ts';
import type { EpochStanding } from '../../../src/insight/forecast/difficulty-path.ts';
import { hashpriceForecast } from '../../../src/insight/forecast/hashprice-forecast.ts';
import { quantileOfSorted } from '../../../src/numerics/quantile.ts';
import { DAY_MS } from '../bitcoin-days.ts';
import { type Epoch, epochsOf } from '../bitcoin-epochs.ts';
import { type CoinDay, type CoinPast, heightOf } from './coin-days.ts';

export const HASHPRICE_DAYS = 7;
const FEE_DAYS = 30;
const MONTH = 31;

/** What was said at the end of one day, of those after it. */
export interface SaidOfDays {
  /** USD for 1 PH/s by day ahead, the coming day first; NaN where nothing could be said. */
  readonly usdPerPhPerDay: Float64Array;
  readonly difficulty: Float64Array;
  /** Of the newest block: all who follow the chain know it at the day's end. */
  readonly difficultyInForce: number;
}

/**
 * The structural forecast at the end of every day, from that day and those before it, in the file's own unit: where its hash rates
 * or its new coins are counted otherwise than the coin's rule has them, the last month tells by which factor.
 */
export function structuralWalk({ coin, days }: CoinPast): readonly SaidOfDays[] {
  const blockTimeS = coin.retargetEveryBlocks === EPOCH_BLOCKS ? coin.blockTimeS : undefined;
  const epochs = blockTimeS === undefined ? [] : epochsOf(days.filter(isWhole), 1000 * blockTimeS);
  let belief: HashrateBelief | undefined;
  let [present, blocksSoFar] = [0, 0];
  const parts = days.map((day) => partOfRule(coin, day));
  return days.map((day, at) => {
    const toMs = day.startMs + DAY_MS;
    belief = takeInBlocks(belief, { ...day, fromMs: day.startMs, toMs });
    if (isWhole(day)) blocksSoFar += day.blocks;
    while ((epochs[present]?.endMs ?? Number.POSITIVE_INFINITY) <= toMs) present += 1;
    const epoch = epochs[present];
    const runs = epoch && epoch.startMs <= toMs ? epoch : undefined;
    const difficulty = runs?.difficulty ?? day.difficulty;
    const standing = runs && blockTimeS !== undefined ? standingOf(runs, blocksSoFar, blockTimeS) : undefined;
    const said = hashpriceForecast(
      {
        ...chainKnown(coin, day),
        atMs: toMs,
        difficulty,
        belief,
        epoch: standing,
        feesPerBlock: feesBefore(days, at),
      },
      HASHPRICE_DAYS,
    );
    const told = (of: (one: NonNullable<typeof said>[number]) => number) =>
      Float64Array.from({ length: HASHPRICE_DAYS }, (_, ahead) => {
        const one = said?.[ahead];
        return one ? of(one) : Number.NaN;
      });
    return {
      usdPerPhPerDay: told(
        (one) => one.perPhPerDay * medianOf(parts.slice(Math.max(0, at + 1 - MONTH), at + 1)),
      ),
      difficulty: told((one) => one.difficulty),
      difficultyInForce: difficulty,
    };
  });
}

/** What the file has of a day, in parts of what the rule makes of its price, difficulty and fees. */
function partOfRule(coin: Coin, day: CoinDay): number {
  const { difficulty, feesPerBlock, startMs } = day;
  const known = { difficulty, belief: undefined, epoch: undefined, feesPerBlock: [feesPerBlock] };
  const [byRule] = hashpriceForecast({ ...chainKnown(coin, day), ...known, atMs: startMs }, 1) ?? [];
  return byRule ? day.usdPerPhPerDay / byRule.perPhPerDay : Number.NaN;
}

function medianOf(parts: readonly number[]): number {
  const sorted = parts.filter((part) => !Number.isNaN(part)).sort((one, other) => one - other);
  return quantileOfSorted(sorted, 0.5);
}

function standingOf(epoch: Epoch, blocksSoFar: number, blockTimeS: number): EpochStanding {
  const blocks = Math.min(EPOCH_BLOCKS, Math.max(0, blocksSoFar - epoch.blocksBefore));
  return { startedAtMs: epoch.startMs, startSdMs: epoch.startSdMs, blocks, blockTimeS };
}

function chainKnown(coin: Coin, day: CoinDay) {
  return { coin, price: day.priceUsd, height: heightOf(coin, day), subsidy: day.subsidy };
}

function feesBefore(days: readonly CoinDay[], at: number): Float64Array {
  return Float64Array.from(days.slice(Math.max(0, at + 1 - FEE_DAYS), at + 1), (day) => day.feesPerBlock);
}

function isWhole({ blocks, difficulty }: CoinDay): boolean {
  return blocks > 0 && difficulty > 0;
}
