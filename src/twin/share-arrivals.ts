import type { Random } from '../numerics/random.ts';

/** Hashes that one unit of difficulty takes on average: 2³² (a share of difficulty 1 has 32 leading zero bits). */
export const HASHES_PER_DIFFICULTY = 4294967296;

/**
 * Shares per second, Poisson rate λ = H / (D · 2³²).
 *
 * @example shareRatePerS(1.2e12, 8192) * 3600 // 122.8 an hour
 */
export function shareRatePerS(hashrateHs: number, difficulty: number): number {
  return hashrateHs / (difficulty * HASHES_PER_DIFFICULTY);
}

/**
 * The best difficulty among `count` shares of at least `difficulty`. One share exceeds x with probability D/x (Pareto,
 * shape 1), so the best of n is D / (1 − U^{1/n}).
 */
export function bestOf(random: Random, count: number, difficulty: number): number {
  if (count <= 0) return 0;
  return difficulty / -Math.expm1(Math.log(1 - random.uniform()) / count);
}

/** When the last of `count` shares fell within a span of `dtS`, s before its end: 1 − U^{1/n} of it. */
export function lastArrivalAgoS(random: Random, count: number, dtS: number): number {
  return -dtS * Math.expm1(Math.log(1 - random.uniform()) / count);
}
