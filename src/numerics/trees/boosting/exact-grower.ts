import { type Columns, GrowingTree, isLeft, leafOf, type RegressionTree } from '../regression-tree.ts';
import { childBounds, type OpenNode, type SplitCandidate, SplitGain } from './split-candidate.ts';
import { LEAST_GAIN, leafWeight, UNBOUNDED } from './split-gain.ts';
import type { GrownTree, GrowthAsk, GrowthLimits, LeafRows, TreeGrower } from './tree-growth.ts';

/**
 * Grows trees by trying every threshold between two neighbouring values of every feature: the exact greedy algorithm of
 * Chen & Guestrin (2016), with the default directions of their sparsity-aware variant, a pass over the sorted rows for
 * all nodes of a level. Splits that gain less than γ are taken back from the leaves up, once the tree is grown.
 *
 * Thresholds, gains and default directions are those of XGBoost's tree_method "exact"; it knows no categories.
 */
export class ExactGrower implements TreeGrower {
  readonly #columns: Columns;
  readonly #limits: GrowthLimits;
  /** By feature: rows with a value, ascending by it. */
  readonly #order: readonly Uint32Array[];

  constructor(columns: Columns, limits: GrowthLimits) {
    this.#columns = columns;
    this.#limits = limits;
    this.#order = columns.map(ascending);
  }

