/**
 * Moments and values of one quantity from outside, oldest first, e.g. a coin's price by the hour. When each was learnt
 * is told where that is known: whoever asks what was known at some time must not be told what came later.
 */
export interface OutsideSeries {
  /** Epoch ms, strictly increasing. */
  readonly atMs: Float64Array;
  readonly values: Float64Array;
  /** When each value was learnt, epoch ms; NaN where nobody noted it. Absent where it is known of none. */
  readonly knownAtMs?: Float64Array;
  /** What was told first of the moment, and when; that is the value itself until it is revised. */
  readonly firstValues?: Float64Array;
  readonly firstKnownAtMs?: Float64Array;
}

/** One moment of an {@link OutsideSeries}. */
export interface OutsidePoint {
  readonly atMs: number;
  readonly value: number;
  readonly knownAtMs?: number;
  readonly firstValue?: number;
  readonly firstKnownAtMs?: number;
}

/** Points into a series: in order, of several at one moment the last, none that is no number. */
export function seriesOf(points: Iterable<OutsidePoint>): OutsideSeries {
  const byTime = new Map<number, OutsidePoint>();
  let isNoted = false;
  for (const point of points) {
    if (!(Number.isFinite(point.atMs) && Number.isFinite(point.value))) continue;
    const before = byTime.get(point.atMs);
    byTime.set(point.atMs, before ? revised(before, point) : point);
    isNoted ||= point.knownAtMs !== undefined;
  }
  const times = Float64Array.from(byTime.keys()).sort();
  const column = (of: (point: OutsidePoint) => number | undefined) =>
    times.map((atMs) => {
      const point = byTime.get(atMs);
      return (point && of(point)) ?? Number.NaN;
    });
  const series = { atMs: times, values: column(({ value }) => value) };
  if (!isNoted) return series;
  return {
    ...series,
    knownAtMs: column(({ knownAtMs }) => knownAtMs),
    firstValues: column(({ firstValue, value }) => firstValue ?? value),
    firstKnownAtMs: column(({ firstKnownAtMs, knownAtMs }) => firstKnownAtMs ?? knownAtMs),
  };
}

/** A moment of which something was told again. Where that is the same, it is known since the first time. */
function revised(before: OutsidePoint, after: OutsidePoint): OutsidePoint {
  const isSaidAgain = before.value === after.value && !wasRevised(after);
  if (isSaidAgain) return before.knownAtMs === undefined ? after : before;
  const firstKnownAtMs = before.firstKnownAtMs ?? before.knownAtMs;
  return {
    ...after,
    firstValue: before.firstValue ?? before.value,
    ...(firstKnownAtMs === undefined ? {} : { firstKnownAtMs }),
  };
}

/** Was it told otherwise in between, even if it came back to what it was? */
function wasRevised({ value, knownAtMs, firstValue = value, firstKnownAtMs = knownAtMs }: OutsidePoint) {
  return firstValue !== value || firstKnownAtMs !== knownAtMs;
}

/** Both together; where both have a moment, the later one's value counts. */
export function joinedSeries(earlier: OutsideSeries, later: OutsideSeries): OutsideSeries {
  return seriesOf([...pointsOf(earlier), ...pointsOf(later)]);
}

/** The points of a series within [fromMs, toMs). */
export function* pointsOf(
  { atMs, values, knownAtMs, firstValues, firstKnownAtMs }: OutsideSeries,
  fromMs = Number.NEGATIVE_INFINITY,
  toMs = Number.POSITIVE_INFINITY,
): Generator<OutsidePoint> {
  for (const [i, at] of atMs.entries()) {
    const value = values[i];
    if (!(at >= fromMs && at < toMs) || value === undefined) continue;
    const knownAt = knownAtMs?.[i] ?? Number.NaN;
    const firstValue = firstValues?.[i] ?? value;
    const firstKnownAt = firstKnownAtMs?.[i] ?? Number.NaN;
    yield {
      atMs: at,
      value,
      ...(Number.isNaN(knownAt) ? {} : { knownAtMs: knownAt }),
      ...(firstValue === value ? {} : { firstValue }),
      ...(Number.isNaN(firstKnownAt) || firstKnownAt === knownAt ? {} : { firstKnownAtMs: firstKnownAt }),
    };
  }
}
