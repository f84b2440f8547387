/**
 * Income of a window scheme (PPLNS, TIDES). A block pays for the last shares of all, so a share is paid for as long as
 * it is in the window: income rises over one window after joining and falls over one after leaving. Nothing is lost
 * by it in the mean; half a window's income is paid late (economics section 5, "ramp").
 */

/**
 * Days of full income that are earned but not yet paid after a stay of t days: t − ∫ min(1, t / w) dt,
 * w/2 from t = w on. As much
 * comes after leaving, if the pool still pays a miner that left.
 */
export function unpaidDays(stayedDays: number, windowDays: number): number {
  if (!(windowDays > 0)) return 0;
  return stayedDays >= windowDays ? windowDays / 2 : stayedDays - stayedDays ** 2 / (2 * windowDays);
}
