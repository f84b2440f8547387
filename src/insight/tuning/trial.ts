import type {
  Measured,
  TuningObjective,
  TuningPoint,
  TuningSample,
  TuningTrial,
} from '../../domain/tuning.ts';
import { smallWorth, worthOf } from './knowledge.ts';

/** A trial lasts so long at most, settling included. */
export const LONGEST_TRIAL_MS = 6 * 60_000;
/** After a new setting nothing counts for so long, and then only once it has stopped warming up. */
const SETTLE_AT_LEAST_MS = 45_000;
const SETTLE_AT_MOST_MS = 150_000;
const STILL_WITHIN_MS = 30_000;
const STILL_K = 0.75;
/** A trial has said enough when hashes for a watt are known this well (one standard error, as a part). */
export const WANTED_ERROR = 0.004;
const FEWEST_SAMPLES = 8;
/** Firmware tells means of up to a minute: two of them that agree say that it is steady, one does not. */
const MEASURE_AT_LEAST_MS = 120_000;
/** A mean of few readings is never trusted beyond this. */
const LEAST_ERROR = 0.001;
const HASHES_PER_ANSWER = 2 ** 32;

/** Has a miner come to rest at its new setting? By its temperature, where it tells one; else by the clock. */
export function hasSettled(samples: readonly TuningSample[], appliedMs: number, nowMs: number): boolean {
  if (nowMs - appliedMs < SETTLE_AT_LEAST_MS) return false;
  if (nowMs - appliedMs >= SETTLE_AT_MOST_MS) return true;
  const late = samples.filter(({ atMs, chipC }) => atMs > nowMs - STILL_WITHIN_MS && chipC !== undefined);
  const temps = late.map(({ chipC = Number.NaN }) => chipC);
  return temps.length >= 2 && Math.max(...temps) - Math.min(...temps) <= STILL_K;
}

/** Over so long a chip that gets warmer by so much is on its way to somewhere else. */
const WARMING_WITHIN_MS = 90_000;
const WARMING_K = 2.5;

/** Does its chip get warmer all the time? The first half of what was told lately against the second. */
export function isWarming(samples: readonly TuningSample[], nowMs: number): boolean {
  const temps = samples.flatMap(({ atMs, chipC }) =>
    atMs > nowMs - WARMING_WITHIN_MS && chipC !== undefined ? [chipC] : [],
  );
  if (temps.length < 4) return false;
  const half = Math.floor(temps.length / 2);
  const mean = (of: readonly number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
  // The middles of the halves are half of the time apart.
  return 2 * (mean(temps.slice(-half)) - mean(temps.slice(0, half))) > WARMING_K;
}

/**
 * The samples of a trial that count, as one trial; undefined where hashrate or power were never told.
 *
 * @param earlier the session's trials before it: how far readings of this miner are off is learned from all of them
 */
export function trialOf(
  point: TuningPoint,
  samples: readonly TuningSample[],
  ended: TuningTrial['ended'],
  earlier: readonly TuningTrial[] = [],
): TuningTrial | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  const hashrateHs = meanOf(samples.map(({ hashrateHs }) => hashrateHs));
  const powerW = meanOf(samples.map(({ powerW }) => powerW));
  if (!first || !last || !hashrateHs || !powerW || !(hashrateHs.mean > 0) || !(powerW.mean > 0))
    return undefined;
  const rate = meanOf(samples.map(({ errorRate }) => errorRate));
  const seconds = Math.max(0, last.atMs - first.atMs) / 1000;
  const answers = (hashrateHs.mean * seconds) / HASHES_PER_ANSWER;
  const lastOf = (kind: 'chipC' | 'vrC' | 'inputV' | 'fanPercent' | 'airC') =>
    meanOf(samples.slice(-FEWEST_SAMPLES).map((sample) => sample[kind]))?.mean;
  return {
    point,
    fromMs: first.atMs,
    untilMs: last.atMs,
    hashrateHs: pooled('hashrateHs', hashrateHs, seconds, earlier),
    powerW: pooled('powerW', powerW, seconds, earlier),
    chipC: lastOf('chipC'),
    vrC: lastOf('vrC'),
    inputV: lastOf('inputV'),
    fanPercent: lastOf('fanPercent'),
    airC: lastOf('airC'),
    ...(rate ? { errors: { rate: rate.mean, answers } } : {}),
    ended,
  };
}

