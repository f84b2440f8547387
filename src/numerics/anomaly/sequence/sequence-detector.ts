/** One moment of several sensors, always in the same order; what is missing is NaN. */
export type SensorRow = ArrayLike<number>;

/** How strange one moment is. */
export interface SequenceScore {
  /** How far it is from normal operation, as a multiple of the limit: above 1 it is an anomaly. NaN where nothing can be said. */
  readonly score: number;
  /** Each sensor's part of it, 0 … 1, together 1; all 0 where there is nothing to share out. */
  readonly shares: Float64Array;
}

/**
 * A detector that was fitted to rows of normal operation, and has its limit from such rows alone. It is given what comes right after
 * them, a row at a time; where rows are missing altogether, rows of NaN stand for them.
 */
export interface SequenceDetector {
  /** Takes the next row. */
  score(row: SensorRow): SequenceScore;
}

/** A row that counts by the sensor that is furthest over its own limit. @param parts by sensor, over its limit; NaN where it is missing */
export function scoreOf(parts: Float64Array): SequenceScore {
  const known = parts.filter((part) => !Number.isNaN(part));
  const score = known.length === 0 ? Number.NaN : known.reduce((most, part) => Math.max(most, part));
  return { score, shares: sharesOf(parts) };
}

/** Parts of a whole that is known by its parts, none below 0. */
export function sharesOf(parts: Float64Array): Float64Array {
  const known = parts.map((part) => (Number.isNaN(part) ? 0 : Math.max(part, 0)));
  const greatest = known.reduce((found, part) => Math.max(found, part), 0);
  if (!(greatest > 0)) return new Float64Array(parts.length);
  // By the greatest first, so that no sum overflows.
  const sized = known.map((part) => (part === greatest ? 1 : part / greatest));
  const whole = sized.reduce((sum, part) => sum + part, 0);
  return sized.map((part) => part / whole);
}
