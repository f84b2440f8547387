import { EPOCH_BLOCKS, type EpochProgress } from '../../src/insight/difficulty-epoch.ts';
import { type DifficultyOutlook, difficultyOutlook } from '../../src/insight/difficulty-outlook.ts';
import { type HashrateBelief, takeInBlocks } from '../../src/insight/difficulty-outlook-hashrate.ts';
import { mempoolChange, naiveChange } from '../../src/insight/difficulty-outlook-rules.ts';
import { PAST_MS } from '../../src/workers/insight-retarget.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { type BitcoinDay, bitcoinDays, DAY_MS } from './bitcoin-days.ts';
import { type Epoch, epochsOf } from './bitcoin-epochs.ts';
import { afterLook, afterRetarget, leanOf, NOTHING_LEARNED, type RetargetLearning } from './pace-lean.ts';

/** Parts of the epoch at which the outlook is asked. */
export const POINTS = [0.25, 0.5, 0.75, 0.9] as const;

/** Of the intervals whose coverage is counted. */
const CONFIDENCES = [0.8, 0.9, 0.95] as const;

/** What was foretold at one point of one epoch, and what came. */
export interface Foretold {
  readonly point: number;
  readonly epoch: Epoch;
  /** Where the epoch stood: at the end of a day. */
  readonly progress: EpochProgress;
  /** One for each of {@link CONFIDENCES}; they differ in their intervals alone. */
  readonly outlooks: readonly DifficultyOutlook[];
  readonly changeFraction: number;
  /** Lean learned so far. */
  readonly lean: number;
  readonly naive: number;
  readonly mempool: number;
}

/** Every constant of the outlook was chosen on the blocks before this day alone; it is judged by those after. */
export const CHOSEN_BEFORE_MS = Date.UTC(2018, 0, 1);

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
  const days = bitcoinDays(folder);
  const judged = judgedOf(days, CHOSEN_BEFORE_MS);
  const report = reportOf(judged);
  const figures = { ...report.figures, ...(judged.length > 0 ? figuresInApp(days, judged) : {}) };
  return { ...report, figures, failures: [...report.failures, ...lossesInApp(figures)] };
}

/** As {@link difficultySuite}, from days at hand, judged by the epochs since a day; without a look into the app. */
export function difficultyReport(days: readonly BitcoinDay[], judgedFromMs = CHOSEN_BEFORE_MS): SuiteReport {
  return reportOf(judgedOf(days, judgedFromMs));
}

/** The forecasts for the epochs since a day; of a past that has too few of them those of its second half. */
function judgedOf(days: readonly BitcoinDay[], judgedFromMs: number): readonly Foretold[] {
  const foretold = walkForward(days);
  const recent = foretold.filter(({ epoch }) => epoch.startMs >= judgedFromMs);
  const enough = recent.length >= FEWEST_EPOCHS * POINTS.length;
  return enough ? recent : foretold.slice(Math.floor(foretold.length / 2));
}

function reportOf(judged: readonly Foretold[]): SuiteReport {
  const first = judged[0]?.epoch.startMs;
  const figures: Record<string, number> = {};
  const failures: string[] = [];
  if (first !== undefined) figures['judged from, year'] = new Date(first).getUTCFullYear();
  for (const point of POINTS) {
    const here = judged.filter((one) => one.point === point);
    const at = `at ${100 * point} %`;
    const told = here.length > 0 ? figuresAt(here) : { epochs: 0 };
    for (const [what, value] of Object.entries(told)) figures[`${at}: ${what}`] = value;
    if (here.length < FEWEST_EPOCHS) failures.push(`only ${here.length} whole epochs to judge by ${at}`);
    else failures.push(...lossAgainstNaive(here, at));
  }
  return { suite: 'difficulty', figures, failures };
}

function figuresAt(here: readonly Foretold[]): Record<string, number> {
  const meanError = (foretell: (one: Foretold) => number) => mean(here.map((one) => errorOf(one, foretell)));
  const { saved, standardError } = savedError(here);
  const figures: Record<string, number> = {
    epochs: here.length,
    'mean absolute error, outlook (% points)': meanError(outlookOf),
    'mean absolute error, naive rule (% points)': meanError(naiveOf),
    'mean absolute error, mempool.space (% points)': meanError((one) => one.mempool),
    'mean absolute error, no change (% points)': meanError(() => 0),
    'error saved against the naive rule (% points)': saved,
    'error saved, paired 95 % interval from': saved - 1.96 * standardError,
    'error saved, paired 95 % interval to': saved + 1.96 * standardError,
  };
  for (const [index, confidence] of CONFIDENCES.entries())
    figures[`${100 * confidence} % interval held (%)`] =
      100 * mean(here.map(({ epoch, outlooks }) => Number(holds(outlooks[index], epoch))));
  return figures;
}

/** The outlook must err less than the naive rule; where it does not, whether that may be luck. */
function lossAgainstNaive(here: readonly Foretold[], at: string): readonly string[] {
  const { saved, standardError } = savedError(here);
  if (saved > 0) return [];
  const luck = saved > -1.96 * standardError ? ', which luck can do in so few epochs' : '';
  return [`${at} the outlook errs by ${(-saved).toFixed(3)} % points more than the naive rule${luck}`];
}

