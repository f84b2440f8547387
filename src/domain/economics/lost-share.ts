/** Work handed in at a pool, as sums of share DIFFICULTY. */
export interface HandedInWork {
  readonly accepted: number;
  readonly stale?: number | undefined;
  readonly rejected?: number | undefined;
}

/**
 * s, the part of the work that earns nothing, 0..1: (stale + refused) / all, weighted by difficulty and not by count,
 * since a pool changes the difficulty of shares under way (economics section 5). A rate that the pool measured has it
 * taken off already: do not subtract it twice.
 *
 * @returns undefined before any work
 */
export function lostFraction({ accepted, stale = 0, rejected = 0 }: HandedInWork): number | undefined {
  const all = accepted + stale + rejected;
  return all > 0 ? (stale + rejected) / all : undefined;
}

/**
 * Part of shares that were refused, by counts of one difficulty, with Wilson's interval of 95 % (Wilson 1927, JASA 22): it
 * stays within 0..1, and says that none of few is not never. Undefined before any share.
 *
 * @example refusedPart(0, 100) // 0, between 0 and 3.7 %
 */
export function refusedPart(
  refused: number,
  all: number,
): { readonly fraction: number; readonly low: number; readonly high: number } | undefined {
  if (!(all > 0)) return undefined;
  const fraction = refused / all;
  const zz = 1.959963984540054 ** 2;
  const centre = (refused + zz / 2) / (all + zz);
  const half = (Math.sqrt(zz) / (all + zz)) * Math.sqrt(all * fraction * (1 - fraction) + zz / 4);
  return { fraction, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * Part of the work that comes too late because the news of a block takes its time: the chance that a block was found
 * while the work was on its way, 1 − e^(−latency/T), which is latency/T for all latencies that matter (economics
 * section 5). Of that chain alone: work for DOGE ages ten times as fast as work for BTC.
 *
 * @param latencyS from the pool's knowing of a block to the share's arrival, s
 * @param blockTimeS T, s
 * @example latencyLossFraction(0.5, 600) // 0.08 %
 */
export function latencyLossFraction(latencyS: number, blockTimeS: number): number {
  return -Math.expm1(-Math.max(0, latencyS) / blockTimeS);
}

/**
 * Part of a device's rate that never reaches the pool although it is no refused share: what a firmware's developer
 * keeps, or an optimistic display, 1 − h_pool / (h_device · (1 − s)) (economics section 5). Negative where the pool
 * credits more: read it with the interval of the pool's own count, 1/√shares.
 *
 * @param acceptedHs rate that the pool credits, H/s
 * @param lostFraction s by the pool's count
 * @returns undefined for a device that does not hash
 */
export function missingFraction(
  deviceHs: number,
  acceptedHs: number,
  lostFraction: number,
): number | undefined {
  const due = deviceHs * (1 - lostFraction);
  return due > 0 ? 1 - acceptedHs / due : undefined;
}
