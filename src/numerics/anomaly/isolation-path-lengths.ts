import type { IsolationTrees } from './isolation-trees.ts';

/** Rows that are looked at together: with one tree they stay in the processor's nearest cache. */
const BLOCK_ROWS = 128;

/** h(x) of each row: its path length, the mean over trees. @param columns one a feature, of equal length; NaN is missing */
export function pathLengths(trees: IsolationTrees, columns: readonly ArrayLike<number>[]): Float64Array {
  const rows = columns[0]?.length ?? 0;
  const lengths = new Float64Array(rows);
  const block = new RowBlock(trees.features);
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const to = Math.min(from + BLOCK_ROWS, rows);
    block.fill(columns, from, to);
    const into = lengths.subarray(from, to);
    block.addPaths(trees, into);
    for (let row = 0; row < into.length; row++) into[row] = (into[row] as number) / trees.trees;
  }
  return lengths;
}

/** h(x) of one row, the same as {@link pathLengths} says of it. @param row one value a feature; NaN is missing */
export function pathLength(trees: IsolationTrees, row: ArrayLike<number>): number {
  let sum = 0;
  for (let tree = 0; tree < trees.trees; tree++) sum += gappyPath(trees, tree, row, 1);
  return sum / trees.trees;
}

class RowBlock {
  readonly #features: number;
  readonly #values: Float64Array;
  readonly #whole = new Uint32Array(BLOCK_ROWS);
  readonly #gappy = new Uint32Array(BLOCK_ROWS);
  #wholeCount = 0;
  #gappyCount = 0;

  constructor(features: number) {
    this.#features = features;
    this.#values = new Float64Array(features * BLOCK_ROWS);
  }

  fill(columns: readonly ArrayLike<number>[], from: number, to: number): void {
    const [features, values] = [this.#features, this.#values];
    for (const [feature, column] of columns.entries())
      for (let row = from, at = feature; row < to; row++, at += features) values[at] = column[row] as number;
    this.#wholeCount = 0;
    this.#gappyCount = 0;
    for (let row = 0; row < to - from; row++) {
      let isGappy = false;
      for (let at = row * features; at < (row + 1) * features; at++)
        if (Number.isNaN(values[at] as number)) isGappy = true;
      if (isGappy) this.#gappy[this.#gappyCount++] = row;
      else this.#whole[this.#wholeCount++] = row;
    }
  }

  /** Adds each row's path lengths in all trees. */
  addPaths(trees: IsolationTrees, into: Float64Array): void {
    for (let tree = 0; tree < trees.trees; tree++) {
      this.#addWhole(trees, tree, into);
      for (let place = 0; place < this.#gappyCount; place++) {
        const row = this.#gappy[place] as number;
        const values = this.#values.subarray(row * this.#features, (row + 1) * this.#features);
        into[row] = (into[row] as number) + gappyPath(trees, tree, values, 1);
      }
    }
  }

  /** Four rows side by side: the processor goes on with one while it waits for another's node, which takes a third of the time. */
  #addWhole({ depth, feature, threshold, path }: IsolationTrees, tree: number, into: Float64Array): void {
    const [values, whole, features, count] = [this.#values, this.#whole, this.#features, this.#wholeCount];
    // Shifted, so that the engine counts in whole numbers, which is several times quicker than with 2 ** depth.
    const base = tree << depth;
    for (let place = 0; place < count; place += 4) {
      // Behind the last row it is that one once more, for nothing.
      const rowA = whole[place] as number;
      const rowB = whole[Math.min(place + 1, count - 1)] as number;
      const rowC = whole[Math.min(place + 2, count - 1)] as number;
      const rowD = whole[Math.min(place + 3, count - 1)] as number;
      const [atA, atB, atC, atD] = [rowA * features, rowB * features, rowC * features, rowD * features];
      let [a, b, c, d] = [1, 1, 1, 1];
      for (let step = 0; step < depth; step++) {
        const aValue = values[atA + (feature[base + a] as number)] as number;
        a = 2 * a + Number(aValue > (threshold[base + a] as number));
        const bValue = values[atB + (feature[base + b] as number)] as number;
        b = 2 * b + Number(bValue > (threshold[base + b] as number));
        const cValue = values[atC + (feature[base + c] as number)] as number;
        c = 2 * c + Number(cValue > (threshold[base + c] as number));
        const dValue = values[atD + (feature[base + d] as number)] as number;
        d = 2 * d + Number(dValue > (threshold[base + d] as number));
      }
      into[rowA] = (into[rowA] as number) + (path[2 * base + a] as number);
      if (place + 1 < count) into[rowB] = (into[rowB] as number) + (path[2 * base + b] as number);
      if (place + 2 < count) into[rowC] = (into[rowC] as number) + (path[2 * base + c] as number);
      if (place + 3 < count) into[rowD] = (into[rowD] as number) + (path[2 * base + d] as number);
    }
  }
}

/** Path length of a row that may have missing values: where one decides, the mean over both sides. */
function gappyPath(trees: IsolationTrees, tree: number, values: ArrayLike<number>, node: number): number {
  const inner = 1 << trees.depth;
  const here = tree * inner + node;
  const at = 2 * tree * inner + node;
  const threshold = node < inner ? (trees.threshold[here] as number) : Number.POSITIVE_INFINITY;
  if (threshold === Number.POSITIVE_INFINITY) return trees.path[at] as number;
  const value = values[trees.feature[here] as number] as number;
  if (!Number.isNaN(value)) return gappyPath(trees, tree, values, 2 * node + Number(value > threshold));
  const leftShare = (trees.cover[at + node] as number) / (trees.cover[at] as number);
  const left = gappyPath(trees, tree, values, 2 * node);
  const right = gappyPath(trees, tree, values, 2 * node + 1);
  return leftShare * left + (1 - leftShare) * right;
}
