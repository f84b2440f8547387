import type { RegressionTree } from '../regression-tree.ts';
import type { Monotone } from './split-candidate.ts';
import type { Regularisation } from './split-gain.ts';

/** How a tree may grow. */
export interface GrowthLimits extends Regularisation {
  readonly maxDepth: number;
  /** What a leaf's weight is multiplied by before it counts. */
  readonly learningRate: number;
  /** By feature; features beyond its end are free. */
  readonly monotone: readonly Monotone[];
}

/** From what one tree is grown. */
export interface GrowthAsk {
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  /** Rows that the tree may see, each once. */
  readonly rows: Uint32Array;
  /** Features that it may use, ascending. */
  readonly features: readonly number[];
}

/** A tree with its rows, leaf by leaf. */
export interface GrownTree {
  readonly tree: RegressionTree;
  /** The rows that were asked for, those of a leaf together. */
  readonly rows: Uint32Array;
  readonly leaves: readonly LeafRows[];
}

export interface LeafRows {
  readonly node: number;
  /** Places in the rows, [from, to). */
  readonly from: number;
  readonly to: number;
}

/** Grows one tree after another over the same columns. */
export interface TreeGrower {
  grow(ask: GrowthAsk): GrownTree;
}
