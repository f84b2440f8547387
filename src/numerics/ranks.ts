/** Numbers without the missing (NaN) ones, in ascending order; the given ones are left as they are. */
export function sorted(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
}

/** How many of the numbers are not missing (NaN). */
export function countPresent(values: ArrayLike<number>): number {
  let count = 0;
  for (let at = 0; at < values.length; at++) if (!Number.isNaN(values[at])) count += 1;
  return count;
}

/** The median of numbers in ascending order, the mean of the middle two where their count is even; NaN of none. */
export function medianOfSorted(ascending: ArrayLike<number>): number {
  const half = ascending.length >> 1;
  const upper = ascending[half] ?? Number.NaN;
  return ascending.length % 2 === 1 ? upper : ((ascending[half - 1] ?? Number.NaN) + upper) / 2;
}

/** The median of the numbers that are not missing; NaN of none. */
export function median(values: ArrayLike<number>): number {
  return medianOfSorted(sorted(values));
}

/** How many there are of each value that stands in the ascending list more than once. */
export function tieCounts(ascending: ArrayLike<number>): readonly number[] {
  const counts: number[] = [];
  let start = 0;
  for (let at = 1; at <= ascending.length; at++) {
    if (at < ascending.length && ascending[at] === ascending[start]) continue;
    if (at - start > 1) counts.push(at - start);
    start = at;
  }
  return counts;
}

/**
 * How many numbers of an ascending list are at most (or, with `isBelow`, below) a value: its place when the value is
 * sought by halving.
 */
export function countUpTo(ascending: ArrayLike<number>, value: number, isBelow = false): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = ascending[middle] ?? Number.NaN;
    if (isBelow ? at < value : at <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
