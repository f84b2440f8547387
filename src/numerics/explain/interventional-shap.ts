import { type Columns, isLeft, type RegressionTree } from '../trees/regression-tree.ts';
import type { ShapleyValues } from './tree-shap.ts';

/**
 * Exact Shapley values of a sum of trees beside background rows, a feature that is not known taking the value of such a
 * row: interventional TreeSHAP (Lundberg, Erion and others, Nature Machine Intelligence 2, 2020, algorithm 3). Unlike the
 * path-dependent values they credit no feature that the model does not use. O(leaves) a row, background row and tree.
 *
 * @param start what is said before any tree
 * @throws RangeError without a background row
 */
export function interventionalShap(
  trees: readonly RegressionTree[],
  columns: Columns,
  background: Columns,
  { start = 0 }: { readonly start?: number } = {},
): ShapleyValues {
  const rows = columns[0]?.length ?? 0;
  const beside = background[0]?.length ?? 0;
  if (beside === 0) throw new RangeError('there is no background row to hold a row against');
  const byFeature = columns.map(() => new Float64Array(rows));
  let base = 0;
  for (const tree of trees) {
    const pair = new RowPair(tree, columns, background, byFeature);
    for (let row = 0; row < rows; row++)
      for (let other = 0; other < beside; other++) pair.explain(row, other);
    for (let other = 0; other < beside; other++) base += pair.ofBackground(other);
  }
  for (const column of byFeature)
    for (let row = 0; row < rows; row++) column[row] = (column[row] ?? 0) / beside;
  return { byFeature, base: start + base / beside };
}

const UNDECIDED = 0;
const OF_ROW = 1;
const OF_BACKGROUND = 2;

/** A row and a background row on their ways down one tree, wherever a mixture of both could end. */
class RowPair {
  readonly #tree: RegressionTree;
  readonly #columns: Columns;
  readonly #background: Columns;
  readonly #byFeature: readonly Float64Array[];
  /** Whose value each feature takes on the way to where the walk is. */
  readonly #whose: Uint8Array;
  readonly #decided: number[] = [];
  #row = 0;
  #other = 0;

  constructor(
    tree: RegressionTree,
    columns: Columns,
    background: Columns,
    byFeature: readonly Float64Array[],
  ) {
    this.#tree = tree;
    this.#columns = columns;
    this.#background = background;
    this.#byFeature = byFeature;
    this.#whose = new Uint8Array(columns.length);
  }

  explain(row: number, other: number): void {
    this.#row = row;
    this.#other = other;
    this.#visit(0, 0, 0);
  }

  ofBackground(other: number): number {
    let node = 0;
    for (;;) {
      const feature = this.#tree.feature[node] ?? -1;
      if (feature < 0) return this.#tree.value[node] ?? 0;
      node = this.#next(node, this.#background[feature]?.[other] ?? Number.NaN);
    }
  }

  /** @param ofRow,ofBackground how many features take the value of the one, and of the other */
  #visit(node: number, ofRow: number, ofBackground: number): void {
    const feature = this.#tree.feature[node] ?? -1;
    if (feature < 0) {
      this.#add(this.#tree.value[node] ?? 0, ofRow, ofBackground);
      return;
    }
    const byRow = this.#next(node, this.#columns[feature]?.[this.#row] ?? Number.NaN);
    const byBackground = this.#next(node, this.#background[feature]?.[this.#other] ?? Number.NaN);
    const whose = this.#whose[feature] ?? UNDECIDED;
    if (byRow === byBackground || whose === OF_ROW) this.#visit(byRow, ofRow, ofBackground);
    else if (whose === OF_BACKGROUND) this.#visit(byBackground, ofRow, ofBackground);
    else {
      this.#decided.push(feature);
      this.#whose[feature] = OF_ROW;
      this.#visit(byRow, ofRow + 1, ofBackground);
      this.#whose[feature] = OF_BACKGROUND;
      this.#visit(byBackground, ofRow, ofBackground + 1);
      this.#whose[feature] = UNDECIDED;
      this.#decided.pop();
    }
  }

  #next(node: number, value: number): number {
    return (isLeft(this.#tree, node, value) ? this.#tree.left[node] : this.#tree.right[node]) ?? 0;
  }

  /** A leaf that is reached just where u features are the row's and v the background's. */
  #add(value: number, ofRow: number, ofBackground: number): void {
    for (const feature of this.#decided) {
      const column = this.#byFeature[feature];
      if (!column) continue;
      const share =
        this.#whose[feature] === OF_ROW
          ? orderShare(ofRow - 1, ofBackground)
          : -orderShare(ofBackground - 1, ofRow);
      column[this.#row] = (column[this.#row] as number) + share * value;
    }
  }
}

/** a! b! / (a + b + 1)!: the share of orders in which one feature comes after `a` certain others and before `b`. */
function orderShare(a: number, b: number): number {
  let share = 1 / (a + b + 1);
  for (let i = 1; i <= b; i++) share *= i / (a + i);
  return share;
}