/**
 * A standard error, with what was learned of it in earlier trials. Eight readings from within one running minute look steady
 * and are off together, which they cannot tell themselves. The square of the error, as a part, falls with time: its product
 * with the time is the same for all trials, and the mean of that product is better known than that of one.
 */
function pooled(
  kind: 'hashrateHs' | 'powerW',
  { mean, error }: Measured,
  seconds: number,
  earlier: readonly TuningTrial[],
): Measured {
  const lasted = (trial: TuningTrial) => (trial.untilMs - trial.fromMs) / 1000;
  const long = earlier.filter((trial) => trial.ended !== 'breach' && lasted(trial) > 0);
  if (long.length === 0 || !(seconds > 0)) return { mean, error };
  const products = long.map((trial) => (trial[kind].error / trial[kind].mean) ** 2 * lasted(trial));
  const sum = products.reduce((total, each) => total + each, (error / mean) ** 2 * seconds);
  const shared = Math.abs(mean) * Math.sqrt(sum / (products.length + 1) / seconds);
  return { mean, error: Math.max(shared, LEAST_ERROR * Math.abs(mean)) };
}

/** Is what a trial has measured known well enough to end it? Never by too few samples, or in too little time. */
export function isKnownWell({ hashrateHs, powerW, fromMs, untilMs }: TuningTrial, samples: number): boolean {
  if (samples < FEWEST_SAMPLES || untilMs - fromMs < MEASURE_AT_LEAST_MS) return false;
  return Math.hypot(hashrateHs.error / hashrateHs.mean, powerW.error / powerW.mean) <= WANTED_ERROR;
}

/** A trial that is this many standard errors and this part below the best one ends early. */
const HOPELESS_ERRORS = 4;
const HOPELESS_SMALL = 40;

/** Is it surely and clearly worse than the best so far? By what was measured alone. */
export function isHopeless(
  objective: TuningObjective,
  trials: readonly TuningTrial[],
  trial: TuningTrial,
): boolean {
  if (trials.length === 0) return false;
  const gotBy = ({ hashrateHs, powerW }: TuningTrial) =>
    worthOf(objective, Math.log(hashrateHs.mean), powerW.mean);
  const best = Math.max(...trials.filter(({ ended }) => ended !== 'breach').map(gotBy));
  const small = smallWorth(objective, trial.powerW.mean);
  const doubt =
    1000 *
    small *
    Math.hypot(trial.hashrateHs.error / trial.hashrateHs.mean, trial.powerW.error / trial.powerW.mean);
  return best - gotBy(trial) > HOPELESS_SMALL * small + HOPELESS_ERRORS * doubt;
}

/**
 * Mean and standard error of readings that hang together: a device tells a running mean, so that one reading says much of
 * what the one before said. With the correlation ρ of neighbours n readings count as n·(1 − ρ)/(1 + ρ) (Bayley &
 * Hammersley 1946, for a first-order process). What is far out (a glitch of a register) is left out: more than five times
 * the median deviation from the median.
 */
export function meanOf(told: readonly (number | undefined)[]): Measured | undefined {
  const all = told.filter((each): each is number => each !== undefined && Number.isFinite(each));
  const middle = medianOf(all);
  const usual = medianOf(all.map((each) => Math.abs(each - middle)));
  const values = all.filter(
    (each) => Math.abs(each - middle) <= 5 * 1.4826 * usual + 1e-3 * Math.abs(middle),
  );
  const count = values.length;
  if (count === 0) return undefined;
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const floor = LEAST_ERROR * Math.abs(mean);
  if (count < 3) return { mean, error: Math.max(floor, 0.05 * Math.abs(mean)) };
  const square = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  let neighbours = 0;
  for (let i = 1; i < count; i++)
    neighbours += ((values[i] as number) - mean) * ((values[i - 1] as number) - mean);
  const correlation = square > 0 ? Math.min(0.95, Math.max(0, neighbours / square)) : 0;
  const effective = Math.max(1, (count * (1 - correlation)) / (1 + correlation));
  return { mean, error: Math.max(floor, Math.sqrt(square / (count - 1) / effective)) };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
