/**
 * How far has the level moved? Absolute difference of the means of the latest `width` values and of as many before
 * them; NaN where there are too few. Both means are summed anew, so that an unchanged stream has exactly 0.
 *
 * @param values the past, the latest value last
 */
export function levelShift(values: Float64Array, width: number): number {
  const { length } = values;
  if (length < 2 * width) return Number.NaN;
  return Math.abs(
    meanOf(values, length - width, length) - meanOf(values, length - 2 * width, length - width),
  );
}

/**
 * Standard deviation of the latest `width` values; NaN where there are too few, Infinity where a square is too great.
 *
 * @param values the past, the latest value last
 */
export function spread(values: Float64Array, width: number): number {
  const { length } = values;
  if (length < width) return Number.NaN;
  const mean = meanOf(values, length - width, length);
  let squares = 0;
  for (let at = length - width; at < length; at++) squares += ((values[at] ?? 0) - mean) ** 2;
  return Math.sqrt(squares / width);
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; at++) sum += values[at] ?? 0;
  return sum / (to - from);
}
