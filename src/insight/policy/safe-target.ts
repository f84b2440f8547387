import type { ClockPoint, TuningEnvelope, TuningRange, TuningSample } from '../../domain/tuning.ts';
import { breachOf } from '../tuning/knowledge.ts';
import { highestReachable } from '../tuning/next-point.ts';

/**
 * What may be set of what a policy wishes: the wish brought down onto the settings of the tuner's envelope, raised by no more than the
 * tuner's largest step, and one step lower than now where the miner tells that a limit is broken. Lowering is never held back.
 * Undefined: nothing is to be set, because neither where the miner stands nor one bounded step from there is inside.
 *
 * @param wish of clock and voltage; anything, also what is no number: then the miner stays
 * @param here where it stands, or stood when it was last on
 */
export function safeTarget(
  wish: ClockPoint,
  here: ClockPoint,
  envelope: TuningEnvelope,
  sample?: TuningSample,
): ClockPoint | undefined {
  const isBroken = sample !== undefined && breachOf(sample, envelope) !== undefined;
  const most = isBroken ? oneLower(here, envelope) : highestReachable(here);
  const of = (asked: number, stands: number, highest: number, range: TuningRange) =>
    settingBelow(Math.min(Number.isFinite(asked) ? asked : stands, highest), range);
  const { frequencyMhz, coreVoltageMv } = envelope;
  const target = {
    frequencyMhz: of(wish.frequencyMhz, here.frequencyMhz, most.frequencyMhz, frequencyMhz),
    coreVoltageMv: of(wish.coreVoltageMv, here.coreVoltageMv, most.coreVoltageMv, coreVoltageMv),
  };
  // To come up to the envelope's lowest setting may be more than a step.
  const isReached =
    target.frequencyMhz <= Math.max(most.frequencyMhz, here.frequencyMhz) &&
    target.coreVoltageMv <= Math.max(most.coreVoltageMv, here.coreVoltageMv);
  return isWithinSettings(target, envelope) && isReached ? target : undefined;
}

/** Does a clock and a voltage lie within the settings of an envelope? */
export function isWithinSettings(
  { frequencyMhz, coreVoltageMv }: ClockPoint,
  envelope: TuningEnvelope,
): boolean {
  const isIn = (value: number, { min, max }: TuningRange) => value >= min && value <= max;
  return isIn(frequencyMhz, envelope.frequencyMhz) && isIn(coreVoltageMv, envelope.coreVoltageMv);
}

function oneLower(here: ClockPoint, { frequencyMhz, coreVoltageMv }: TuningEnvelope): ClockPoint {
  return {
    frequencyMhz: here.frequencyMhz - frequencyMhz.step,
    coreVoltageMv: here.coreVoltageMv - coreVoltageMv.step,
  };
}

/** The highest setting of a range that is not above; its lowest where all are. */
function settingBelow(value: number, { min, max, step }: TuningRange): number {
  const steps = Math.floor((Math.min(value, max) - min) / step + 1e-9);
  return Number.isFinite(steps) ? min + Math.max(0, steps) * step : min;
}

/**
 * The same for miners that are told modes: never one that rules or envelope leave out, and upwards no further than to the usual one, or
 * one above where it is.
 *
 * @param allowed by place; that of off always counts as allowed
 */
export function safePlace(wish: number, current: number, usual: number, allowed: readonly boolean[]): number {
  const highest = Math.max(current + 1, usual);
  let place = Number.isFinite(wish) ? Math.min(Math.round(wish), highest, allowed.length - 1) : current;
  while (place > 0 && !allowed[place]) place--;
  return Math.max(0, place);
}