  grow(ask: GrowthAsk): GrownTree {
    const { maxDepth, learningRate } = this.#limits;
    const growing = new GrowingTree();
    const weights: number[] = [];
    const nodeOf = new Int32Array(ask.gradient.length).fill(-1);
    for (const row of ask.rows) nodeOf[row] = 0;
    const open = (node: Omit<OpenNode, 'node'>): OpenNode => {
      weights.push(leafWeight(node.gradient, node.hessian, this.#limits, node.bounds));
      return { ...node, node: growing.leaf(0, node.hessian) };
    };
    let level = [open({ ...sumsOf(ask), depth: 0, bounds: UNBOUNDED })];
    for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
      const next: OpenNode[] = [];
      const best = new LevelSearch(level, ask, nodeOf, this.#limits).best(this.#columns, this.#order);
      for (const [slot, parent] of level.entries()) {
        const candidate = best[slot];
        if (!candidate || candidate.gain <= LEAST_GAIN) continue;
        const { left } = candidate;
        const bounds = childBounds(parent, left, this.#limits.monotone[candidate.feature] ?? 0, this.#limits);
        const right = { gradient: parent.gradient - left.gradient, hessian: parent.hessian - left.hessian };
        const children = [
          open({ ...left, depth: depth + 1, bounds: bounds[0] }),
          open({ ...right, depth: depth + 1, bounds: bounds[1] }),
        ] as const;
        growing.split(parent.node, candidate, children[0].node, children[1].node);
        next.push(...children);
      }
      this.#descend(growing.grown(), ask.rows, nodeOf);
      level = next;
    }
    const tree = prunedTree(growing.grown(), weights, this.#limits.gamma, learningRate);
    return byLeaf(tree, this.#columns, ask.rows);
  }

  /** Moves rows on into the children of the nodes that were divided last. */
  #descend(tree: RegressionTree, rows: Uint32Array, nodeOf: Int32Array): void {
    for (const row of rows) {
      const node = nodeOf[row] ?? 0;
      const feature = tree.feature[node] ?? -1;
      if (feature < 0) continue;
      const goesLeft = isLeft(tree, node, this.#columns[feature]?.[row] ?? Number.NaN);
      nodeOf[row] = (goesLeft ? tree.left[node] : tree.right[node]) ?? 0;
    }
  }
}

/** The search for the best splits of all nodes of one level at once. */
class LevelSearch {
  readonly #nodes: readonly OpenNode[];
  readonly #gains: readonly SplitGain[];
  readonly #ask: GrowthAsk;
  /** Place of a row's node in the level; -1 of rows that rest in a leaf. */
  readonly #slotOf: Int32Array;
  readonly #limits: GrowthLimits;
  readonly #best: (SplitCandidate | undefined)[];
  readonly #gradient: Float64Array;
  readonly #hessian: Float64Array;
  readonly #last: Float64Array;

  constructor(nodes: readonly OpenNode[], ask: GrowthAsk, nodeOf: Int32Array, limits: GrowthLimits) {
    this.#nodes = nodes;
    this.#ask = ask;
    this.#limits = limits;
    this.#gains = nodes.map((node) => new SplitGain(limits, node));
    this.#best = nodes.map(() => undefined);
    this.#gradient = new Float64Array(nodes.length);
    this.#hessian = new Float64Array(nodes.length);
    this.#last = new Float64Array(nodes.length);
    const slots = new Map(nodes.map(({ node }, slot) => [node, slot]));
    this.#slotOf = nodeOf.map((node) => slots.get(node) ?? -1);
  }

  /** By place in the level. */
  best(columns: Columns, order: readonly Uint32Array[]): readonly (SplitCandidate | undefined)[] {
    for (const feature of this.#ask.features) {
      const column = columns[feature];
      const rows = order[feature];
      if (!column || !rows) continue;
      // Where nothing is missing, both directions find the same; XGBoost then searches downwards.
      if (rows.length < column.length) this.#scan(feature, column, rows, 1);
      this.#scan(feature, column, rows, -1);
    }
    return this.#best;
  }

  /** Over the rows of a feature from its least value up (missing go right), or from its greatest down (missing go left). */
  #scan(feature: number, column: ArrayLike<number>, rows: Uint32Array, step: 1 | -1): void {
    this.#gradient.fill(0);
    this.#hessian.fill(0);
    this.#last.fill(Number.NaN);
    const { gradient, hessian } = this.#ask;
    for (let i = step === 1 ? 0 : rows.length - 1; i >= 0 && i < rows.length; i += step) {
      const row = rows[i] ?? 0;
      const slot = this.#slotOf[row] ?? -1;
      if (slot < 0) continue;
      const value = column[row] ?? Number.NaN;
      const last = this.#last[slot] ?? Number.NaN;
      if (value !== last && !Number.isNaN(last))
        this.#offer(slot, feature, Math.fround((value + last) * 0.5), step);
      this.#gradient[slot] = (this.#gradient[slot] ?? 0) + (gradient[row] ?? 0);
      this.#hessian[slot] = (this.#hessian[slot] ?? 0) + (hessian[row] ?? 0);
      this.#last[slot] = value;
    }
    // All that have a value against all that have none.
    for (let slot = 0; slot < this.#nodes.length; slot++) {
      const last = this.#last[slot] ?? Number.NaN;
      if (!Number.isNaN(last))
        this.#offer(slot, feature, Math.fround(last + step * (Math.abs(last) + LEAST_GAIN)), step);
    }
  }

  #offer(slot: number, feature: number, threshold: number, step: 1 | -1): void {
    const node = this.#nodes[slot];
    const hessian = this.#hessian[slot] ?? 0;
    if (!node || hessian < this.#limits.minChildWeight) return;
    const rest = node.hessian - hessian;
    if (rest < this.#limits.minChildWeight || rest <= 0) return;
    const seen = { gradient: this.#gradient[slot] ?? 0, hessian };
    const others = { gradient: node.gradient - seen.gradient, hessian: rest };
    const [left, right] = step === 1 ? [seen, others] : [others, seen];
    const monotone = this.#limits.monotone[feature] ?? 0;
    const gain =
      this.#gains[slot]?.of(left.gradient, left.hessian, right.gradient, right.hessian, monotone) ?? 0;
    if (gain > (this.#best[slot]?.gain ?? Number.NEGATIVE_INFINITY))
      this.#best[slot] = { feature, threshold, missingLeft: step === -1, gain, left };
  }
}

function ascending(column: ArrayLike<number>): Uint32Array {
  const rows = Uint32Array.from({ length: column.length }, (_, row) => row).filter(
    (row) => !Number.isNaN(column[row] ?? Number.NaN),
  );
  return rows.sort((a, b) => (column[a] ?? 0) - (column[b] ?? 0) || a - b);
}

function sumsOf({ rows, gradient, hessian }: GrowthAsk) {
  const sums = { gradient: 0, hessian: 0 };
  for (const row of rows) {
    sums.gradient += gradient[row] ?? 0;
    sums.hessian += hessian[row] ?? 0;
  }
  return sums;
}

/** The tree without splits of two leaves that gain less than γ, and without those that then are such. */
function prunedTree(
  tree: RegressionTree,
  weights: readonly number[],
  gamma: number,
  learningRate: number,
): RegressionTree {
  const isCut = (node: number): boolean => {
    if ((tree.feature[node] ?? -1) < 0) return true;
    const [left, right] = [isCut(tree.left[node] ?? 0), isCut(tree.right[node] ?? 0)];
    return left && right && (tree.gain[node] ?? 0) < gamma;
  };
  const kept = new GrowingTree();
  const copy = (node: number): number => {
    const weight = (weights[node] ?? 0) * learningRate;
    const copied = kept.leaf(Math.fround(weight), tree.cover[node] ?? 0);
    if (isCut(node)) return copied;
    const left = copy(tree.left[node] ?? 0);
    const right = copy(tree.right[node] ?? 0);
    const split = {
      feature: tree.feature[node] ?? 0,
      threshold: tree.threshold[node] ?? 0,
      missingLeft: tree.missingLeft[node] === 1,
      gain: tree.gain[node] ?? 0,
    };
    kept.split(copied, split, left, right);
    return copied;
  };
  copy(0);
  return kept.grown();
}

function byLeaf(tree: RegressionTree, columns: Columns, rows: Uint32Array): GrownTree {
  const places = new Map<number, number[]>();
  for (const row of rows) {
    const leaf = leafOf(tree, columns, row);
    const there = places.get(leaf);
    if (there) there.push(row);
    else places.set(leaf, [row]);
  }
  const leaves: LeafRows[] = [];
  const together = new Uint32Array(rows.length);
  let from = 0;
  for (const [node, its] of places) {
    together.set(its, from);
    leaves.push({ node, from, to: from + its.length });
    from += its.length;
  }
  return { tree, rows: together, leaves };
}
