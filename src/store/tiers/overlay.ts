import type { Buckets } from '../../domain/buckets.ts';
import { gathered } from './buckets.ts';

/** Does the fresh bucket in place `fresh` know better than the known one in place `known`? */
export type Preference = (known: number, fresh: number) => boolean;

/**
 * Both in one. Of a bucket that both have, each series is taken from the one that is preferred, and from the other
 * where that has no value of it.
 */
export function overlaid(known: Buckets, fresh: Buckets, prefersFresh: Preference): Buckets {
  if (known.atMs.length === 0) return fresh;
  if (fresh.atMs.length === 0) return known;
  const most = known.atMs.length + fresh.atMs.length;
  const preferred = new Int32Array(most).fill(-1);
  const before = new Int32Array(most).fill(-1);
  const rest = new Int32Array(most).fill(-1);
  let length = 0;
  for (let a = 0, b = 0; a < known.atMs.length || b < fresh.atMs.length; length += 1) {
    const knownMs = known.atMs[a] ?? Number.POSITIVE_INFINITY;
    const freshMs = fresh.atMs[b] ?? Number.POSITIVE_INFINITY;
    const isFresh = knownMs > freshMs || (knownMs === freshMs && prefersFresh(a, b));
    if (freshMs <= knownMs) {
      (isFresh ? preferred : rest)[length] = b;
      b += 1;
    }
    if (knownMs <= freshMs) {
      before[length] = a;
      a += 1;
    }
  }
  const sources = [
    { buckets: fresh, places: preferred },
    { buckets: known, places: before },
    { buckets: fresh, places: rest },
  ];
  return gathered(sources, length);
}

/**
 * Derived buckets over those that are stored: of two that cover the same time, the one of more rows knows better. What
 * finer segments have lost since (thinned away, damaged) stays as it was derived then, and rows that come later only
 * fill in what it lacks.
 */
export function derivedOver(stored: Buckets, derived: Buckets): Buckets {
  return overlaid(stored, derived, (known, fresh) => (derived.rows[fresh] ?? 0) >= (stored.rows[known] ?? 0));
}
