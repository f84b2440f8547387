import { averagePathLength } from './average-path-length.ts';

/**
 * Random trees in tables, one tree behind the other. A tree has the shape of a heap: its root is node 1, the children of node i
 * are 2i and 2i + 1, and all ways down end after `depth` steps in the nodes from 2^depth. Where a tree ended before, the
 * threshold is Infinity, which nothing exceeds: so each row takes as many steps as every other, without asking at
 * any of them whether it has arrived.
 *
 * A row goes right where its value is above the threshold, left otherwise. Where its value is missing (NaN) it goes both ways,
 * in the shares of the training rows that went there.
 */
export interface IsolationTrees {
  readonly features: number;
  readonly trees: number;
  readonly depth: number;
  /** By tree and inner node, 2^depth a tree: which column decides. */
  readonly feature: Int32Array;
  /** By tree and inner node, 2^depth a tree: values above it go right. */
  readonly threshold: Float64Array;
  /** By tree and node, 2^(depth + 1) a tree: how many of the tree's training rows came through. */
  readonly cover: Uint32Array;
  /** By tree and node: mean path length of the training rows that came through, which of a last node is its path length. */
  readonly path: Float64Array;
}

/** One tree of {@link IsolationTrees}, as it grows. */
export interface IsolationTree {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly cover: Uint32Array;
}

/** A tree without a split yet. @param depth steps of its longest way down */
export function emptyIsolationTree(depth: number): IsolationTree {
  const inner = 2 ** depth;
  return {
    feature: new Int32Array(inner),
    threshold: new Float64Array(inner).fill(Number.POSITIVE_INFINITY),
    cover: new Uint32Array(2 * inner),
  };
}

/** Puts trees of one depth behind each other, and works out their path lengths. */
export function isolationTrees(
  grown: readonly IsolationTree[],
  features: number,
  depth: number,
): IsolationTrees {
  const places = grown.length * 2 ** depth;
  const trees = {
    features,
    trees: grown.length,
    depth,
    feature: new Int32Array(places),
    threshold: new Float64Array(places),
    cover: new Uint32Array(2 * places),
    path: new Float64Array(2 * places),
  };
  for (const [place, tree] of grown.entries()) placeTree(trees, place, tree);
  return trees;
}

/** Puts a tree in the place of another of the same depth. */
export function placeTree(trees: IsolationTrees, place: number, tree: IsolationTree): void {
  const inner = 2 ** trees.depth;
  trees.feature.set(tree.feature, place * inner);
  trees.threshold.set(tree.threshold, place * inner);
  trees.cover.set(tree.cover, 2 * place * inner);
  fillPaths(tree, trees.path.subarray(2 * place * inner, 2 * (place + 1) * inner), 1, 0);
}

/** Path lengths of a node and all below it: the steps to a leaf, and c(n) for the n rows that it did not tell apart. */
function fillPaths(tree: IsolationTree, path: Float64Array, node: number, steps: number): void {
  const rows = tree.cover[node] as number;
  if (!isSplit(tree, node)) {
    const length = steps + averagePathLength(rows);
    for (let first = node, width = 1; first < path.length; first *= 2, width *= 2)
      path.fill(length, first, first + width);
    return;
  }
  const [left, right] = [2 * node, 2 * node + 1];
  fillPaths(tree, path, left, steps + 1);
  fillPaths(tree, path, right, steps + 1);
  const leftShare = (tree.cover[left] as number) / rows;
  path[node] = leftShare * (path[left] as number) + (1 - leftShare) * (path[right] as number);
}

/** Does a node of a tree decide? */
export function isSplit({ threshold }: IsolationTree, node: number): boolean {
  return node < threshold.length && threshold[node] !== Number.POSITIVE_INFINITY;
}
