import type { BinnedColumn } from './binned-columns.ts';

/** Where each feature's bins lie in a histogram, the missing one behind its others. */
export class HistogramLayout {
  readonly columns: readonly BinnedColumn[];
  /** First bin of each feature. */
  readonly offset: Uint32Array;
  readonly bins: number;

  constructor(columns: readonly BinnedColumn[]) {
    this.columns = columns;
    this.offset = new Uint32Array(columns.length);
    let bins = 0;
    for (const [feature, { cuts }] of columns.entries()) {
      this.offset[feature] = bins;
      bins += cuts.length + 1;
    }
    this.bins = bins;
  }

  /** Derivatives by bin: gradient and hessian in turn. */
  empty(): Float64Array {
    return new Float64Array(2 * this.bins);
  }

  /**
   * Sums derivatives over rows by each feature's bins. What it costs is a read and two additions a row and feature: the
   * work that histogram boosting consists of.
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
    for (const feature of features) {
      const column = this.columns[feature];
      if (!column) continue;
      const first = 2 * (this.offset[feature] ?? 0);
      const own = into.subarray(first, first + 2 * (column.cuts.length + 1));
      if (hessian) sumBoth(own, column.bins, rows, gradient, hessian);
      else sumCounted(own, column.bins, rows, gradient);
    }
  }
}

// Plain loops over typed arrays whose reads are cast, not defaulted: a `??` in them costs a third of the time.

function sumBoth(
  own: Float64Array,
  bins: Uint8Array,
  rows: Uint32Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const at = 2 * (bins[rows[i] as number] as number);
    own[at] = (own[at] as number) + (gradient[i] as number);
    own[at + 1] = (own[at + 1] as number) + (hessian[i] as number);
  }
}

function sumCounted(own: Float64Array, bins: Uint8Array, rows: Uint32Array, gradient: Float64Array): void {
  for (let i = 0; i < rows.length; i++) {
    const at = 2 * (bins[rows[i] as number] as number);
    own[at] = (own[at] as number) + (gradient[i] as number);
    own[at + 1] = (own[at + 1] as number) + 1;
  }
}

/** What is left of a parent's histogram when one child's is taken away: the other child's, in the parent's place. */
export function subtract(parent: Float64Array, child: Float64Array): void {
  for (let at = 0; at < parent.length; at++) parent[at] = (parent[at] as number) - (child[at] as number);
}
