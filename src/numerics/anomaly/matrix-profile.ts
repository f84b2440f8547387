import { mean } from '../mean.ts';

export interface ProfileOptions {
  /** m: values of a window. */
  readonly window: number;
  /** Windows before the present one among which the nearest is looked for: the memory. */
  readonly history: number;
  /** Windows whose standard deviation is not above it are flat, in the unit of the values: what a gauge's last digit does is no shape. */
  readonly leastDeviation: number;
}

/** Where a profile stands: plain data. */
export interface ProfileState {
  /** The first value there was, from which the others are counted; null before it. */
  readonly base: number | null;
  /** The latest values, less the base; null where one was missing. */
  readonly values: readonly (number | null)[];
}

/** Sizes beyond it have squares that are no numbers any more: a value as large counts as missing. */
const LARGEST = 1e150;

/** A window whose norm is so many times smaller than one before has lost six of sixteen digits of its covariances. */
const LOST_DIGITS = 1e3;

/**
 * Streaming discord detector: how unlike everything before is the window that ends here? Its z-normalised Euclidean distance
 *
 *     d = √(2·m·(1 − r))
 *
 * to the nearest of the windows in the history that do not overlap it, r their correlation: one value of the exact left matrix profile (Yeh
 * et al., "Matrix profile I", ICDM 2016; left profiles: Lu et al., "DAMP", Data Mining and Knowledge Discovery 37, 2023). What comes
 * late finds nothing to resemble only if it is new. Lies within 0 and 2·√m; windows of noise have about √(2·m).
 *
 * The covariances with all windows before follow from those of the value before in O(1) each (Zimmerman et al., "Matrix profile
 * XIV", SoCC 2019, the equations of SCAMP), so a value costs O(history). They are multiplied out anew once in a history, and
 * where far greater values have left their rounding behind: that is at most once in a window, and so costs no more.
 *
 * A flat window is at distance 0 from a flat one, and at √m from any other (as STUMPY has it). A window with a missing value (NaN)
 * has no distance, and is nobody's neighbour.
 */
export class StreamingProfile {
  readonly #options: ProfileOptions;
  /** Values that are held: a window more than the history reaches. */
  readonly #held: number;
  // Rings: the value at time t stands at t % held, and so does what is known of the window that ends there.
  readonly #values: Float64Array;
  readonly #isMissing: Uint8Array;
  readonly #means: Float64Array;
  /** √ of the sum of squared distances from the mean; 0 of a flat window, NaN of one with a missing value. */
  readonly #norms: Float64Array;
  /** Of the recursion: half of how the value that came differs from the one that left, and their distances from the means. */
  readonly #halves: Float64Array;
  readonly #distances: Float64Array;
  /** By lag: the covariance, times m, of the present window with the one that many values before. */
  readonly #products: Float64Array;
  /** Greatest norm since the covariances were multiplied out. */
  #greatest = 0;
  #count = 0;
  /** The first value: counted from it, values far from nought keep their digits. */
  #base = Number.NaN;

