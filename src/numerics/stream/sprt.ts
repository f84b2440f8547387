export interface SprtOptions {
  readonly theta0: number;
  readonly theta1: number;
  /** Standard deviation of one value about its mean; 1 where left out. */
  readonly deviation?: number;
  /** Chance to decide for H1 where H0 holds. */
  readonly alpha: number;
  /** Chance to decide for H0 where H1 holds. */
  readonly beta: number;
}

/** Which mean it is, as soon as that is known. */
export type SprtDecision = 'H0' | 'H1' | undefined;

/**
 * Wald's sequential probability ratio test of two means of normal values (Wald, Annals of Mathematical Statistics 16,
 * 1945): the log-likelihood ratio is summed until it leaves (ln(β/(1 − α)), ln((1 − β)/α)). Of all tests with these
 * error rates it needs the fewest values on average. The decision is the first one; the ratio goes on.
 */
export class Sprt {
  readonly upper: number;
  readonly lower: number;
  readonly #options: Required<SprtOptions>;
  #logRatio = 0;
  #decision: SprtDecision;

  /** @throws RangeError for error rates outside of (0, 1) or a deviation not above 0 */
  constructor({ deviation = 1, ...options }: SprtOptions) {
    const { alpha, beta } = options;
    if (![alpha, beta].every((rate) => rate > 0 && rate < 1) || !(deviation > 0))
      throw new RangeError(`error rates ${alpha} and ${beta} with deviation ${deviation} make no test`);
    this.#options = { ...options, deviation };
    this.upper = Math.log((1 - beta) / alpha);
    this.lower = Math.log(beta / (1 - alpha));
  }

  /** ln of the likelihood under H1 by that under H0. */
  get logLikelihoodRatio(): number {
    return this.#logRatio;
  }

  get decision(): SprtDecision {
    return this.#decision;
  }

  /** Take the next value; a missing one (NaN) changes nothing. Answers the decision so far. */
  push(x: number): SprtDecision {
    if (Number.isNaN(x)) return this.#decision;
    const { theta0, theta1, deviation } = this.#options;
    this.#logRatio += ((theta1 - theta0) * (x - (theta0 + theta1) / 2)) / deviation ** 2;
    if (this.#logRatio >= this.upper) this.#decision ??= 'H1';
    else if (this.#logRatio <= this.lower) this.#decision ??= 'H0';
    return this.#decision;
  }
}
