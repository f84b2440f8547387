/**
 * Half the width of an interval that covers the next value with a probability of at least `level`, whatever the forecaster,
 * where errors come in no special order: split conformal prediction (Vovk and others 2005; Lei and others, JASA 113, 2018).
 * It is the ⌈(n + 1) · level⌉-th smallest absolute error.
 *
 * @param errors of forecasts of moments that were not learnt from; missing ones (NaN) are left out
 * @returns Infinity where there are too few errors for the level
 */
export function conformalRadius(errors: ArrayLike<number>, level: number): number {
  const sizes = Float64Array.from(errors, Math.abs)
    .filter((size) => !Number.isNaN(size))
    .sort();
  const rank = Math.ceil((sizes.length + 1) * level);
  if (rank > sizes.length) return Number.POSITIVE_INFINITY;
  return sizes[Math.max(rank, 1) - 1] ?? Number.POSITIVE_INFINITY;
}

/** How an {@link AdaptiveConformal} follows change. */
export interface AdaptiveOptions {
  /** Share of moments that an interval is to cover. */
  readonly level: number;
  /** How quickly it answers: Gibbs & Candès advise 0.005 to 0.05. */
  readonly pace: number;
  /** Errors that it remembers, the last ones. */
  readonly remembered: number;
}

/**
 * Intervals that go on covering their share when a series changes its ways: adaptive conformal inference (Gibbs & Candès,
 * "Adaptive conformal inference under distribution shift", NeurIPS 2021). After each moment that was missed it asks the past
 * errors for a wider level, α ← α + γ (ᾱ − [missed]), after others for a little narrower one, so that over time the share that
 * is missed tends to ᾱ for any series.
 */
export class AdaptiveConformal {
  readonly #options: AdaptiveOptions;
  readonly #errors: number[] = [];
  #alpha: number;

  constructor(options: AdaptiveOptions) {
    const { level, pace, remembered } = options;
    if (!(level > 0 && level < 1))
      throw new RangeError(`intervals that cover ${level}: it lies within 0 and 1`);
    if (!(pace >= 0 && remembered >= 1)) throw new RangeError(`a pace of ${pace} over ${remembered} errors`);
    this.#options = options;
    this.#alpha = 1 - level;
  }

  /** Half the width of the next interval; Infinity as long as too little is known. */
  radius(): number {
    if (this.#alpha <= 0) return Number.POSITIVE_INFINITY;
    return this.#alpha >= 1 ? 0 : conformalRadius(this.#errors, 1 - this.#alpha);
  }

  /** Takes the error of the forecast whose interval {@link radius} gave; a missing one (NaN) tells nothing. */
  learn(error: number): void {
    if (Number.isNaN(error)) return;
    const { level, pace, remembered } = this.#options;
    const missed = Math.abs(error) > this.radius();
    this.#alpha += pace * (1 - level - Number(missed));
    this.#errors.push(error);
    if (this.#errors.length > remembered) this.#errors.shift();
  }
}