  /** @throws RangeError for windows of less than two values, or a history without a window that does not overlap */
  constructor(options: ProfileOptions) {
    const { window, history, leastDeviation } = options;
    if (!(Number.isInteger(window) && window >= 2))
      throw new RangeError(`windows of ${window} values have no shape`);
    if (!(Number.isInteger(history) && history >= window && leastDeviation >= 0))
      throw new RangeError(`a history of ${history} holds no other window of ${window} values`);
    this.#options = options;
    this.#held = history + window + 1;
    const ring = () => new Float64Array(this.#held);
    this.#values = ring();
    this.#isMissing = new Uint8Array(this.#held);
    this.#means = ring();
    this.#norms = ring().fill(Number.NaN);
    this.#halves = ring();
    this.#distances = ring();
    this.#products = new Float64Array(history + 1);
  }

  /** Takes the next value. @returns the distance of the window that ends with it; NaN where it or all others have none */
  update(x: number): number {
    if (Number.isNaN(this.#base) && Math.abs(x) <= LARGEST) this.#base = x;
    const norm = this.#append(x - this.#base);
    // Before the first value all were 0, as it is itself: from there the recursion goes on as from anywhere.
    if (this.#count % this.#options.history === 0 || (norm > 0 && this.#greatest > LOST_DIGITS * norm))
      this.#multiplyOut();
    else this.#carryOn();
    return this.#nearest();
  }

  /** @returns the norm of the window that ends with the value, also where one is missing */
  #append(x: number): number {
    const { window, leastDeviation } = this.#options;
    const [held, values] = [this.#held, this.#values];
    const now = this.#count % held;
    const before = (this.#count + held - 1) % held;
    const isKnown = Math.abs(x) <= LARGEST;
    // Any number does for a missing one: no window that holds it is asked for, and beyond it the recursion comes to the same.
    const value = isKnown ? x : (values[before] as number);
    const gone = values[(this.#count + held - window) % held] as number;
    values[now] = value;
    this.#isMissing[now] = Number(!isKnown);
    this.#count += 1;
    const content = this.#windowAt(this.#count - 1);
    const average = mean(content);
    const squares = content.reduce((sum, each) => sum + (each - average) ** 2, 0);
    this.#halves[now] = (value - gone) / 2;
    this.#distances[now] = value - average + (gone - (this.#means[before] as number));
    this.#means[now] = average;
    const isFlat = squares <= window * leastDeviation ** 2;
    const norm = Math.sqrt(squares);
    this.#norms[now] = this.#hasMissing() ? Number.NaN : isFlat ? 0 : norm;
    this.#greatest = Math.max(this.#greatest, norm);
    return norm;
  }

  /** The values of the window that ends at a time; 0 before the first. */
  #windowAt(time: number): Float64Array {
    const { window } = this.#options;
    return Float64Array.from(
      { length: window },
      (_, at) => this.#values[(time - window + 1 + at + this.#held) % this.#held] as number,
    );
  }

  #hasMissing(): boolean {
    const { window } = this.#options;
    if (this.#count < window) return true;
    for (let back = 1; back <= window; back++)
      if (this.#isMissing[(this.#count - back + this.#held) % this.#held] === 1) return true;
    return false;
  }

  #carryOn(): void {
    const [products, halves, distances, held] = [this.#products, this.#halves, this.#distances, this.#held];
    const now = (this.#count - 1) % held;
    const [half, distance] = [halves[now] as number, distances[now] as number];
    let other = now;
    for (let lag = 0; lag < products.length; lag++) {
      products[lag] =
        (products[lag] as number) +
        half * (distances[other] as number) +
        (halves[other] as number) * distance;
      other = other === 0 ? held - 1 : other - 1;
    }
  }

  #multiplyOut(): void {
    const [window, history, held] = [this.#options.window, this.#options.history, this.#held];
    const last = this.#count - 1 + held;
    const average = this.#means[last % held] as number;
    const centred = this.#windowAt(last).map((value) => value - average);
    for (let lag = 0; lag <= history; lag++) {
      const other = this.#means[(last - lag) % held] as number;
      let product = 0;
      for (let at = 0, place = (last - lag - window + 1 + held) % held; at < window; at++) {
        product += (centred[at] as number) * ((this.#values[place] as number) - other);
        place = place + 1 === held ? 0 : place + 1;
      }
      this.#products[lag] = product;
    }
    this.#greatest = Math.sqrt(this.#products[0] as number);
  }

  #nearest(): number {
    const { window, history } = this.#options;
    const [products, norms, held] = [this.#products, this.#norms, this.#held];
    const now = (this.#count - 1) % held;
    const norm = norms[now] as number;
    let closest = Number.NEGATIVE_INFINITY;
    const furthest = Math.min(history, this.#count - window);
    for (let lag = window; lag <= furthest; lag++) {
      const other = norms[now >= lag ? now - lag : now - lag + held] as number;
      const correlation = correlationOf(products[lag] as number, norm, other);
      if (correlation > closest) closest = correlation;
    }
    return closest === Number.NEGATIVE_INFINITY
      ? Number.NaN
      : Math.sqrt(2 * window * Math.max(1 - Math.max(closest, -1), 0));
  }

  get state(): ProfileState {
    const held = Math.min(this.#count, this.#held);
    return {
      base: Number.isNaN(this.#base) ? null : this.#base,
      values: Array.from({ length: held }, (_, at) => {
        const place = (this.#count - held + at) % this.#held;
        return this.#isMissing[place] === 1 ? null : (this.#values[place] as number);
      }),
    };
  }

  /** Goes on, but for rounding, where another profile with the same options stood. This one must not have begun. */
  restore({ base, values }: ProfileState): void {
    this.#base = base ?? Number.NaN;
    for (const value of values) this.#append(value ?? Number.NaN);
    this.#multiplyOut();
  }
}

/** The correlation of two windows; of flat ones what comes to a distance of √m or 0; below all others where a value is missing. */
function correlationOf(product: number, norm: number, other: number): number {
  if (norm > 0 && other > 0) return product / (norm * other);
  if (norm === 0 && other === 0) return 1;
  return norm >= 0 && other >= 0 ? 0.5 : Number.NEGATIVE_INFINITY;
}
