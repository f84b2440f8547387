import { conformalRadius } from '../../numerics/forecast/conformal.ts';
import { ConformalTracker, TRACKER_DEFAULTS } from '../../numerics/forecast/conformal-tracker.ts';
import { neverFalling } from '../../numerics/isotonic.ts';
import type { HorizonBand } from './horizon-bands.ts';
import { originsAhead } from './replay-origins.ts';

/** Half-widths of the intervals that hold 80 and 95 % of what comes, by step. */
export interface StepRadii {
  readonly radii80: Float64Array;
  readonly radii95: Float64Array;
}

/** Intervals as they would have been, and as they are now. */
export interface TrackedIntervals {
  /** By origin; NaN where too little was known by then. */
  readonly byOrigin: readonly StepRadii[];
  readonly now: StepRadii;
}

/**
 * Intervals from the errors of forecasts that were made again, for each step apart: {@link ConformalTracker}, which follows calm
 * and wild times and corrects itself by what it missed, hearing of each error only when it was known. Over a long past they hold
 * 80 and 95 % of what came, of any series.
 *
 * @param errors by origin, then step, oldest first; on the scale that is forecast @param spacing of the origins in steps
 * @param band of which intervals are wanted (all); NaN of other steps
 */
export function trackIntervals(
  errors: readonly Float64Array[],
  spacing: number,
  band: HorizonBand = { fromStep: 1, toStep: errors[0]?.length ?? 0 },
): TrackedIntervals {
  const horizon = errors[0]?.length ?? 0;
  const empty = () => ({
    radii80: new Float64Array(horizon).fill(Number.NaN),
    radii95: new Float64Array(horizon).fill(Number.NaN),
  });
  const byOrigin = errors.map(empty);
  const now = empty();
  for (let step = band.fromStep - 1; step < band.toStep; step++) {
    const ahead = originsAhead(step + 1, spacing);
    const own = errors.map((each) => each[step] ?? Number.NaN);
    const tracker = new ConformalTracker({
      ...TRACKER_DEFAULTS,
      stepsAhead: ahead,
      // A third of a short past begins, the rest corrects.
      firstErrors: Math.max(20, Math.min(TRACKER_DEFAULTS.firstErrors, Math.floor(own.length / 3))),
    });
    for (const [place, radii] of byOrigin.entries()) {
      if (place >= ahead) tracker.learn(own[place - ahead] ?? Number.NaN);
      put(tracker.radii(), radii, step);
    }
    for (const error of own.slice(-Math.min(ahead, own.length))) tracker.learn(error);
    put(tracker.radii(), now, step);
  }
  const widening = byOrigin.map(widened);
  return { byOrigin: widening, now: widened({ radii80: now.radii80, radii95: filled(now, errors) }) };
}

/**
 * Origins have every hour and every day in turn, so nothing further ahead is told more surely: where few errors say so, it is
 * chance, and neighbouring steps share what they have.
 */
function widened({ radii80, radii95 }: StepRadii): StepRadii {
  return { radii80: neverFalling(radii80), radii95: neverFalling(radii95) };
}

function put([r80 = Number.NaN, r95 = Number.NaN]: Float64Array, radii: StepRadii, step: number): void {
  radii.radii80[step] = Number.isFinite(r80) ? r80 : Number.NaN;
  radii.radii95[step] = Number.isFinite(r95) ? r95 : Number.NaN;
}

/** Too few errors to tell the widest of twenty: what the errors of all steps together say, and never less than any of them. */
function filled({ radii80, radii95 }: StepRadii, errors: readonly Float64Array[]): Float64Array {
  if (radii95.every(Number.isFinite)) return radii95;
  const all = errors.flatMap((each) => [...each]).filter((error) => !Number.isNaN(error));
  const widest = Math.max(0, ...all.map(Math.abs));
  const pooled = Math.min(conformalRadius(all, 0.95), widest);
  return radii95.map((radius, step) =>
    Number.isFinite(radius) ? radius : Math.max(pooled, radii80[step] || 0),
  );
}
