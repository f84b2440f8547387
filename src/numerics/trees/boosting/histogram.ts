import type { BinnedColumn } from './binned-columns.ts';
import { type HistogramKernels, histogramKernels, OF_FEATURE } from './histogram-kernels.ts';

/** Features whose bins lie in the bytes of one word. */
const TOGETHER = 4;

/**
 * Sums of derivatives by feature and bin: gradient and hessian in turn, each feature with room for all bins that a byte can
 * tell. The bins of four features lie in one word, so that a row costs one read for all four: with a read for each it takes two
 * and a half times as long.
 */
export class HistogramLayout {
  readonly columns: readonly BinnedColumn[];
  /** Room for rows in the order of a tree's leaves. */
  readonly rows: Uint32Array;
  /** By row: gradient and hessian. */
  readonly pairs: Float64Array;
  /** Pairs in the order of the rows that were summed last. */
  readonly ordered: Float64Array;
  readonly #kernels: HistogramKernels;
  readonly #size: number;
  /** Of four features after the other: by row, the bin of the first in the lowest byte. */
  readonly #words: readonly Uint32Array[];

  /** @param mostHistograms that are held at a time; more are slower */
  constructor(columns: readonly BinnedColumn[], mostHistograms: number) {
    this.columns = columns;
    const rows = columns[0]?.bins.length ?? 0;
    const groups = Math.ceil(columns.length / TOGETHER);
    this.#size = groups * TOGETHER * OF_FEATURE;
    this.#kernels = histogramKernels(
      8 * (mostHistograms * this.#size + 4 * rows + (groups + 1) * (rows + 1)),
    );
    this.rows = this.#kernels.words(rows);
    this.pairs = this.#kernels.floats(2 * rows);
    this.ordered = this.#kernels.floats(2 * rows);
    this.#words = Array.from({ length: groups }, (_, group) =>
      packed(columns.slice(group * TOGETHER, (group + 1) * TOGETHER), this.#kernels.words(rows)),
    );
  }

  empty(): Float64Array {
    return this.#kernels.floats(this.#size);
  }

  /** Where a feature's first bin lies in a histogram. */
  placeOf(feature: number): number {
    return feature * OF_FEATURE;
  }

  /**
   * Sums pairs over rows, of all features that share a word with one that is asked for: the work that histogram boosting
   * consists of.
   * @param rows part of {@link HistogramLayout.rows}
   */
  sum(into: Float64Array, features: readonly number[], rows: Uint32Array): void {
    into.fill(0);
    this.#kernels.gather(rows, this.pairs, this.ordered);
    const groups = new Set(features.map((feature) => Math.floor(feature / TOGETHER)));
    for (const group of groups) {
      const words = this.#words[group];
      if (!words) continue;
      const first = group * TOGETHER * OF_FEATURE;
      this.#kernels.sum(into.subarray(first, first + TOGETHER * OF_FEATURE), words, rows, this.ordered);
    }
  }

  /** The other child's histogram, in the parent's place. */
  subtract(parent: Float64Array, child: Float64Array): void {
    this.#kernels.subtract(parent, child);
  }
}

function packed(columns: readonly BinnedColumn[], words: Uint32Array): Uint32Array {
  for (const [place, { bins }] of columns.entries())
    for (let row = 0; row < words.length; row++)
      words[row] = (words[row] as number) | ((bins[row] as number) << (8 * place));
  return words;
}
