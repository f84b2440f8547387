import type { Coin } from '../../../src/domain/coin.ts';
import { EPOCH_BLOCKS } from '../../../src/insight/difficulty-epoch.ts';
import { type HashrateBelief, takeInBlocks } from '../../../src/insight/difficulty-outlook-hashrate.ts';
import type { EpochStanding } from '../../../src/insight/forecast/difficulty-path.ts';
import { hashpriceForecast } from '../../../src/insight/forecast/hashprice-forecast.ts';
import { DAY_MS } from '../bitcoin-days.ts';
import { type Epoch, epochsOf } from '../bitcoin-epochs.ts';
import { type CoinDay, type CoinPast, heightOf } from './coin-days.ts';

export const HASHPRICE_DAYS = 7;
const FEE_DAYS = 30;

/** What was said at the end of one day, of those after it. */
export interface SaidOfDays {
  /** USD for 1 PH/s by day ahead, the coming day first; NaN where nothing could be said. */
  readonly usdPerPhPerDay: Float64Array;
  readonly difficulty: Float64Array;
  /** Of the newest block: all who follow the chain know it at the day's end. */
  readonly difficultyInForce: number;
}

/** The structural forecast at the end of every day, from that day and those before it. */
export function structuralWalk({ coin, days }: CoinPast): readonly SaidOfDays[] {
  const blockTimeS = coin.retargetEveryBlocks === EPOCH_BLOCKS ? coin.blockTimeS : undefined;
  const epochs = blockTimeS === undefined ? [] : epochsOf(days.filter(isWhole), 1000 * blockTimeS);
  let belief: HashrateBelief | undefined;
  let [present, blocksSoFar] = [0, 0];
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
      usdPerPhPerDay: told((one) => one.perPhPerDay),
      difficulty: told((one) => one.difficulty),
      difficultyInForce: difficulty,
    };
  });
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
