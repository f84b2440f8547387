/**
 * Income of a window scheme (PPLNS, TIDES). A block pays for the last shares of all, so a share is paid for as long as
 * it is in the window: income rises over one window after joining and falls over one after leaving. Nothing is lost
 * by it in the mean; half a window's income is paid late (economics section 5, "ramp").
 */

/**
 * Length of the window in time, s: its work over the pool's rate, W · kₛ / H.
 *
 * @param windowHashes W · kₛ; for TIDES 8 · D · k
 * @returns undefined for a pool that does not hash
 */
export function windowS(windowHashes: number, poolHashrateHs: number): number | undefined {
  return poolHashrateHs > 0 && windowHashes >= 0 ? windowHashes / poolHashrateHs : undefined;
}

/** Income some days after joining over the full income, 0..1: min(1, t / w). */
export function rampFraction(daysSinceJoining: number, windowDays: number): number {
  return windowDays > 0 ? Math.min(1, Math.max(0, daysSinceJoining) / windowDays) : 1;
}

/**
 * Days of full income that are earned but not yet paid after a stay of t days: t − ∫ ramp, w/2 from t = w on. As much
 * comes after leaving, if the pool still pays a miner that left.
 */
export function unpaidDays(stayedDays: number, windowDays: number): number {
  if (!(windowDays > 0)) return 0;
  return stayedDays >= windowDays ? windowDays / 2 : stayedDays - stayedDays ** 2 / (2 * windowDays);
}
