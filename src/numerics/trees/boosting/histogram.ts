import { type BinnedColumn, MOST_BINS } from './binned-columns.ts';

/** Features whose bins lie in the bytes of one word. */
const TOGETHER = 4;
/** Numbers of one feature in a histogram: gradient and hessian of each bin. */
const OF_FEATURE = 2 * MOST_BINS;

/**
 * Sums of derivatives by feature and bin: gradient and hessian in turn, each feature with room for all bins that a byte can
 * tell. The bins of four features lie in one word, so that a row costs one read for all four: with a read for each it takes two
 * and a half times as long.
 */
export class HistogramLayout {
  readonly columns: readonly BinnedColumn[];
  /** Of four features after the other: by row, the bin of the first in the lowest byte. */
  readonly #words: readonly Uint32Array[];

  constructor(columns: readonly BinnedColumn[]) {
    this.columns = columns;
    this.#words = Array.from({ length: Math.ceil(columns.length / TOGETHER) }, (_, group) => {
      const words = new Uint32Array(columns[0]?.bins.length ?? 0);
      for (const [place, { bins }] of columns.slice(group * TOGETHER, (group + 1) * TOGETHER).entries())
        for (let row = 0; row < words.length; row++)
          words[row] = (words[row] as number) | ((bins[row] as number) << (8 * place));
      return words;
    });
  }

  empty(): Float64Array {
    return new Float64Array(this.#words.length * TOGETHER * OF_FEATURE);
  }

  /** Where a feature's first bin lies in a histogram. */
  placeOf(feature: number): number {
    return feature * OF_FEATURE;
  }

  /**
   * Sums derivatives over rows, of all features that share a word with one that is asked for: the work that histogram boosting
   * consists of.
   * @param gradient,hessian of the rows in their order, hessian undefined where each is 1
   */
  sum(
    into: Float64Array,
    features: readonly number[],
    rows: Uint32Array,
    gradient: Float64Array,
    hessian: Float64Array | undefined,
  ): void {
    into.fill(0);
    const groups = new Set(features.map((feature) => Math.floor(feature / TOGETHER)));
    for (const group of groups) {
      const words = this.#words[group];
      if (!words) continue;
      const first = group * TOGETHER * OF_FEATURE;
      const own = into.subarray(first, first + TOGETHER * OF_FEATURE);
      if (hessian) sumBoth(own, words, rows, gradient, hessian);
      else sumCounted(own, words, rows, gradient);
    }
  }
}

// The inner loops of boosting. Four times the same lines: a loop over the bytes would take half as long again.

function sumCounted(own: Float64Array, words: Uint32Array, rows: Uint32Array, gradient: Float64Array): void {
  for (let i = 0; i < rows.length; i++) {
    const word = (words[rows[i] as number] as number) | 0;
    const slope = gradient[i] as number;
    let at = (word & 255) << 1;
    own[at] = (own[at] as number) + slope;
    own[at + 1] = (own[at + 1] as number) + 1;
    at = OF_FEATURE + (((word >>> 8) & 255) << 1);
    own[at] = (own[at] as number) + slope;
    own[at + 1] = (own[at + 1] as number) + 1;
    at = 2 * OF_FEATURE + (((word >>> 16) & 255) << 1);
    own[at] = (own[at] as number) + slope;
    own[at + 1] = (own[at + 1] as number) + 1;
    at = 3 * OF_FEATURE + ((word >>> 24) << 1);
    own[at] = (own[at] as number) + slope;
    own[at + 1] = (own[at + 1] as number) + 1;
  }
}

function sumBoth(
  own: Float64Array,
  words: Uint32Array,
  rows: Uint32Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const word = (words[rows[i] as number] as number) | 0;
    const slope = gradient[i] as number;
    const weight = hessian[i] as number;
    let at = (word & 255) << 1;
    own[at] = (own[at] as number) + slope;
    own[at + 1] = (own[at + 1] as number) + weight;
    at = OF_FEATURE + (((word >>> 8) & 255) << 1);
    own[at] = (own[at] as number) + slope;
    own[at + 1] = (own[at + 1] as number) + weight;
    at = 2 * OF_FEATURE + (((word >>> 16) & 255) << 1);
    own[at] = (own[at] as number) + slope;
    own[at + 1] = (own[at + 1] as number) + weight;
    at = 3 * OF_FEATURE + ((word >>> 24) << 1);
    own[at] = (own[at] as number) + slope;
    own[at + 1] = (own[at + 1] as number) + weight;
  }
}

/** What is left of a parent's histogram when one child's is taken away: the other child's, in the parent's place. */
export function subtract(parent: Float64Array, child: Float64Array): void {
  for (let at = 0; at < parent.length; at++) parent[at] = (parent[at] as number) - (child[at] as number);
}