/** So must what an owner is shown, who has half a year of days and not twelve years. */
function lossesInApp(figures: Readonly<Record<string, number>>): readonly string[] {
  return POINTS.map((point) => `at ${100 * point} %`).flatMap((at) => {
    const [inApp, naive] = ['in the app', 'naive rule'].map(
      (who) => figures[`${at}: mean absolute error, ${who} (% points)`],
    );
    if (inApp === undefined || naive === undefined || inApp < naive) return [];
    return [
      `${at} the outlook in the app errs by ${(inApp - naive).toFixed(3)} % points more than the naive rule`,
    ];
  });
}

/** The naive rule's absolute error less the outlook's, pair by pair: mean and standard error, % points. */
function savedError(here: readonly Foretold[]) {
  const pairs = here.map((one) => errorOf(one, naiveOf) - errorOf(one, outlookOf));
  const saved = mean(pairs);
  const variance = mean(pairs.map((pair) => (pair - saved) ** 2));
  return { saved, standardError: Math.sqrt(variance / (pairs.length - 1)) };
}

const outlookOf = (one: Foretold) => one.changeFraction;
const naiveOf = (one: Foretold) => one.naive;

/** Absolute error in % points. */
function errorOf(one: Foretold, foretell: (one: Foretold) => number): number {
  return 100 * Math.abs(foretell(one) - one.epoch.change);
}

function holds(outlook: DifficultyOutlook | undefined, { change }: Epoch): boolean {
  return outlook !== undefined && outlook.changeLowFraction <= change && change <= outlook.changeHighFraction;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

/** Every forecast, in the order in which it would have been made. */
export function walkForward(days: readonly BitcoinDay[]): readonly Foretold[] {
  const epochs = epochsOf(days);
  const foretold: Foretold[] = [];
  const warmMs = (days[0]?.startMs ?? 0) + WARM_UP_DAYS * DAY_MS;
  let learning: RetargetLearning = NOTHING_LEARNED;
  let present = 0;
  let blocksSoFar = 0;
  let asked = new Set<number>();
  for (const { startMs, blocks, difficulty } of days) {
    const atMs = startMs + DAY_MS;
    blocksSoFar += blocks;
    const belief = takeInBlocks(learning.belief, { fromMs: startMs, toMs: atMs, blocks, difficulty });
    learning = { ...learning, belief };
    for (let ended = epochs[present]; ended && ended.endMs <= atMs; ended = epochs[++present]) {
      learning = afterRetarget(learning, ended.endMs);
      asked = new Set();
    }
    const epoch = epochs[present];
    if (epoch === undefined || epoch.startMs > startMs || epoch.startMs < warmMs) continue;
    const progress = {
      startedAtMs: epoch.startMs,
      startSdMs: epoch.startSdMs,
      blocks: blocksSoFar - epoch.blocksBefore,
      difficulty: epoch.difficulty,
      atMs,
    };
    for (const point of POINTS) {
      if (progress.blocks < point * EPOCH_BLOCKS || asked.has(point)) continue;
      asked.add(point);
      foretold.push(...foretell(learning, progress, epoch, point));
    }
    learning = afterLook(learning, progress);
  }
  return foretold;
}

function foretell(
  { belief, lean }: RetargetLearning,
  progress: EpochProgress,
  epoch: Epoch,
  point: number,
): readonly Foretold[] {
  const outlooks = CONFIDENCES.flatMap(
    (confidence) => difficultyOutlook(belief, progress, { lean: leanOf(lean), confidence }) ?? [],
  );
  const [outlook] = outlooks;
  if (outlook === undefined) return [];
  const { changeFraction } = outlook;
  const mempool = mempoolChange(progress, { previousChangeFraction: epoch.previousChange });
  return [
    {
      point,
      epoch,
      progress,
      outlooks,
      changeFraction,
      lean: leanOf(lean),
      naive: naiveChange(progress),
      mempool,
    },
  ];
}

/**
 * The same errors of what an owner is shown, who has half a year of days: each forecast from those before it alone, with
 * the lean that the app has.
 */
function figuresInApp(days: readonly BitcoinDay[], judged: readonly Foretold[]): Record<string, number> {
  const errors = judged.map(({ point, progress, epoch }) => {
    const told = difficultyOutlook(beliefOfLast(days, progress.atMs), progress);
    return { point, error: 100 * Math.abs((told?.changeFraction ?? Number.NaN) - epoch.change) };
  });
  const at = (point: number) => errors.flatMap((one) => (one.point === point ? [one.error] : []));
  return Object.fromEntries(
    POINTS.map((point) => [
      `at ${100 * point} %: mean absolute error, in the app (% points)`,
      mean(at(point)),
    ]),
  );
}

function beliefOfLast(days: readonly BitcoinDay[], atMs: number): HashrateBelief | undefined {
  return days
    .filter(({ startMs }) => startMs >= atMs - PAST_MS && startMs < atMs)
    .reduce<HashrateBelief | undefined>(
      (belief, { startMs, blocks, difficulty }) =>
        takeInBlocks(belief, { fromMs: startMs, toMs: startMs + DAY_MS, blocks, difficulty }),
      undefined,
    );
}
