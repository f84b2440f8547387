import { tieCounts } from '../ranks.ts';

/** How two quantities that were taken together agree in their order. */
export interface Concordance {
  /** Pairs (x, y) that are not missing on either side. */
  readonly count: number;
  /** S: pairs of pairs in the same order less those in opposite order; a tie on either side counts for neither. */
  readonly score: number;
  /** Sizes of the groups of equal x, and of equal y. */
  readonly tiesX: readonly number[];
  readonly tiesY: readonly number[];
}

/**
 * Order of n pairs in O(n log n) (Knight, Journal of the American Statistical Association 61, 1966): sorted by x, the
 * pairs in opposite order are the exchanges by which a merge sort brings y into order. A pair with a missing value
 * (NaN) is left out.
 *
 * @throws RangeError where the lengths differ
 */
export function concordance(x: ArrayLike<number>, y: ArrayLike<number>): Concordance {
  if (x.length !== y.length) throw new RangeError(`${x.length} values beside ${y.length}`);
  const pairs: (readonly [number, number])[] = [];
  for (let at = 0; at < x.length; at++) {
    const [a, b] = [x[at] ?? Number.NaN, y[at] ?? Number.NaN];
    if (!Number.isNaN(a) && !Number.isNaN(b)) pairs.push([a, b]);
  }
  pairs.sort(([a, b], [c, d]) => a - c || b - d);
  const tiesX = tieCounts(pairs.map(([a]) => a));
  const tiedBoth = jointTies(pairs);
  const Y = Float64Array.from(pairs, ([, b]) => b);
  const opposite = exchanges(Y);
  const tiesY = tieCounts(Y);
  const untied = pairsOf(pairs.length) - total(tiesX) - total(tiesY) + tiedBoth;
  return { count: pairs.length, score: untied - 2 * opposite, tiesX, tiesY };
}

/**
 * Kendall's τ-b: {@link concordance} as a part of what it could be with these ties, −1 to 1 (Kendall, Biometrika 33,
 * 1945). NaN where a side does not vary. Agrees with SciPy's `kendalltau`.
 *
 * @example kendallTau([1, 2, 3], [1, 3, 2]) // 0.3333333333333333
 * @throws RangeError where the lengths differ
 */
export function kendallTau(x: ArrayLike<number>, y: ArrayLike<number>): number {
  const { count, score, tiesX, tiesY } = concordance(x, y);
  const all = pairsOf(count);
  const [variedX, variedY] = [all - total(tiesX), all - total(tiesY)];
  return variedX > 0 && variedY > 0 ? score / Math.sqrt(variedX) / Math.sqrt(variedY) : Number.NaN;
}

function pairsOf(count: number): number {
  return (count * (count - 1)) / 2;
}

function total(ties: readonly number[]): number {
  return ties.reduce((sum, size) => sum + pairsOf(size), 0);
}

/** Pairs that are equal on both sides, of a list in order. */
function jointTies(pairs: readonly (readonly [number, number])[]): number {
  let tied = 0;
  let run = 0;
  pairs.forEach(([a, b], at) => {
    const before = pairs[at - 1];
    run = before && before[0] === a && before[1] === b ? run + 1 : 0;
    tied += run;
  });
  return tied;
}

/** Brings numbers into ascending order and counts the pairs that stood the other way round. */
function exchanges(values: Float64Array): number {
  const spare = new Float64Array(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let [left, right] = [start, middle];
      for (let to = start; to < end; to++) {
        const [a, b] = [values[left] ?? 0, values[right] ?? 0];
        if (left < middle && (right >= end || a <= b)) {
          spare[to] = a;
          left += 1;
        } else {
          spare[to] = b;
          right += 1;
          count += middle - left;
        }
      }
    }
    values.set(spare);
  }
  return count;
}
