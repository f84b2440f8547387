import { GrowingTree } from '../regression-tree.ts';
import type { BinnedColumn } from './binned-columns.ts';
import { HistogramLayout } from './histogram.ts';
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

/** Levels whose histograms have room beside the rows: who grows deeper trees has time. */
const MOST_LEVELS = 16;

/**
 * Grows trees on histograms of binned columns, as LightGBM (Ke and others, NIPS 2017) and XGBoost's "hist" do: of two
 * children only the lighter one's histogram is summed from rows, the other's is what it leaves of the parent's.
 */
export class HistogramGrower implements TreeGrower {
  readonly #layout: HistogramLayout;
  readonly #limits: GrowthLimits;
  /** Histograms that no node holds at the moment. */
  readonly #spare: Float64Array[] = [];
  readonly #moved: Uint32Array;

  constructor(columns: readonly BinnedColumn[], limits: GrowthLimits) {
    // One a level waits while the other child grows, and one is being summed.
    this.#layout = new HistogramLayout(columns, Math.min(limits.maxDepth, MOST_LEVELS) + 2);
    this.#limits = limits;
    this.#moved = new Uint32Array(columns[0]?.bins.length ?? 0);
  }

  grow(ask: GrowthAsk): GrownTree {
    const rows = this.#layout.rows.subarray(0, ask.rows.length);
    rows.set(ask.rows);
    const { pairs } = this.#layout;
    for (let row = 0; row < ask.gradient.length; row++) {
      pairs[2 * row] = ask.gradient[row] as number;
      pairs[2 * row + 1] = ask.hessian[row] as number;
    }
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
    return { tree: growing.grown(), rows: rows.slice(), leaves };
  }

  #root(ask: GrowthAsk, rows: Uint32Array, growing: GrowingTree): FilledNode {
    const histogram = this.#spare.pop() ?? this.#layout.empty();
    this.#layout.sum(histogram, ask.features, rows);
    const { ordered } = this.#layout;
    const sums = { gradient: 0, hessian: 0 };
    for (let i = 0; i < rows.length; i++) {
      sums.gradient += ordered[2 * i] as number;
      sums.hessian += ordered[2 * i + 1] as number;
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
      const lighter = isLeftLighter ? rows.subarray(from, middle) : rows.subarray(middle, to);
      this.#layout.sum(summed, ask.features, lighter);
      this.#layout.subtract(parent.histogram, summed);
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

  /** Puts the rows of a node that go left before those that go right, in their order. @returns where those begin */
  #partition(rows: Uint32Array, { from, to }: FilledNode, split: SplitCandidate): number {
    const column = this.#layout.columns[split.feature];
    if (!column) return from;
    const goesLeft = leftBins(column, split);
    let left = from;
    let right = 0;
    // Every row is written to both sides and counted on one: which is it, no processor could guess.
    const { bins } = column;
    const moved = this.#moved;
    for (let i = from; i < to; i++) {
      const row = rows[i] as number;
      const isLeft = goesLeft[bins[row] as number] as number;
      rows[left] = row;
      moved[right] = row;
      left += isLeft;
      right += 1 - isLeft;
    }
    rows.set(moved.subarray(0, right), left);
    return left;
  }
}

/** Of each bin: 1 where its rows go left. */
function leftBins({ cuts, missing, isCategorical }: BinnedColumn, split: SplitCandidate): Uint8Array {
  const bins = new Uint8Array(missing + 1);
  for (const [bin, cut] of cuts.entries())
    bins[bin] = Number(isCategorical ? (split.categories?.has(cut) ?? false) : cut <= split.threshold);
  bins[missing] = Number(split.missingLeft);
  return bins;
}
