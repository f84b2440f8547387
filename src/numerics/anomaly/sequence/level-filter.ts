/** How one sensor moves in normal operation: x(t) = μ + a(t) + ε(t), where a(t) = φ a(t − 1) + η(t). */
export interface LevelModel {
  /** φ, 0 … 1. Below 1 the sensor comes back to its mean; at 1 it drifts. */
  readonly persistence: number;
  /** Variance of ε. */
  readonly noise: number;
  /** Variance of η. */
  readonly movement: number;
}

/** What is known of μ and a, with the uncertainty of both. */
export interface LevelState {
  readonly mean: number;
  readonly deviation: number;
  readonly meanVariance: number;
  readonly covariance: number;
  readonly deviationVariance: number;
}

/** What a row did not say as it was expected. */
export interface Innovation {
  readonly error: number;
  /** That the error has if the model holds. */
  readonly variance: number;
}

/**
 * The Kalman filter of a {@link LevelModel} (Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, section
 * 3.2). Nothing is known of μ before the first value; at φ = 1 that value stands for it, and a begins at 0.
 */
export class LevelFilter {
  readonly model: LevelModel;
  #mean = 0;
  #deviation = 0;
  #meanVariance = Number.POSITIVE_INFINITY;
  #covariance = 0;
  #deviationVariance: number;

  constructor(model: LevelModel, state?: LevelState) {
    this.model = model;
    this.#deviationVariance = spreadOf(model);
    if (!state) return;
    this.#mean = state.mean;
    this.#deviation = state.deviation;
    this.#meanVariance = state.meanVariance;
    this.#covariance = state.covariance;
    this.#deviationVariance = state.deviationVariance;
  }

  get state(): LevelState {
    return {
      mean: this.#mean,
      deviation: this.#deviation,
      meanVariance: this.#meanVariance,
      covariance: this.#covariance,
      deviationVariance: this.#deviationVariance,
    };
  }

  /** A step of time of which nothing is learnt. */
  pass(): void {
    const { persistence, movement } = this.model;
    this.#deviation *= persistence;
    this.#covariance *= persistence;
    this.#deviationVariance = persistence * persistence * this.#deviationVariance + movement;
  }

  /** A step of time, and what the sensor said then; NaN where it is missing. @returns undefined where nothing was expected */
  take(value: number): Innovation | undefined {
    if (this.#meanVariance === Number.POSITIVE_INFINITY) return this.#begin(value);
    this.pass();
    if (Number.isNaN(value)) return undefined;
    const byMean = this.#meanVariance + this.#covariance;
    const byDeviation = this.#covariance + this.#deviationVariance;
    const variance = byMean + byDeviation + this.model.noise;
    const error = value - this.#mean - this.#deviation;
    this.#mean += (byMean / variance) * error;
    this.#deviation += (byDeviation / variance) * error;
    this.#meanVariance -= (byMean / variance) * byMean;
    this.#covariance -= (byMean / variance) * byDeviation;
    this.#deviationVariance -= (byDeviation / variance) * byDeviation;
    return { error, variance };
  }

  /** What the first value tells of μ, a being unknown: an update from a variance without end. */
  #begin(value: number): undefined {
    if (Number.isNaN(value)) return;
    this.#mean = value;
    this.#meanVariance = this.#deviationVariance + this.model.noise;
    this.#covariance = -this.#deviationVariance;
  }
}

/** Variance of a, long after anything was known of it; none at φ = 1, where it begins at 0. */
function spreadOf({ persistence, movement }: LevelModel): number {
  return persistence < 1 ? movement / (1 - persistence * persistence) : 0;
}
