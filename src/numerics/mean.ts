/**
 * The arithmetic mean of the values from `start` to before `end`, summed as differences from the first of them: equal
 * values have exactly that mean, so that a series which never changes has no variance, where a plain sum would leave the
 * rounding of its last digit to be taken for a signal. NaN where a value is not finite or there is none.
 *
 * @example mean([0.1, 0.1, 0.1]) // 0.1, where (0.1 + 0.1 + 0.1) / 3 is 0.10000000000000002
 */
export function mean(values: ArrayLike<number>, start = 0, end = values.length): number {
  const first = values[start] ?? Number.NaN;
  let sum = 0;
  for (let i = start; i < end; i++) sum += (values[i] ?? Number.NaN) - first;
  return first + sum / (end - start);
}
