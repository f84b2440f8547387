import {
  type DifficultyOutlook,
  difficultyOutlook,
  EPOCH_BLOCKS,
} from '../../src/insight/difficulty-outlook.ts';
import { type HashrateBelief, takeInBlocks } from '../../src/insight/difficulty-outlook-hashrate.ts';
import { mempoolChange, naiveChange } from '../../src/insight/difficulty-outlook-rules.ts';
import type { SuiteReport } from '../bench/suite-report.ts';
import { type BitcoinDay, bitcoinDays, DAY_MS } from './bitcoin-days.ts';
import { type Epoch, epochsOf } from './bitcoin-epochs.ts';

/** Parts of the epoch at which the outlook is asked. */
export const POINTS = [0.25, 0.5, 0.75, 0.9] as const;

/** What was foretold at one point of one epoch, and what came. */
export interface Foretold {
  readonly point: number;
  readonly epoch: Epoch;
  readonly outlook: DifficultyOutlook;
  readonly naive: number;
  readonly mempool: number;
}

/** Every constant of the outlook was chosen on the blocks before this day alone; it is judged by those after. */
const CHOSEN_BEFORE_MS = Date.UTC(2018, 0, 1);

/** Too few epochs to judge by. */
const FEWEST_EPOCHS = 20;

/** Days in which a belief from nothing finds its feet. */
const WARM_UP_DAYS = 90;

/**
 * The retarget foretold at a quarter, half, three quarters and nine tenths of every epoch, walked forward: at the end
 * of the first day with so many blocks mined, from the days up to then and nothing else.
 *
 * @throws BacktestDataError where the folder does not hold the data
 */
export function difficultySuite(folder: string): SuiteReport {
  return difficultyReport(bitcoinDays(folder));
}

/** As {@link difficultySuite}, from days at hand. */
export function difficultyReport(days: readonly BitcoinDay[]): SuiteReport {
  const foretold = walkForward(days);
  const recent = foretold.filter(({ epoch }) => epoch.startMs >= CHOSEN_BEFORE_MS);
  const enough = recent.length >= FEWEST_EPOCHS * POINTS.length;
  const judged = enough ? recent : foretold.slice(Math.floor(foretold.length / 2));
  const first = judged[0]?.epoch.startMs;
  const figures: Record<string, number> = {};
  const failures: string[] = [];
  if (first !== undefined) figures['judged from, year'] = new Date(first).getUTCFullYear();
  for (const point of POINTS) {
    const here = judged.filter((one) => one.point === point);
    const percent = `${100 * point} %`;
    const name = (what: string) => `at ${percent}: ${what}`;
    const meanError = (foretell: (one: Foretold) => number) =>
      100 * mean(here.map((one) => Math.abs(foretell(one) - one.epoch.change)));
    const model = meanError(({ outlook }) => outlook.changeFraction);
    const naive = meanError((one) => one.naive);
    figures[name('epochs')] = here.length;
    figures[name('mean absolute error, outlook (% points)')] = model;
    figures[name('mean absolute error, naive rule (% points)')] = naive;
    figures[name('mean absolute error, mempool.space (% points)')] = meanError((one) => one.mempool);
    figures[name('mean absolute error, no change (% points)')] = meanError(() => 0);
    figures[name('90 % interval held (%)')] =
      100 * mean(here.map(({ epoch, outlook }) => Number(holds(outlook, epoch))));
    if (here.length < FEWEST_EPOCHS) failures.push(`only ${here.length} whole epochs to judge at ${percent}`);
    else if (!(model < naive))
      failures.push(
        `at ${percent} the outlook errs by ${model.toFixed(3)}, the naive rule by ${naive.toFixed(3)} % points`,
      );
  }
  return { suite: 'difficulty', figures, failures };
}

function holds(outlook: DifficultyOutlook, { change }: Epoch): boolean {
  return outlook.changeLowFraction <= change && change <= outlook.changeHighFraction;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Every forecast, in the order in which it would have been made. */
export function walkForward(days: readonly BitcoinDay[]): readonly Foretold[] {
  const epochs = epochsOf(days);
  const foretold: Foretold[] = [];
  const warmMs = (days[0]?.startMs ?? 0) + WARM_UP_DAYS * DAY_MS;
  let belief: HashrateBelief | undefined;
  let present = 0;
  let blocksSoFar = 0;
  let asked = new Set<number>();
  for (const { startMs, blocks, difficulty } of days) {
    const atMs = startMs + DAY_MS;
    blocksSoFar += blocks;
    belief = takeInBlocks(belief, { fromMs: startMs, toMs: atMs, blocks, difficulty });
    for (; (epochs[present]?.endMs ?? Number.POSITIVE_INFINITY) <= atMs; present++) asked = new Set();
    const epoch = epochs[present];
    if (epoch === undefined || epoch.startMs > startMs || epoch.startMs < warmMs) continue;
    const mined = blocksSoFar - epoch.blocksBefore;
    const progress = {
      startedAtMs: epoch.startMs,
      startSdMs: epoch.startSdMs,
      blocks: mined,
      difficulty: epoch.difficulty,
      atMs,
    };
    const outlook = difficultyOutlook(belief, progress);
    if (outlook === undefined) continue;
    for (const point of POINTS) {
      if (mined < point * EPOCH_BLOCKS || asked.has(point)) continue;
      asked.add(point);
      const mempool = mempoolChange(progress, { previousChangeFraction: epoch.previousChange });
      foretold.push({ point, epoch, outlook, naive: naiveChange(progress), mempool });
    }
  }
  return foretold;
}
