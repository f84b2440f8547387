import { GrowingTree } from '../regression-tree.ts';
import type { BinnedColumn } from './binned-columns.ts';
import { HistogramLayout, subtract } from './histogram.ts';
import { bestSplit } from './histogram-search.ts';
import { childBounds, type OpenNode, type SplitCandidate } from './split-candidate.ts';
import { leafWeight, UNBOUNDED } from './split-gain.ts';
import type { GrownTree, GrowthAsk, GrowthLimits, LeafRows, TreeGrower } from './tree-growth.ts';

/** A node with its rows and its histogram. */
interface FilledNode extends OpenNode {
  readonly from: number;
  readonly to: number;
  readonly histogram: Float64Array;
}

/**
 * Grows trees on histograms of binned columns, as LightGBM (Ke and others, NIPS 2017) and XGBoost's "hist" do: of two
 * children only the lighter one's histogram is summed from rows, the other's is what it leaves of the parent's.
 */
export class HistogramGrower implements TreeGrower {
  readonly #layout: HistogramLayout;
  readonly #limits: GrowthLimits;
  readonly #isUnitHessian: boolean;
  /** Histograms that no node holds at the moment. */
  readonly #spare: Float64Array[] = [];
  readonly #gradient: Float64Array;
  readonly #hessian: Float64Array;
  readonly #moved: Uint32Array;

  constructor(columns: readonly BinnedColumn[], limits: GrowthLimits, isUnitHessian: boolean) {
    const rows = columns[0]?.bins.length ?? 0;
    this.#layout = new HistogramLayout(columns);
    this.#limits = limits;
    this.#isUnitHessian = isUnitHessian;
    this.#gradient = new Float64Array(rows);
    this.#hessian = new Float64Array(rows);
    this.#moved = new Uint32Array(rows);
  }

  grow(ask: GrowthAsk): GrownTree {
    const rows = ask.rows.slice();
    const growing = new GrowingTree();
    const leaves: LeafRows[] = [];
    const stack = [this.#root(ask, rows, growing)];
    for (let node = stack.pop(); node; node = stack.pop()) {
      const split =
        node.depth < this.#limits.maxDepth
          ? bestSplit(node, node.histogram, this.#layout, ask.features, this.#limits)
          : undefined;
      if (split) stack.push(...this.#divide(node, split, ask, rows, growing));
      else {
        leaves.push({ node: node.node, from: node.from, to: node.to });
        this.#spare.push(node.histogram);
      }
    }
    return { tree: growing.grown(), rows, leaves };
  }

  #root(ask: GrowthAsk, rows: Uint32Array, growing: GrowingTree): FilledNode {
    const histogram = this.#spare.pop() ?? this.#layout.empty();
    this.#fill(histogram, ask, rows);
    const sums = { gradient: 0, hessian: 0 };
    for (let i = 0; i < rows.length; i++) {
      sums.gradient += this.#gradient[i] as number;
      sums.hessian += this.#isUnitHessian ? 1 : (this.#hessian[i] as number);
    }
    const node = this.#leaf(growing, { ...sums, depth: 0, bounds: UNBOUNDED });
    return { ...node, from: 0, to: rows.length, histogram };
  }

  #divide(
    parent: FilledNode,
    split: SplitCandidate,
    ask: GrowthAsk,
    rows: Uint32Array,
    growing: GrowingTree,
  ): readonly FilledNode[] {
    const middle = this.#partition(rows, parent, split);
    const { left } = split;
    const right = { gradient: parent.gradient - left.gradient, hessian: parent.hessian - left.hessian };
    const bounds = childBounds(parent, left, this.#limits.monotone[split.feature] ?? 0, this.#limits);
    const depth = parent.depth + 1;
    const leftNode = this.#leaf(growing, { ...left, depth, bounds: bounds[0] });
    const rightNode = this.#leaf(growing, { ...right, depth, bounds: bounds[1] });
    growing.split(parent.node, split, leftNode.node, rightNode.node);
    const { from, to } = parent;
    const isLeftLighter = middle - from < to - middle;
    const summed = this.#spare.pop() ?? this.#layout.empty();
    // Leaves of the last level are looked at no more.
    if (depth < this.#limits.maxDepth) {
      this.#fill(summed, ask, isLeftLighter ? rows.subarray(from, middle) : rows.subarray(middle, to));
      subtract(parent.histogram, summed);
    }
    const [ofLeft, ofRight] = isLeftLighter ? [summed, parent.histogram] : [parent.histogram, summed];
    return [
      { ...rightNode, from: middle, to, histogram: ofRight },
      { ...leftNode, from, to: middle, histogram: ofLeft },
    ];
  }

  #leaf(growing: GrowingTree, open: Omit<OpenNode, 'node'>): OpenNode {
    const weight = leafWeight(open.gradient, open.hessian, this.#limits, open.bounds);
    return { ...open, node: growing.leaf(Math.fround(weight * this.#limits.learningRate), open.hessian) };
  }

  /** Sums a histogram over some rows, whose derivatives are gathered first to be read in their order. */
  #fill(histogram: Float64Array, { gradient, hessian, features }: GrowthAsk, rows: Uint32Array): void {
    gather(gradient, rows, this.#gradient);
    if (!this.#isUnitHessian) gather(hessian, rows, this.#hessian);
    const weights = this.#isUnitHessian ? undefined : this.#hessian;
    this.#layout.sum(histogram, features, rows, this.#gradient, weights);
  }

  /** Puts the rows of a node that go left before those that go right, in their order. @returns where those begin */
  #partition(rows: Uint32Array, { from, to }: FilledNode, split: SplitCandidate): number {
    const column = this.#layout.columns[split.feature];
    if (!column) return from;
    const goesLeft = leftBins(column, split);
    let left = from;
    let right = 0;
    for (let i = from; i < to; i++) {
      const row = rows[i] as number;
      if (goesLeft[column.bins[row] as number] === 1) rows[left++] = row;
      else this.#moved[right++] = row;
    }
    rows.set(this.#moved.subarray(0, right), left);
    return left;
  }
}

/** The values of some rows, in their order. */
function gather(values: Float64Array, rows: Uint32Array, into: Float64Array): void {
  // All rows are in their own order: a copy is several times as quick.
  if (rows.length === values.length && rows[rows.length - 1] === rows.length - 1 && rows[0] === 0)
    into.set(values);
  else for (let i = 0; i < rows.length; i++) into[i] = values[rows[i] as number] as number;
}

/** Of each bin: 1 where its rows go left. */
function leftBins({ cuts, missing, isCategorical }: BinnedColumn, split: SplitCandidate): Uint8Array {
  const bins = new Uint8Array(missing + 1);
  for (const [bin, cut] of cuts.entries())
    bins[bin] = Number(isCategorical ? (split.categories?.has(cut) ?? false) : cut <= split.threshold);
  bins[missing] = Number(split.missingLeft);
  return bins;
}
