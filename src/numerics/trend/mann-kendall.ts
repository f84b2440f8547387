import { normalCdf } from '../normal.ts';
import { concordance } from './kendall-tau.ts';

export interface MannKendall {
  /** S: pairs that rise less pairs that fall. */
  readonly score: number;
  /** Of S where there is no trend, corrected for ties. */
  readonly variance: number;
  readonly z: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * Does a series rise or fall all along, by whatever law (Mann, Econometrica 13, 1945; Kendall 1975)? The normal law with
 * corrections for ties and continuity, near enough from 10 values. It takes the values as independent: for a series
 * with memory p is too small. Missing values (NaN) are left out; z is 0 and p is 1 where nothing varies.
 *
 * @param times of the values, in any unit; their places in the series where left out
 * @throws RangeError where the lengths differ
 */
export function mannKendall(values: ArrayLike<number>, times?: ArrayLike<number>): MannKendall {
  const { count, score, tiesX, tiesY } = concordance(times ?? placesOf(values), values);
  const variance = scoreVariance(count, tiesX, tiesY);
  const z = variance > 0 ? (score - Math.sign(score)) / Math.sqrt(variance) : 0;
  return { score, variance, z, p: Math.min(1, 2 * normalCdf(-Math.abs(z))) };
}

/**
 * Variance of S of n pairs in random order, with groups of ties on both sides (Kendall, "Rank Correlation Methods",
 * chapter 4).
 */
function scoreVariance(n: number, tiesX: readonly number[], tiesY: readonly number[]): number {
  const sum = (ties: readonly number[], term: (size: number) => number) =>
    ties.reduce((whole, size) => whole + term(size), 0);
  const first = (size: number) => size * (size - 1) * (2 * size + 5);
  const second = (size: number) => size * (size - 1) * (size - 2);
  const third = (size: number) => size * (size - 1);
  let variance = (first(n) - sum(tiesX, first) - sum(tiesY, first)) / 18;
  if (n > 2) variance += (sum(tiesX, second) * sum(tiesY, second)) / (9 * second(n));
  if (n > 1) variance += (sum(tiesX, third) * sum(tiesY, third)) / (2 * third(n));
  return Math.max(0, variance);
}

/** 0, 1, 2 …: the times of a series of even steps. */
export function placesOf(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values, (_, at) => at);
}
