import { type Columns, type RegressionTree, sidesOf } from '../trees/regression-tree.ts';
import { LeafShares, type PathFeature } from './leaf-shares.ts';

/** What each feature adds to what a model says of each row, beyond what it says on the whole. */
export interface ShapleyValues {
  /** By feature, then by row. With the base they add up to the prediction. */
  readonly byFeature: readonly Float64Array[];
  /** What the model says on the whole. */
  readonly base: number;
}

/**
 * Exact Shapley values of a sum of trees, a feature that is not known being decided by how many training rows went each way:
 * the path-dependent values of Lundberg, Erion and others, "From local explanations to global understanding with
 * explainable AI for trees" (Nature Machine Intelligence 2, 2020). All rows go down a tree together, and each leaf answers all
 * rows alike that meet the same conditions on the way to it (Yang, "Fast TreeSHAP", 2021, algorithm v2).
 *
 * @param start what is said before any tree
 */
export function treeShap(
  trees: readonly RegressionTree[],
  columns: Columns,
  { start = 0 }: { readonly start?: number } = {},
): ShapleyValues {
  const rows = columns[0]?.length ?? 0;
  const byFeature = columns.map(() => new Float64Array(rows));
  const shares = new LeafShares(rows, byFeature);
  let base = start;
  for (const tree of trees) {
    base += meanOf(tree, 0);
    new TreeWalk(tree, columns, rows, shares).visit(0, []);
  }
  return { byFeature, base };
}

/** What a tree says of a training row on the whole. */
function meanOf(tree: RegressionTree, node: number): number {
  if ((tree.feature[node] ?? -1) < 0) return tree.value[node] ?? 0;
  const left = tree.left[node] ?? 0;
  const right = tree.right[node] ?? 0;
  const share = (tree.cover[left] ?? 0) / (tree.cover[node] ?? 1);
  return share * meanOf(tree, left) + (1 - share) * meanOf(tree, right);
}

/** The ways from the root of one tree to all its leaves. */
class TreeWalk {
  readonly #tree: RegressionTree;
  readonly #columns: Columns;
  readonly #rows: number;
  readonly #shares: LeafShares;

  constructor(tree: RegressionTree, columns: Columns, rows: number, shares: LeafShares) {
    this.#tree = tree;
    this.#columns = columns;
    this.#rows = rows;
    this.#shares = shares;
  }

  visit(node: number, path: readonly PathFeature[]): void {
    const tree = this.#tree;
    const feature = tree.feature[node] ?? -1;
    if (feature < 0) {
      this.#shares.add(path, tree.value[node] ?? 0);
      return;
    }
    const left = new Uint8Array(this.#rows);
    sidesOf(tree, node, this.#columns[feature] ?? [], left);
    const right = new Uint8Array(this.#rows);
    for (let row = 0; row < right.length; row++) right[row] = 1 - (left[row] as number);
    for (const [child, met] of [
      [tree.left[node] ?? 0, left],
      [tree.right[node] ?? 0, right],
    ] as const) {
      const share = (tree.cover[child] ?? 0) / (tree.cover[node] ?? 1);
      this.visit(child, narrowed(path, { feature, share, met }));
    }
  }
}

/** A path with one decision more, which joins those that its feature has made above. */
function narrowed(path: readonly PathFeature[], decision: PathFeature): readonly PathFeature[] {
  const place = path.findIndex(({ feature }) => feature === decision.feature);
  const above = path[place];
  if (!above) return [...path, decision];
  const { feature, share, met } = decision;
  for (let row = 0; row < met.length; row++) met[row] = (met[row] as number) & (above.met[row] as number);
  return path.with(place, { feature, share: share * above.share, met });
}
