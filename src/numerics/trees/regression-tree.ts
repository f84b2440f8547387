/**
 * A binary tree whose leaves hold numbers, in arrays by node; node 0 is the root. A row goes left where its value is
 * below the threshold (or among the categories), right otherwise, and where the value is missing (NaN) to the side that
 * was learnt.
 */
export interface RegressionTree {
  /** Which column decides; -1 in a leaf. */
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  /** Of nodes that decide by category: the codes that go left. */
  readonly categories: ReadonlyMap<number, ReadonlySet<number>>;
  /** 1 where a missing value goes left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What a leaf says; 0 elsewhere. */
  readonly value: Float64Array;
  /** What came through a node in training: rows, or the sum of their second derivatives. */
  readonly cover: Float64Array;
  /** By how much its split lowered the loss; 0 in a leaf. */
  readonly gain: Float64Array;
}

/** Columns of equal length, one a feature; NaN is missing. */
export type Columns = readonly ArrayLike<number>[];

/** The leaf that a row ends in. */
export function leafOf(tree: RegressionTree, columns: Columns, row: number): number {
  let node = 0;
  for (;;) {
    const feature = tree.feature[node] ?? -1;
    if (feature < 0) return node;
    const goesLeft = isLeft(tree, node, columns[feature]?.[row] ?? Number.NaN);
    node = (goesLeft ? tree.left[node] : tree.right[node]) ?? 0;
  }
}

/** Does a value go left at a node that decides? */
export function isLeft(tree: RegressionTree, node: number, value: number): boolean {
  if (Number.isNaN(value)) return tree.missingLeft[node] === 1;
  const categories = tree.categories.get(node);
  return categories ? categories.has(value) : value < (tree.threshold[node] ?? 0);
}

/** Writes for every value of a column whether it goes left at a node that decides: 1, or 0 to the right. */
export function sidesOf(
  tree: RegressionTree,
  node: number,
  column: ArrayLike<number>,
  into: Uint8Array,
): void {
  const threshold = tree.threshold[node] ?? 0;
  const missing = tree.missingLeft[node] ?? 0;
  if (tree.categories.has(node))
    for (let row = 0; row < into.length; row++)
      into[row] = Number(isLeft(tree, node, column[row] ?? Number.NaN));
  else
    for (let row = 0; row < into.length; row++) {
      const value = column[row] ?? Number.NaN;
      into[row] = Number.isNaN(value) ? missing : Number(value < threshold);
    }
}

/** How a node that is to be divided decides. */
export interface Split {
  readonly feature: number;
  /** Of a numeric feature: below it goes left. */
  readonly threshold: number;
  /** Of a categorical one: the codes that go left. */
  readonly categories?: ReadonlySet<number> | undefined;
  readonly missingLeft: boolean;
  readonly gain: number;
}

/** A tree that grows node by node. */
export class GrowingTree {
  readonly #feature: number[] = [];
  readonly #threshold: number[] = [];
  readonly #missingLeft: number[] = [];
  readonly #left: number[] = [];
  readonly #right: number[] = [];
  readonly #value: number[] = [];
  readonly #cover: number[] = [];
  readonly #gain: number[] = [];
  readonly #categories = new Map<number, ReadonlySet<number>>();

  /** Adds a leaf. @returns its node */
  leaf(value: number, cover: number): number {
    this.#feature.push(-1);
    this.#threshold.push(0);
    this.#missingLeft.push(0);
    this.#left.push(-1);
    this.#right.push(-1);
    this.#value.push(value);
    this.#cover.push(cover);
    this.#gain.push(0);
    return this.#feature.length - 1;
  }

  /** Makes a leaf decide between two others. */
  split(node: number, split: Split, left: number, right: number): void {
    this.#feature[node] = split.feature;
    this.#threshold[node] = split.threshold;
    this.#missingLeft[node] = split.missingLeft ? 1 : 0;
    this.#left[node] = left;
    this.#right[node] = right;
    this.#value[node] = 0;
    this.#gain[node] = split.gain;
    if (split.categories) this.#categories.set(node, split.categories);
  }

  get size(): number {
    return this.#feature.length;
  }

  grown(): RegressionTree {
    return {
      feature: Int32Array.from(this.#feature),
      threshold: Float64Array.from(this.#threshold),
      categories: this.#categories,
      missingLeft: Uint8Array.from(this.#missingLeft),
      left: Int32Array.from(this.#left),
      right: Int32Array.from(this.#right),
      value: Float64Array.from(this.#value),
      cover: Float64Array.from(this.#cover),
      gain: Float64Array.from(this.#gain),
    };
  }
}
