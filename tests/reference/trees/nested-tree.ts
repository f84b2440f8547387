import { GrowingTree, type RegressionTree } from '../../../src/numerics/trees/regression-tree.ts';

/** A tree as reference answers are written: node within node. */
export interface NestedTree {
  readonly feature?: number;
  readonly threshold?: number;
  readonly gain?: number;
  readonly cover: number;
  readonly leaf?: number;
  readonly left?: NestedTree;
  readonly right?: NestedTree;
}

export function nestedTree(tree: RegressionTree, node = 0): NestedTree {
  const cover = tree.cover[node] ?? 0;
  if ((tree.feature[node] ?? -1) < 0) return { leaf: tree.value[node] ?? 0, cover };
  return {
    feature: tree.feature[node] ?? 0,
    threshold: tree.threshold[node] ?? 0,
    gain: tree.gain[node] ?? 0,
    cover,
    left: nestedTree(tree, tree.left[node]),
    right: nestedTree(tree, tree.right[node]),
  };
}

/**
 * The tree of a given nested one, whichever of the two spellings it has: `f`, `t`, `l`, `r`, `n` and `leaf` or `value`.
 * @param equalGoesLeft scikit-learn's rule: then the threshold is raised to the next number
 */
export function givenTree(given: unknown, equalGoesLeft = false): RegressionTree {
  const growing = new GrowingTree();
  const add = (node: unknown): number => {
    const { f, t, l, r, n, leaf, value } = Object(node);
    const place = growing.leaf(Number(leaf ?? value ?? 0), Number(n ?? 0));
    if (typeof f !== 'number') return place;
    const [left, right] = [add(l), add(r)];
    const threshold = equalGoesLeft ? Number(t) + Math.abs(Number(t)) * Number.EPSILON : Number(t);
    growing.split(place, { feature: f, threshold, missingLeft: true, gain: 0 }, left, right);
    return place;
  };
  add(given);
  return growing.grown();
}

/** Columns of rows. */
export function columnsOf(rows: readonly Float64Array[]): readonly Float64Array[] {
  return Array.from(rows[0] ?? [], (_, column) =>
    Float64Array.from(rows, (row) => row[column] ?? Number.NaN),
  );
}
