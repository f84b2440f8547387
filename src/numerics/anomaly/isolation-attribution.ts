import type { IsolationTrees } from './isolation-trees.ts';

/** How the path length of a row came about. */
export interface PathAttribution {
  /** Mean path length of the rows that the trees have seen, in splits. */
  readonly expected: number;
  /**
   * By how many splits each feature made the row's path shorter than that: above 0 it speaks for an anomaly. They sum to
   * `expected` − h(x), but for rounding.
   */
  readonly shortening: Float64Array;
}

/**
 * Which features set a row apart: at each split of its way down, the mean path length of the training rows in the node less that
 * in the child it goes to, booked to the feature that decides. This is Saabas's decomposition of a tree's answer along its way
 * ("Interpreting random forests", 2014) for the answer h(x); like DIFFI (Carletti, Terzi & Susto, "Interpretable anomaly detection
 * with DIFFI", Engineering Applications of AI 119, 2023) it credits the splits that isolate at once, and unlike it, it is additive.
 * A missing value goes both ways in the shares of the training rows, and so explains nothing by itself.
 *
 * @param row one value a feature; NaN is missing
 */
export function pathAttribution(trees: IsolationTrees, row: ArrayLike<number>): PathAttribution {
  const shortening = new Float64Array(trees.features);
  let expected = 0;
  for (let tree = 0; tree < trees.trees; tree++) {
    expected += trees.path[2 * tree * (1 << trees.depth) + 1] as number;
    descend(trees, tree, { row, shortening }, 1, 1);
  }
  return { expected: expected / trees.trees, shortening: shortening.map((splits) => splits / trees.trees) };
}

interface Walk {
  readonly row: ArrayLike<number>;
  readonly shortening: Float64Array;
}

/** @param weight share of the row that comes through the node */
function descend(trees: IsolationTrees, tree: number, walk: Walk, node: number, weight: number): void {
  const inner = 1 << trees.depth;
  const threshold =
    node < inner ? (trees.threshold[tree * inner + node] as number) : Number.POSITIVE_INFINITY;
  if (threshold === Number.POSITIVE_INFINITY) return;
  const feature = trees.feature[tree * inner + node] as number;
  const value = walk.row[feature] ?? Number.NaN;
  const at = 2 * tree * inner;
  if (Number.isNaN(value)) {
    const leftShare = (trees.cover[at + 2 * node] as number) / (trees.cover[at + node] as number);
    descend(trees, tree, walk, 2 * node, weight * leftShare);
    descend(trees, tree, walk, 2 * node + 1, weight * (1 - leftShare));
    return;
  }
  const child = 2 * node + Number(value > threshold);
  const shorter = (trees.path[at + node] as number) - (trees.path[at + child] as number);
  walk.shortening[feature] = (walk.shortening[feature] as number) + weight * shorter;
  descend(trees, tree, walk, child, weight);
}
