export interface CusumOptions {
  /** The mean while nothing has changed. */
  readonly target: number;
  /** k: half of the rise that is to be found soonest, in the unit of the values. */
  readonly allowance: number;
  /** h: the sum above which the mean has risen, in the unit of the values. */
  readonly threshold: number;
}

/**
 * One-sided cumulative sum: has the mean of a stream risen above its target (Page, Biometrika 41, 1954)?
 * S = max(0, S + x − target − k), S₀ = 0. For a fall push −x with target −target.
 */
export class Cusum {
  readonly #options: CusumOptions;
  #sum = 0;

  /** @throws RangeError for an allowance below 0, a threshold not above 0, or no target */
  constructor(options: CusumOptions) {
    const { target, allowance, threshold } = options;
    if (!(allowance >= 0 && threshold > 0) || Number.isNaN(target))
      throw new RangeError(
        `allowance ${allowance} with threshold ${threshold} from ${target} finds no change`,
      );
    this.#options = options;
  }

  /** S, in the unit of the values. */
  get statistic(): number {
    return this.#sum;
  }

  /** Take the next value; a missing one (NaN) changes nothing. Answers whether S is above the threshold. */
  push(x: number): boolean {
    const { target, allowance, threshold } = this.#options;
    if (!Number.isNaN(x)) this.#sum = Math.max(0, this.#sum + x - target - allowance);
    return this.#sum > threshold;
  }

  /** Begin anew, as after an alarm that was acted on. */
  reset(): void {
    this.#sum = 0;
  }
}
