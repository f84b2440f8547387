import { type Columns, isLeft, type RegressionTree } from '../trees/regression-tree.ts';

/** What each feature adds to what a model says of each row, beyond what it says on the whole. */
export interface ShapleyValues {
  /** By feature, then by row. With the base they add up to the prediction. */
  readonly byFeature: readonly Float64Array[];
  /** What the model says on the whole. */
  readonly base: number;
}

/**
 * Exact Shapley values of a sum of trees, a feature that is not known being decided by how many training rows went each way:
 * the path-dependent TreeSHAP of Lundberg, Erion and others, "From local explanations to global understanding with
 * explainable AI for trees" (Nature Machine Intelligence 2, 2020), algorithm 2, O(leaves × depth²) a row and tree.
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
  let base = start;
  for (const tree of trees) {
    base += meanOf(tree, 0);
    const walk = new TreeWalk(tree, columns, byFeature);
    for (let row = 0; row < rows; row++) walk.explain(row);
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

/**
 * The paths from the root of one tree, with what each feature on them lets through: of subsets that lack the feature
 * (`zero`), and of those that have it (`one`: all or nothing). `weight[i]` is the share of subsets of size i.
 */
class TreeWalk {
  readonly #tree: RegressionTree;
  readonly #columns: Columns;
  readonly #byFeature: readonly Float64Array[];
  /** Elements of all paths that are under way, one path behind the other. */
  readonly #feature: Int32Array;
  readonly #zero: Float64Array;
  readonly #one: Float64Array;
  readonly #weight: Float64Array;
  #row = 0;

  constructor(tree: RegressionTree, columns: Columns, byFeature: readonly Float64Array[]) {
    this.#tree = tree;
    this.#columns = columns;
    this.#byFeature = byFeature;
    const longest = depthOf(tree, 0) + 2;
    const room = (longest * (longest + 1)) / 2;
    this.#feature = new Int32Array(room);
    this.#zero = new Float64Array(room);
    this.#one = new Float64Array(room);
    this.#weight = new Float64Array(room);
  }

  explain(row: number): void {
    this.#row = row;
    this.#visit(0, 0, 0, 1, 1, -1);
  }

  /** @param from where the path of the parent begins; it has `length` elements */
  #visit(node: number, from: number, length: number, zero: number, one: number, feature: number): void {
    const at = from + length;
    // Children change the path, each from where this node left it: a copy behind the parent's.
    this.#feature.copyWithin(at, from, at);
    this.#zero.copyWithin(at, from, at);
    this.#one.copyWithin(at, from, at);
    this.#weight.copyWithin(at, from, at);
    this.#extend(at, length, zero, one, feature);
    const decides = this.#tree.feature[node] ?? -1;
    if (decides < 0) this.#add(at, length, this.#tree.value[node] ?? 0);
    else this.#descend(node, decides, at, length);
  }

  #descend(node: number, decides: number, at: number, length: number): void {
    const { left, right, cover } = this.#tree;
    const isHotLeft = isLeft(this.#tree, node, this.#columns[decides]?.[this.#row] ?? Number.NaN);
    const hot = (isHotLeft ? left[node] : right[node]) ?? 0;
    const cold = (isHotLeft ? right[node] : left[node]) ?? 0;
    let zero = 1;
    let one = 1;
    let kept = length;
    for (let i = 1; i <= length; i++) {
      if (this.#feature[at + i] !== decides) continue;
      // The feature has decided above: both decisions together are one.
      zero = this.#zero[at + i] ?? 1;
      one = this.#one[at + i] ?? 1;
      this.#unwind(at, length, i);
      kept -= 1;
      break;
    }
    const all = cover[node] ?? 1;
    this.#visit(hot, at, kept + 1, (zero * (cover[hot] ?? 0)) / all, one, decides);
    this.#visit(cold, at, kept + 1, (zero * (cover[cold] ?? 0)) / all, 0, decides);
  }

  #extend(at: number, length: number, zero: number, one: number, feature: number): void {
    const weight = this.#weight;
    this.#feature[at + length] = feature;
    this.#zero[at + length] = zero;
    this.#one[at + length] = one;
    weight[at + length] = length === 0 ? 1 : 0;
    for (let i = length - 1; i >= 0; i--) {
      const own = weight[at + i] as number;
      weight[at + i + 1] = (weight[at + i + 1] as number) + (one * own * (i + 1)) / (length + 1);
      weight[at + i] = (zero * own * (length - i)) / (length + 1);
    }
  }

  /** Takes an element out of a path as if it had never been put in. */
  #unwind(at: number, length: number, element: number): void {
    const weight = this.#weight;
    const one = this.#one[at + element] as number;
    const zero = this.#zero[at + element] as number;
    let next = weight[at + length] as number;
    for (let i = length - 1; i >= 0; i--) {
      if (one !== 0) {
        const before = weight[at + i] as number;
        weight[at + i] = (next * (length + 1)) / ((i + 1) * one);
        next = before - ((weight[at + i] as number) * zero * (length - i)) / (length + 1);
      } else weight[at + i] = ((weight[at + i] as number) * (length + 1)) / (zero * (length - i));
    }
    for (let i = element; i < length; i++) {
      this.#feature[at + i] = this.#feature[at + i + 1] as number;
      this.#zero[at + i] = this.#zero[at + i + 1] as number;
      this.#one[at + i] = this.#one[at + i + 1] as number;
    }
  }

  /** The sum of weights that a path would have without an element. */
  #unwoundSum(at: number, length: number, element: number): number {
    const weight = this.#weight;
    const one = this.#one[at + element] as number;
    const zero = this.#zero[at + element] as number;
    let next = weight[at + length] as number;
    let sum = 0;
    for (let i = length - 1; i >= 0; i--) {
      if (one !== 0) {
        const own = next / ((i + 1) * one);
        sum += own;
        next = (weight[at + i] as number) - own * zero * (length - i);
      } else sum += (weight[at + i] as number) / (zero * (length - i));
    }
    return sum * (length + 1);
  }

  #add(at: number, length: number, value: number): void {
    for (let i = 1; i <= length; i++) {
      const column = this.#byFeature[this.#feature[at + i] as number];
      if (!column) continue;
      const through = (this.#one[at + i] as number) - (this.#zero[at + i] as number);
      column[this.#row] = (column[this.#row] as number) + this.#unwoundSum(at, length, i) * through * value;
    }
  }
}

function depthOf(tree: RegressionTree, node: number): number {
  if ((tree.feature[node] ?? -1) < 0) return 0;
  return 1 + Math.max(depthOf(tree, tree.left[node] ?? 0), depthOf(tree, tree.right[node] ?? 0));
}
