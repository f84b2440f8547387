/**
 * How unlike anything before are the latest values? Root mean square distance of the last `width` values from the most
 * like of all earlier windows among the given ones that do not overlap it: the latest entry of a left matrix profile
 * (Yeh et al., "Matrix Profile I", ICDM 2016) without normalisation, since in a stream of one machine the height of a
 * pattern is part of it. NaN where there is no earlier window.
 *
 * @param values the past, the latest value last
 */
export function patternDistance(values: Float64Array, width: number): number {
  const last = values.length - 1;
  let least = Number.POSITIVE_INFINITY;
  for (let end = last - width; end >= width - 1; end--) {
    let sum = 0;
    // A window that is already further away than the most like so far is given up.
    for (let back = 0; back < width && sum < least; back++) {
      const difference = (values[last - back] ?? 0) - (values[end - back] ?? 0);
      sum += difference * difference;
    }
    if (sum < least) least = sum;
  }
  const distance = Math.sqrt(least / width);
  return Number.isFinite(distance) ? distance : Number.NaN;
}
