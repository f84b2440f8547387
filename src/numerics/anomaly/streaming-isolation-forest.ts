import type { Random, RandomState } from '../random.ts';
import { checkForest, depthOf, drawnRows, type IsolationForest, scoreOfPath } from './isolation-forest.ts';
import {
  type IsolationForestJson,
  isolationForestJson,
  readIsolationForest,
} from './isolation-forest-json.ts';
import { pathLength } from './isolation-path-lengths.ts';
import { IsolationTreeGrower } from './isolation-tree-grower.ts';
import { isolationTrees, placeTree } from './isolation-trees.ts';

export interface StreamingForestOptions {
  readonly features: number;
  readonly trees: number;
  /** ψ: rows that each tree sees. */
  readonly samples: number;
  /** Latest rows that are kept, of which trees are grown: at least ψ. */
  readonly window: number;
}

/** Where a stream stands: plain data. */
export interface StreamingForestState {
  readonly count: number;
  /** By feature, the kept rows as they lie in memory; null is missing. */
  readonly columns: readonly (readonly (number | null)[])[];
  /** null before ψ rows. */
  readonly forest: IsolationForestJson | null;
  readonly random: RandomState;
}

/**
 * An isolation forest that follows a stream: rows are kept in a window (as Ding & Fei do, "An anomaly detection approach based on
 * isolation forest algorithm for streaming data using sliding window", IFAC 2013), and instead of all trees at once, one is grown
 * anew every window/trees rows, the oldest first. So each tree is of rows not older than two windows, and no row waits for a whole
 * forest. Scores and missing values are as `growIsolationForest` has them; what counts as anomalous is best told by the scores themselves
 * (`StreamingPeaks`).
 */
export class StreamingIsolationForest {
  readonly #options: StreamingForestOptions;
  readonly #random: Random;
  readonly #grower: IsolationTreeGrower;
  readonly #columns: readonly Float64Array[];
  #count = 0;
  #forest: IsolationForest | undefined;

  /** @throws RangeError for a window of less rows than a tree sees, or no feature */
  constructor(options: StreamingForestOptions, random: Random) {
    const { features, samples, window } = options;
    checkForest(options);
    if (!(features >= 1 && Number.isInteger(window) && window >= samples))
      throw new RangeError(`a window of ${window} rows of ${features} features has no ${samples} of them`);
    this.#options = options;
    this.#random = random;
    this.#grower = new IsolationTreeGrower(features, samples, depthOf(samples), random);
    this.#columns = Array.from({ length: features }, () => new Float64Array(window));
  }

  /** The forest as it stands, to ask which features set a row apart; undefined before ψ rows. It changes with what is to come. */
  get forest(): IsolationForest | undefined {
    return this.#forest;
  }

  /**
   * Takes the next row, one value a feature; NaN is missing.
   *
   * @returns its score by the rows before; NaN as long as these are too few
   */
  update(row: ArrayLike<number>): number {
    const { trees, samples, window } = this.#options;
    const forest = this.#forest;
    const score = forest ? scoreOfPath(pathLength(forest, row), samples) : Number.NaN;
    // Infinities count as the greatest numbers, as they do in trees: these can be written down.
    for (const [feature, column] of this.#columns.entries())
      column[this.#count % window] = Math.max(
        -Number.MAX_VALUE,
        Math.min(row[feature] ?? Number.NaN, Number.MAX_VALUE),
      );
    this.#count += 1;
    if (!forest) {
      if (this.#count >= samples) this.#begin();
      return score;
    }
    const renewed = Math.floor((this.#count * trees) / window);
    for (let tree = Math.floor(((this.#count - 1) * trees) / window); tree < renewed; tree++)
      placeTree(forest, tree % trees, this.#grown());
    return score;
  }

  #begin(): void {
    const { features, trees, samples } = this.#options;
    const grown = Array.from({ length: trees }, () => this.#grown());
    this.#forest = { ...isolationTrees(grown, features, depthOf(samples)), samples, scoreLimit: 0.5 };
  }

  #grown() {
    const { samples, window } = this.#options;
    const rows = Math.min(this.#count, window);
    return this.#grower.grow(this.#columns, drawnRows(rows, samples, this.#random));
  }

  get state(): StreamingForestState {
    const rows = Math.min(this.#count, this.#options.window);
    return {
      count: this.#count,
      columns: this.#columns.map((column) =>
        Array.from(column.subarray(0, rows), (value) => (Number.isNaN(value) ? null : value)),
      ),
      forest: this.#forest ? isolationForestJson(this.#forest) : null,
      random: this.#random.state,
    };
  }

  /** Goes on where another stream with the same options stood. @throws DamagedTreesError where its forest is none */
  restore({ count, columns, forest, random }: StreamingForestState): void {
    this.#count = count;
    for (const [feature, column] of columns.entries())
      this.#columns[feature]?.set(column.map((value) => value ?? Number.NaN));
    this.#forest = forest === null ? undefined : readIsolationForest(forest);
    this.#random.restore(random);
  }
}
