/** Euler's constant γ (DLMF 5.2.3). */
const EULER = 0.5772156649015329;

/**
 * c(n): mean number of steps of an unsuccessful search in a binary search tree of n rows, which is what a random tree that was
 * not grown to its end would still need to tell them apart: 2·(ln(n − 1) + γ) − 2·(n − 1)/n, with c(2) = 1 and 0 below (Liu,
 * Ting & Zhou, "Isolation forest", ICDM 2008, equation 1). Agrees with scikit-learn's `_average_path_length`.
 *
 * @example averagePathLength(256) // 10.2447709201
 */
export function averagePathLength(n: number): number {
  if (n < 2) return 0;
  if (n < 3) return 1;
  return 2 * (Math.log(n - 1) + EULER) - (2 * (n - 1)) / n;
}
