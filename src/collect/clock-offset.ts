/** Differences up to this are the network's and count as none, ms. */
const NONE_MS = 5_000;

/**
 * How far the recorder's clock is behind ours, ms, for all that it tells the time of. It holds until the clocks differ
 * by five seconds more or less than that: so a row that is read twice is twice of the same moment. Clocks of one
 * computer, and those that the network sets, differ by nothing.
 * @param known what was held so far
 * @param measuredMs our clock less the recorder's, just now
 */
export function clockOffsetMs(known: number, measuredMs: number): number {
  if (Math.abs(measuredMs - known) <= NONE_MS) return known;
  return Math.abs(measuredMs) <= NONE_MS ? 0 : Math.round(measuredMs / 1_000) * 1_000;
}
