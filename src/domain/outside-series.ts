/** Moments and values of one quantity from outside, oldest first, e.g. a coin's price by the hour. */
export interface OutsideSeries {
  /** Epoch ms, strictly increasing. */
  readonly atMs: Float64Array;
  readonly values: Float64Array;
}

/** One moment of an {@link OutsideSeries}. */
export interface OutsidePoint {
  readonly atMs: number;
  readonly value: number;
}

/** Points into a series: in order, of several at one moment the last, none that is no number. */
export function seriesOf(points: Iterable<OutsidePoint>): OutsideSeries {
  const byTime = new Map<number, number>();
  for (const { atMs, value } of points)
    if (Number.isFinite(atMs) && Number.isFinite(value)) byTime.set(atMs, value);
  const times = Float64Array.from(byTime.keys()).sort();
  return { atMs: times, values: times.map((atMs) => byTime.get(atMs) ?? Number.NaN) };
}

/** Both together; where both have a moment, the later one's value counts. */
export function joinedSeries(earlier: OutsideSeries, later: OutsideSeries): OutsideSeries {
  return seriesOf([...pointsOf(earlier), ...pointsOf(later)]);
}

/** The points of a series within [fromMs, toMs). */
export function* pointsOf(
  { atMs, values }: OutsideSeries,
  fromMs = Number.NEGATIVE_INFINITY,
  toMs = Number.POSITIVE_INFINITY,
): Generator<OutsidePoint> {
  for (const [i, at] of atMs.entries()) {
    const value = values[i];
    if (at >= fromMs && at < toMs && value !== undefined) yield { atMs: at, value };
  }
}
