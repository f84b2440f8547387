import type { TuningSample, TuningSession, TuningTrial } from '../../domain/tuning.ts';

/** A limit must not be unseen for longer than this: a sensor that falls silent would let heat through. */
export const BLIND_AFTER_MS = 60_000;
/** More than this part of the readings without work, or with less than half of the usual, and something is wrong. */
const TROUBLED_PART = 0.1;
const DROPPED = 0.5;
/** From so many readings on, and with so much more or less load, a sensor that says the same to the last digit is frozen. */
const FROZEN_SAMPLES = 5;
const OTHER_HASHRATE = 0.03;
const OTHER_POWER = 0.05;

/** Beyond these no miner is, whatever it says: hashes a second, watts, and part of wrong answers. */
const THERE_MAY_BE: Readonly<Partial<Record<keyof TuningSample, readonly [number, number]>>> = {
  hashrateHs: [1, 1e18],
  powerW: [0.01, 1e6],
  errorRate: [0, 1],
};

/** What is no number, or cannot be, was not told. So it stays the same, too, when it is kept as text. */
export function withoutNonsense(sample: TuningSample): TuningSample {
  const told = Object.entries(sample).filter(([name, value]) => {
    const [least, most] = THERE_MAY_BE[name as keyof TuningSample] ?? [-Number.MAX_VALUE, Number.MAX_VALUE];
    return Number.isFinite(value) && value >= least && value <= most;
  });
  return { ...(Object.fromEntries(told) as Partial<TuningSample>), atMs: sample.atMs };
}

/** Has the miner stopped to tell a quantity that it told at the first trial, and that is limited? */
export function isBlind(
  { task: { envelope }, trials, appliedMs, askedMs }: TuningSession,
  samples: readonly TuningSample[],
  nowMs: number,
): boolean {
  const [first] = trials;
  const since = appliedMs ?? askedMs;
  const lastTold = (kind: keyof TuningSample) =>
    samples.findLast((sample) => sample[kind] !== undefined)?.atMs ?? since;
  const isLost = (kind: 'chipC' | 'vrC' | 'inputV' | 'fanPercent', bound: number | undefined) =>
    bound !== undefined && first?.[kind] !== undefined && nowMs - lastTold(kind) > BLIND_AFTER_MS;
  return (
    isLost('chipC', envelope.maxChipC) ||
    isLost('vrC', envelope.maxVrC) ||
    isLost('inputV', envelope.minInputV) ||
    isLost('fanPercent', envelope.maxFanPercent) ||
    (first !== undefined && nowMs - lastTold('powerW') > BLIND_AFTER_MS)
  );
}

/** Has it started anew since the reading before? */
export function isRestart(before: readonly TuningSample[], { uptimeS }: TuningSample): boolean {
  const known = before.findLast((sample) => sample.uptimeS !== undefined)?.uptimeS;
  return known !== undefined && uptimeS !== undefined && uptimeS < known;
}

/** Did it lose its work for a while, though not for most of the time: a pool that was away, a board that dropped out? */
export function isTroubled(samples: readonly TuningSample[]): boolean {
  const rates = samples.map(({ hashrateHs = 0 }) => hashrateHs);
  const usual = rates.toSorted((a, b) => a - b)[Math.floor(rates.length / 2)] ?? 0;
  return rates.filter((rate) => rate < DROPPED * usual).length > TROUBLED_PART * rates.length;
}

/**
 * Does a sensor repeat itself to the last digit, though the load is another than at the point before? Power that does not
 * change while the hashrate does, or at all where it is told in hundredths; heat that does not while the power does and no
 * fan has followed.
 */
export function isFrozen(
  before: TuningSample | undefined,
  samples: readonly TuningSample[],
  last: TuningTrial | undefined,
  trial: TuningTrial,
): boolean {
  if (!before || !last || samples.length < FROZEN_SAMPLES) return false;
  const isSame = (kind: 'powerW' | 'chipC' | 'fanPercent') =>
    before[kind] !== undefined && samples.every((sample) => sample[kind] === before[kind]);
  const changed = (kind: 'powerW' | 'hashrateHs') => Math.abs(trial[kind].mean / last[kind].mean - 1);
  // Whole degrees may well be the same under a fan that follows unseen.
  const isFanDeaf =
    isSame('fanPercent') || (before.fanPercent === undefined && !Number.isInteger(before.chipC));
  return (
    (isSame('powerW') && (isFine(before.powerW) || changed('hashrateHs') > OTHER_HASHRATE)) ||
    (isSame('chipC') && isFanDeaf && changed('powerW') > OTHER_POWER)
  );
}

/** Told in hundredths or less: what is measured so finely never stands still. */
function isFine(told: number | undefined): boolean {
  return told !== undefined && !Number.isInteger(10 * told);
}
