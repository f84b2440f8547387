/** Sums over all windows of a length: of the values by place, and of their products by pairs of places. */
export interface WindowMoments {
  readonly length: number;
  readonly windows: number;
  readonly sums: Float64Array;
  /** Row by row, length × length. */
  readonly products: Float64Array;
}

/** No windows yet. */
export function noMoments(length: number): WindowMoments {
  return { length, windows: 0, sums: new Float64Array(length), products: new Float64Array(length * length) };
}

/**
 * Adds the windows that begin within [from, to) of a series and have no missing (NaN) value. From one place to the next the
 * products of all windows differ in two of them only, M(i+1, j+1) = M(i, j) − z(s₀+i) z(s₀+j) + z(s₁+i) z(s₁+j), so that a run
 * of n values costs n · length and not n · length².
 */
export function addWindows(
  into: WindowMoments,
  series: ArrayLike<number>,
  from: number,
  to: number,
): WindowMoments {
  const { length } = into;
  const sums = into.sums.slice();
  const products = into.products.slice();
  let { windows } = into;
  for (const [first, end] of runs(series, from, Math.min(to, series.length - length + 1), length)) {
    windows += end - first;
    addRun(series, first, end, length, sums, products);
  }
  return { length, windows, sums, products };
}

/** Stretches of window begins, [first, end), without a missing value in any of their windows. */
function* runs(
  series: ArrayLike<number>,
  from: number,
  to: number,
  length: number,
): Generator<[number, number]> {
  let first = from;
  for (let at = from; at < to + length - 1; at++) {
    if (!Number.isNaN(series[at] ?? Number.NaN)) continue;
    if (at - length + 1 > first) yield [first, Math.min(at - length + 1, to)];
    first = at + 1;
  }
  if (to > first) yield [first, to];
}

function addRun(
  series: ArrayLike<number>,
  first: number,
  end: number,
  length: number,
  sums: Float64Array,
  products: Float64Array,
): void {
  const at = (place: number) => series[place] as number;
  const row = new Float64Array(length);
  for (let j = 0; j < length; j++) {
    let sum = 0;
    let product = 0;
    for (let begin = first; begin < end; begin++) {
      sum += at(begin + j);
      product += at(begin) * at(begin + j);
    }
    sums[j] = (sums[j] as number) + sum;
    row[j] = product;
  }
  for (let i = 0; i < length; i++) {
    for (let j = i; j < length; j++) {
      products[i * length + j] = (products[i * length + j] as number) + (row[j] as number);
      if (j > i) products[j * length + i] = (products[j * length + i] as number) + (row[j] as number);
    }
    // From the back, as each place takes what the one before it was.
    for (let j = length - 1; j > i; j--)
      row[j] = (row[j - 1] as number) - at(first + i) * at(first + j - 1) + at(end + i) * at(end + j - 1);
  }
}
