export interface PageHinkleyOptions {
  /** Rise of the mean that is tolerated, in the unit of the values. */
  readonly delta: number;
  /** The statistic above which the mean has risen, in the unit of the values. */
  readonly threshold: number;
}

/**
 * Has the mean of a stream risen (Page, Biometrika 41, 1954; Hinkley, Biometrika 58, 1971)? Against the running mean m:
 * M += x − m − delta, and the statistic is M − min M, the least counted from 0. What is kept is that difference itself,
 * max(0, · + x − m − delta), which loses no digits over years as M would. For a fall push −x.
 *
 * @example
 * const drift = new PageHinkley({ delta: 0.05, threshold: 15 });
 * for (const x of values) if (drift.push(x)) break;
 */
export class PageHinkley {
  readonly #options: PageHinkleyOptions;
  #count = 0;
  #mean = 0;
  #statistic = 0;

  /** @throws RangeError for a tolerance below 0 or a threshold not above 0 */
  constructor(options: PageHinkleyOptions) {
    const { delta, threshold } = options;
    if (!(delta >= 0 && threshold > 0))
      throw new RangeError(`delta ${delta} with threshold ${threshold} finds no change`);
    this.#options = options;
  }

  /** How far the sum stands above its least, in the unit of the values. */
  get statistic(): number {
    return this.#statistic;
  }

  /** Take the next value; a missing one (NaN) changes nothing. Answers whether the statistic is above the threshold. */
  push(x: number): boolean {
    if (!Number.isNaN(x)) {
      this.#count += 1;
      this.#mean += (x - this.#mean) / this.#count;
      this.#statistic = Math.max(0, this.#statistic + x - this.#mean - this.#options.delta);
    }
    return this.#statistic > this.#options.threshold;
  }

  /** Begin anew, as after an alarm that was acted on. */
  reset(): void {
    this.#count = 0;
    this.#mean = 0;
    this.#statistic = 0;
  }
}
