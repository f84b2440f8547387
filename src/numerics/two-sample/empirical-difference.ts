import { sorted } from '../ranks.ts';

/** Over [from, to) the two empirical distributions differ by F − G. */
export type Visit = (difference: number, from: number, to: number) => void;

/**
 * Walk along the values of two samples, telling F − G of their empirical distributions from each value to the next, the
 * last one up to Infinity. Missing values (NaN) are left out. Nothing is visited where a sample is empty.
 */
export function alongDifference(a: ArrayLike<number>, b: ArrayLike<number>, visit: Visit): void {
  const A = sorted(a);
  const B = sorted(b);
  if (A.length === 0 || B.length === 0) return;
  let i = 0;
  let j = 0;
  while (i < A.length || j < B.length) {
    const here = Math.min(A[i] ?? Number.POSITIVE_INFINITY, B[j] ?? Number.POSITIVE_INFINITY);
    while (i < A.length && A[i] === here) i++;
    while (j < B.length && B[j] === here) j++;
    const next = Math.min(A[i] ?? Number.POSITIVE_INFINITY, B[j] ?? Number.POSITIVE_INFINITY);
    visit(i / A.length - j / B.length, here, next);
  }
}

/** ∫ weight(F − G) dx over the values of two samples; NaN where one of them is empty. */
export function integralOfDifference(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  weight: (difference: number) => number,
): number {
  let integral = Number.NaN;
  alongDifference(a, b, (difference, from, to) => {
    if (Number.isNaN(integral)) integral = 0;
    if (to !== Number.POSITIVE_INFINITY) integral += weight(difference) * (to - from);
  });
  return integral;
}
