import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { bandLosses, lossOf } from './band-losses.ts';
import type { HorizonBand } from './horizon-bands.ts';
import type { Replayed } from './replay.ts';
import { judgingFrom, type ReplayOrigins } from './replay-origins.ts';

/** All forecasts of a contest beside what came, on the working scale. */
export interface ContestPaths {
  readonly origins: ReplayOrigins;
  readonly horizon: number;
  /** By origin, then step; NaN where it is missing. */
  readonly came: readonly Float64Array[];
  /** What was there at each origin: the last value before it that there is. */
  readonly before: readonly number[];
  /** Rules first. Where a model could not say anything, the first rule's forecast stands in for it, as it would have then. */
  readonly entrants: readonly Replayed[];
  /** Places of the origins by which is chosen, and of those by which is judged. */
  readonly choosing: readonly number[];
  readonly judging: readonly number[];
}

/**
 * Lays forecasts beside what came, and parts the origins in two by time. Those between whose horizons reach into the later part
 * count for neither: an embargo.
 */
export function contestPaths(
  { target }: SeriesTable,
  origins: ReplayOrigins,
  horizon: number,
  replayed: readonly Replayed[],
): ContestPaths {
  const places = Array.from(origins.at.keys());
  const judging = judgingFrom(origins);
  const firstJudged = origins.at[judging] ?? 0;
  return {
    origins,
    horizon,
    came: origins.at.map((origin) => target.slice(origin, origin + horizon)),
    before: origins.at.map((origin) => lastBefore(target, origin)),
    entrants: withStandIns(replayed),
    choosing: places.slice(0, judging).filter((place) => (origins.at[place] ?? 0) + horizon <= firstJudged),
    judging: places.slice(judging),
  };
}

/** By origin, what one entrant missed by in a band, of some origins. */
export function lossesAt(
  { came }: ContestPaths,
  { said }: Replayed,
  band: HorizonBand,
  places: readonly number[],
): Float64Array {
  return bandLosses(pick(said, places), pick(came, places), band);
}

/** The entrant of several that missed least. @throws RangeError where there is none */
export function leastLoss(
  paths: ContestPaths,
  entrants: readonly Replayed[],
  band: HorizonBand,
  places: readonly number[],
): Replayed {
  const losses = entrants.map((entrant) => lossOf(lossesAt(paths, entrant, band, places)));
  const least = losses.reduce((best, loss, at) => (loss < (losses[best] ?? Number.NaN) ? at : best), 0);
  const found = entrants[least];
  if (!found) throw new RangeError('nobody takes part');
  return found;
}

export function pick<T>(list: readonly T[], places: readonly number[]): readonly T[] {
  return places.flatMap((place) => (place < list.length ? [list[place] as T] : []));
}

function withStandIns(replayed: readonly Replayed[]): readonly Replayed[] {
  const rule = replayed.find(({ speaker }) => speaker.kind === 'rule');
  const standIn = (steps: Float64Array, place: number) =>
    steps.map((value, step) => (Number.isFinite(value) ? value : (rule?.said[place]?.[step] ?? Number.NaN)));
  // One that cannot speak at all has no figures, and not those of the rule.
  return replayed.map((entrant) =>
    entrant.problem ? entrant : { ...entrant, said: entrant.said.map(standIn) },
  );
}

/** The last value before that row that there is; NaN where there is none. */
export function lastBefore(values: Float64Array, origin: number): number {
  for (let at = origin - 1; at >= 0; at--) if (!Number.isNaN(values[at])) return values[at] as number;
  return Number.NaN;
}
