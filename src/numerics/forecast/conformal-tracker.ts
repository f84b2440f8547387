/** How a {@link ConformalTracker} follows change. */
export interface TrackerOptions {
  /** Shares of moments that the intervals are to cover, from small to large. */
  readonly levels: readonly number[];
  /** Steps from a forecast to the moment at which its error is known: 1 where the next one already knows it. */
  readonly stepsAhead: number;
  /** By how much a miss widens the interval for level 1 − α, in parts of 1 − α: η. */
  readonly pace: number;
  /** Errors after which an error counts half in the local scale. */
  readonly halfLife: number;
  /** Errors from which the first radii are taken. */
  readonly firstErrors: number;
}

/** Chosen on electricity before its last year, coins before 2018 and ETTh1's months of validation. */
export const TRACKER_DEFAULTS = { levels: [0.8, 0.95], pace: 0.1, halfLife: 20, firstErrors: 60 } as const;

/** A loop that hears of its misses late swings where it answers them in full: η · steps ahead stays at or below this. */
const MOST_UNHEARD = 0.5;

/**
 * Intervals that cover their share over any stretch of any series, stay finite, and follow its calm and wild times: online
 * quantile tracking, the proportional part of conformal PID control (Angelopoulos, Candès & Tibshirani, "Conformal PID control for
 * time series prediction", NeurIPS 2023, section 2.2), of errors in units of their local scale s, an exponentially weighted mean of
 * their sizes. The radius is s · q, and after each moment
 *
 *     ln q ← ln q + η ([missed] − α),   α = 1 − level
 *
 * so that the share missed among T moments is α + (ln q_T − ln q_1) / (η T), whatever the series does. q begins as the split
 * conformal quantile (`conformalRadius`) of the first errors; until those are known, radii are theirs so far.
 *
 * Each call of {@link radii} belongs to one forecast, each of {@link learn} to the oldest one whose error is not known yet.
 */
export class ConformalTracker {
  readonly #options: TrackerOptions;
  readonly #pace: number;
  readonly #kept: number;
  /** Of the first errors, in order: whoever asks at each step shall not wait for them to be sorted. */
  readonly #sizes: number[] = [];
  readonly #given: Float64Array[] = [];
  #logQuantiles: Float64Array | undefined;
  #scale = Number.NaN;

  constructor(options: TrackerOptions) {
    const { levels, stepsAhead, pace, halfLife, firstErrors } = options;
    if (levels.length === 0 || !levels.every((level) => level > 0 && level < 1))
      throw new RangeError(`intervals that cover ${levels.join(', ')}: shares lie within 0 and 1`);
    if (!(stepsAhead >= 1 && pace > 0 && halfLife > 0 && firstErrors >= 1))
      throw new RangeError(`a pace of ${pace} with ${firstErrors} errors to begin with`);
    this.#options = options;
    this.#pace = Math.min(pace, MOST_UNHEARD / stepsAhead);
    this.#kept = 0.5 ** (1 / halfLife);
  }

  /** Half the width of the next forecast's interval, by level; Infinity as long as too little is known. */
  radii(): Float64Array {
    const { levels } = this.#options;
    const quantiles = this.#logQuantiles;
    const radii = quantiles
      ? quantiles.map((logQuantile) => this.#scale * Math.exp(logQuantile))
      : Float64Array.from(levels, (level) => radiusOfSorted(this.#sizes, level));
    // An interval for a larger share holds that for a smaller one.
    for (let at = 1; at < radii.length; at++)
      radii[at] = Math.max(radii[at] as number, radii[at - 1] as number);
    this.#given.push(radii);
    return radii;
  }

  /** Takes the error of the oldest forecast that waits for it; a missing one (NaN) tells nothing. */
  learn(error: number): void {
    const radii = this.#given.shift();
    if (!radii) throw new RangeError('an error of a forecast that no interval was asked for');
    if (Number.isNaN(error)) return;
    const size = Math.abs(error);
    const quantiles = this.#logQuantiles;
    if (quantiles) {
      for (const [at, level] of this.#options.levels.entries()) {
        const missed = Number(size > (radii[at] as number));
        quantiles[at] = (quantiles[at] as number) + this.#pace * (missed - 1 + level);
      }
    } else this.#sizes.splice(placeOf(size, this.#sizes), 0, size);
    this.#scale = Number.isNaN(this.#scale) ? size : this.#kept * this.#scale + (1 - this.#kept) * size;
    if (!quantiles && this.#sizes.length >= this.#options.firstErrors) this.#begin();
  }

  #begin(): void {
    const scale = this.#scale || 1;
    const largest = (this.#sizes.at(-1) ?? 0) / scale;
    this.#logQuantiles = Float64Array.from(this.#options.levels, (level) =>
      // Never 0, from which no step leads back.
      Math.log(Math.max(Math.min(radiusOfSorted(this.#sizes, level) / scale, largest), 1e-3)),
    );
    this.#sizes.length = 0;
  }
}

/** `conformalRadius` of sizes of errors in order. */
function radiusOfSorted(sizes: readonly number[], level: number): number {
  const rank = Math.ceil((sizes.length + 1) * level);
  return sizes[Math.max(rank, 1) - 1] ?? Number.POSITIVE_INFINITY;
}

/** Where a size belongs among others in order. */
function placeOf(size: number, sizes: readonly number[]): number {
  let [low, high] = [0, sizes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sizes[middle] as number) < size) low = middle + 1;
    else high = middle;
  }
  return low;
}
