import type { OutsideSeries } from '../../domain/outside-series.ts';
import type { ToldValues } from '../../features/told-column.ts';

/** One moment that something was told of. */
export interface ToldPoint {
  readonly atMs: number;
  readonly value: number;
  /** Since when it is known, epoch ms. */
  readonly knownAtMs: number;
}

export const NOTHING_TOLD: ToldValues = toldOf([]);

export function toldOf(points: readonly ToldPoint[]): ToldValues {
  const finite = points.filter(({ value }) => Number.isFinite(value));
  return {
    atMs: Float64Array.from(finite, ({ atMs }) => atMs),
    values: Float64Array.from(finite, ({ value }) => value),
    knownAtMs: Float64Array.from(finite, ({ knownAtMs }) => knownAtMs),
  };
}

/** What is so at all times: a maker's promise, a day of purchase. Nothing where nobody says it. */
export function always(value: number | undefined): ToldValues {
  return value === undefined ? NOTHING_TOLD : toldOf([{ atMs: 0, value, knownAtMs: 0 }]);
}

/** What was heard once, and holds from that moment on. */
export function heardAt(value: number | undefined, atMs: number | undefined): ToldValues {
  if (value === undefined || atMs === undefined) return NOTHING_TOLD;
  return toldOf([{ atMs, value, knownAtMs: atMs }]);
}

/** What the owner has said, and stands until said otherwise: said again each so many ms, as features forget sooner. */
export function standing(
  value: number | undefined,
  { fromMs, toMs, everyMs }: { readonly fromMs: number; readonly toMs: number; readonly everyMs: number },
): ToldValues {
  if (value === undefined) return NOTHING_TOLD;
  const points: ToldPoint[] = [];
  for (let atMs = Math.floor(fromMs / everyMs) * everyMs; atMs < toMs; atMs += everyMs)
    points.push({ atMs, value, knownAtMs: atMs });
  return toldOf(points);
}

/**
 * A stored series, with the arrival of each value and, where it was revised, of what was told first. Of values whose
 * arrival nobody noted only their teller's usual delay counts, which the features know; with `unnoted: 'at-once'` they
 * count as known at their own moment: levels of an account are kept as they are heard.
 */
export function storedTold(
  { atMs, values, knownAtMs, firstValues, firstKnownAtMs }: OutsideSeries,
  unnoted: 'usual-delay' | 'at-once' = 'usual-delay',
): ToldValues {
  const points: ToldPoint[] = [];
  for (const [i, at] of atMs.entries()) {
    const value = values[i] ?? Number.NaN;
    const arrival = knownAtMs?.[i] ?? Number.NaN;
    const otherwise = unnoted === 'at-once' ? at : Number.POSITIVE_INFINITY;
    const first = firstValues?.[i] ?? value;
    const firstArrival = firstKnownAtMs?.[i] ?? Number.NaN;
    if (first !== value && !Number.isNaN(firstArrival))
      points.push({ atMs: at, value: first, knownAtMs: firstArrival });
    points.push({ atMs: at, value, knownAtMs: Number.isNaN(arrival) ? otherwise : arrival });
  }
  return toldOf(points);
}

/** The first that tells anything. */
export function firstTold(...all: readonly ToldValues[]): ToldValues {
  return all.find(({ atMs }) => atMs.length > 0) ?? NOTHING_TOLD;
}

/** Both together; of one moment that which is told last, as features join it. */
export function bothTold(one: ToldValues, other: ToldValues): ToldValues {
  const joined = (a: Float64Array, b: Float64Array) => Float64Array.from([...a, ...b]);
  return {
    atMs: joined(one.atMs, other.atMs),
    values: joined(one.values, other.values),
    knownAtMs: joined(one.knownAtMs, other.knownAtMs),
  };
}
