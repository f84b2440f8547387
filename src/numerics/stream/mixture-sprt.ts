export interface MixtureSprtOptions {
  /** Standard deviation of one value about its mean, known beforehand. */
  readonly deviation: number;
  /** Variance τ² of the effects that are mixed over, in units of the squared deviation: how large one is expected. */
  readonly effectVariance: number;
  /** The mean under the hypothesis that is tested. */
  readonly theta0?: number;
}

/**
 * Test that may be looked at after every value: the mixture sequential probability ratio test of a mean, normal values
 * with a normal mixture over effects (Robbins, Annals of Mathematical Statistics 41, 1970; Johari et al., Operations
 * Research 70, 2022):
 *
 * Λₙ = √(1/(1 + nτ²)) · exp(τ²·Sₙ² / (2·(1 + nτ²))), Sₙ = Σ (x − θ₀)/σ.
 *
 * Under the hypothesis Λ ever reaches 1/α with probability at most α, however often one looks.
 */
export class MixtureSprt {
  readonly #options: Required<MixtureSprtOptions>;
  #count = 0;
  #sum = 0;
  #leastP = 1;

  /** @throws RangeError where a variance or deviation is not above 0 */
  constructor({ deviation, effectVariance, theta0 = 0 }: MixtureSprtOptions) {
    if (!(deviation > 0 && effectVariance > 0))
      throw new RangeError(`deviation ${deviation} and effect variance ${effectVariance} must be above 0`);
    this.#options = { deviation, effectVariance, theta0 };
  }

  /** Take the next value; a missing one (NaN) changes nothing. */
  push(x: number): void {
    if (Number.isNaN(x)) return;
    this.#count += 1;
    this.#sum += (x - this.#options.theta0) / this.#options.deviation;
    this.#leastP = Math.min(this.#leastP, 1 / this.likelihoodRatio);
  }

  /** Λₙ: how much better the mixture explains the values than the hypothesis. 1 before the first. */
  get likelihoodRatio(): number {
    const tau2 = this.#options.effectVariance;
    const spread = 1 + this.#count * tau2;
    return Math.exp((tau2 * this.#sum ** 2) / (2 * spread)) / Math.sqrt(spread);
  }

  /** p-value that stays valid whenever one stops: the least 1/Λ so far, at most 1. */
  get p(): number {
    return this.#leastP;
  }

  /** Mean of the values so far; NaN before the first. */
  get mean(): number {
    const { theta0, deviation } = this.#options;
    return this.#count === 0 ? Number.NaN : theta0 + (deviation * this.#sum) / this.#count;
  }

  /**
   * Half-width of the confidence sequence, in the unit of the values: mean ± radius holds the true mean at all times
   * together with probability 1 − α. σ·√((nτ² + 1)/(n²τ²) · ln((nτ² + 1)/α²)) (the two-sided normal mixture of Howard
   * et al., Annals of Statistics 49, 2021, with ρ = 1/τ²). Infinity before the first value.
   */
  radius(alpha: number): number {
    const n = this.#count;
    if (n === 0) return Number.POSITIVE_INFINITY;
    const spread = n * this.#options.effectVariance + 1;
    const scale = spread / (n * n * this.#options.effectVariance);
    return this.#options.deviation * Math.sqrt(scale * Math.log(spread / alpha ** 2));
  }
}
