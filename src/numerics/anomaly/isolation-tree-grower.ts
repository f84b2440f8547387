import type { Random } from '../random.ts';
import { emptyIsolationTree, type IsolationTree } from './isolation-trees.ts';

/**
 * Grows isolation trees (Liu, Ting & Zhou, ICDM 2008, algorithm 2) by scikit-learn's rules: a feature drawn from those that
 * still differ, and a threshold drawn between its least and its greatest value.
 *
 * Of a feature with missing values (NaN) those known decide; rows that miss it go to either side at random, as often as the
 * known ones did. Infinities count as the greatest numbers there are.
 */
export class IsolationTreeGrower {
  readonly #depth: number;
  readonly #features: number;
  readonly #random: Random;
  /** Of the tree that grows: its rows, one behind the other. */
  readonly #values: Float64Array;
  readonly #rows: Uint32Array;
  readonly #rest: Uint32Array;
  readonly #candidates: Uint32Array;
  #least = 0;
  #greatest = 0;

  /** @param samples rows that a tree sees at most */
  constructor(features: number, samples: number, depth: number, random: Random) {
    this.#depth = depth;
    this.#features = features;
    this.#random = random;
    this.#values = new Float64Array(features * samples);
    this.#rows = new Uint32Array(samples);
    this.#rest = new Uint32Array(samples);
    this.#candidates = new Uint32Array(features);
  }

  /** A tree that tells some rows of the columns apart. */
  grow(columns: readonly ArrayLike<number>[], rows: ArrayLike<number>): IsolationTree {
    for (let place = 0; place < rows.length; place++) {
      this.#rows[place] = place;
      for (const [feature, column] of columns.entries()) {
        const value = column[rows[place] as number] ?? Number.NaN;
        this.#values[place * this.#features + feature] = Math.max(
          -Number.MAX_VALUE,
          Math.min(value, Number.MAX_VALUE),
        );
      }
    }
    // In the same order for every tree, so that what it becomes depends on its rows and draws alone.
    for (let feature = 0; feature < this.#features; feature++) this.#candidates[feature] = feature;
    const tree = emptyIsolationTree(this.#depth);
    this.#split(tree, 1, 0, rows.length, 0);
    return tree;
  }

  #split(tree: IsolationTree, node: number, from: number, to: number, steps: number): void {
    tree.cover[node] = to - from;
    if (steps === this.#depth || to - from < 2) return;
    const feature = this.#drawnFeature(from, to);
    if (feature < 0) return;
    const threshold = this.#drawnThreshold();
    tree.feature[node] = feature;
    tree.threshold[node] = threshold;
    const middle = this.#parted(from, to, feature, threshold);
    this.#split(tree, 2 * node, from, middle, steps + 1);
    this.#split(tree, 2 * node + 1, middle, to, steps + 1);
  }

  /** A feature of which the rows have two values or more, and its range; −1 where there is none. */
  #drawnFeature(from: number, to: number): number {
    const candidates = this.#candidates;
    for (let left = candidates.length; left > 0; left--) {
      const drawn = Math.floor(this.#random.uniform() * left);
      const feature = candidates[drawn] as number;
      candidates[drawn] = candidates[left - 1] as number;
      candidates[left - 1] = feature;
      let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let place = from; place < to; place++) {
        const value = this.#values[(this.#rows[place] as number) * this.#features + feature] as number;
        // Neither is so for a missing value.
        if (value < least) least = value;
        if (value > greatest) greatest = value;
      }
      this.#least = least;
      this.#greatest = greatest;
      if (least < greatest) return feature;
    }
    return -1;
  }

  /** Never the greatest value itself, above which there is nothing. Weighed, because a difference could be beyond all numbers. */
  #drawnThreshold(): number {
    const share = this.#random.uniform();
    const drawn = (1 - share) * this.#least + share * this.#greatest;
    return drawn >= this.#least && drawn < this.#greatest ? drawn : this.#least;
  }

  /** Puts the rows that go left before those that go right. @returns where the latter begin */
  #parted(from: number, to: number, feature: number, threshold: number): number {
    const [rows, rest] = [this.#rows, this.#rest];
    const valueIn = (row: number) => this.#values[row * this.#features + feature] as number;
    let [known, knownLeft] = [0, 0];
    for (let place = from; place < to; place++) {
      const value = valueIn(rows[place] as number);
      if (Number.isNaN(value)) continue;
      known += 1;
      if (!(value > threshold)) knownLeft += 1;
    }
    let [left, right] = [from, 0];
    for (let place = from; place < to; place++) {
      const row = rows[place] as number;
      const value = valueIn(row);
      const goesLeft = Number.isNaN(value)
        ? this.#random.uniform() * known < knownLeft
        : !(value > threshold);
      if (goesLeft) rows[left++] = row;
      else rest[right++] = row;
    }
    for (let place = 0; place < right; place++) rows[left + place] = rest[place] as number;
    return left;
  }
}
