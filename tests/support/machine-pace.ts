/** What {@link work} takes on the machine that limits in milliseconds are written for. */
const USUAL_MS = 15;
const ROUNDS = 5_000_000;

/**
 * How many times slower this machine is at the moment than the one that limits are written for, at least 1: machines that are
 * lent share their processors with others.
 */
export function timesSlower(): number {
  const times = Array.from({ length: 9 }, () => {
    const beganMs = performance.now();
    work();
    return performance.now() - beganMs;
  }).sort((a, b) => a - b);
  return Math.max(1, (times[4] ?? USUAL_MS) / USUAL_MS);
}

/** Whole divisions, which no engine leaves out as long as their sum is looked at. */
function work(): void {
  let sum = 0;
  for (let round = 0; round < ROUNDS; round++) sum += round % 7;
  if (sum < 0) throw new RangeError('a sum of what is not below 0');
}
