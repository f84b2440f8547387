import { integralOfDifference } from './empirical-difference.ts';

/**
 * Energy distance of two samples, √(2·∫ (F − G)² dx), the root of 2·E|X − Y| − E|X − X′| − E|Y − Y′| (Székely & Rizzo,
 * Journal of Statistical Planning and Inference 143, 2013). Missing values (NaN) are left out; NaN where
 * a sample is empty. Agrees with SciPy's `energy_distance`.
 */
export function energyDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.sqrt(2 * integralOfDifference(a, b, (difference) => difference * difference));
}
