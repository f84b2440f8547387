import { quantileOfSorted } from '../quantile.ts';
import { fitPareto, type GeneralisedPareto, paretoExcess, paretoTail } from './generalised-pareto.ts';

export interface PeaksOptions {
  /** q: probability that a usual value is above the limit, such as 1e-4. */
  readonly risk: number;
  /** Share of the values below the high threshold t, above which they are peaks. */
  readonly level: number;
  /** Values from which t and the first law are taken. */
  readonly firstValues: number;
  /** Latest peaks that are kept: the law follows them. */
  readonly mostPeaks: number;
}

const UNKNOWN: GeneralisedPareto = { shape: Number.NaN, scale: Number.NaN };

/** What Siffer et al. used; kept peaks bound the memory, which in the paper grows. */
export const PEAKS_DEFAULTS = { level: 0.98, firstValues: 1_000, mostPeaks: 500 } as const;

/** Parts of the risk: what a usual value passes even less often is not learnt from. */
const UNLEARNT = 0.01;

/** The law is fitted again once this part of the kept peaks is new: among hundreds a single one changes it by next to nothing. */
const NEW_PEAKS = 0.02;

/** Where a stream of peaks stands: plain data. */
export interface PeaksState {
  /** Of the beginning, in the order of their arrival; empty once they have told the threshold. */
  readonly first: readonly number[];
  readonly threshold: number | null;
  readonly values: number;
  readonly peakCount: number;
  readonly excesses: readonly number[];
  readonly law: GeneralisedPareto | null;
  /** Peaks since the law was fitted. */
  readonly unfitted: number;
}

/**
 * Streaming extreme-value threshold: SPOT (Siffer, Fouque, Termier & Largouet, "Anomaly detection in streams with extreme value
 * theory", KDD 2017, algorithm 2). Values above a high threshold t follow a generalised Pareto law whatever the law of all
 * (Pickands 1975; Balkema & de Haan 1974), which reaches further than what was seen: the limit
 *
 *     z = t + σ/γ·((q·n/N)^(−γ) − 1),   N peaks among n values
 *
 * is passed by a usual value with probability q. For values that are too low push −x; a series whose level drifts wants
 * `DriftingPeaks`.
 *
 * The paper learns from nothing that passes z. That cuts off the tail that is learnt, the limit sinks, and usual values pass it
 * ever more often (2.7 times as often as said, of normal values at a risk of a tenth of the peaks). Here only what is a hundred
 * times less likely is left out.
 */
export class StreamingPeaks {
  readonly #options: PeaksOptions;
  #first: number[] = [];
  #threshold = Number.NaN;
  #values = 0;
  #peakCount = 0;
  #excesses: number[] = [];
  #law = UNKNOWN;
  #unfitted = 0;

  /** @throws RangeError for shares outside of (0, 1), or a risk that is not below the share of the peaks */
  constructor(options: PeaksOptions) {
    const { risk, level, firstValues, mostPeaks } = options;
    if (!(level > 0 && level < 1 && risk > 0 && risk < 1 - level))
      throw new RangeError(`a risk of ${risk} does not lie beyond the share ${level} of the values`);
    if (!(Number.isInteger(firstValues) && firstValues * (1 - level) >= 1 && mostPeaks >= 1))
      throw new RangeError(`the first ${firstValues} values have no peaks above ${level} of them`);
    this.#options = options;
  }

  /** z: what a usual value passes with probability `risk`; NaN as long as too little is known. */
  get limit(): number {
    const { risk } = this.#options;
    return this.#threshold + paretoExcess(this.#law, (risk * this.#values) / this.#peakCount);
  }

  /** The law of the peaks above {@link threshold}; NaN as long as too little is known. */
  get law(): GeneralisedPareto {
    return this.#law;
  }

  /** t; NaN as long as too little is known. */
  get threshold(): number {
    return this.#threshold;
  }

  /**
   * Takes the next value; one that is missing (NaN) changes nothing.
   *
   * @returns how surprising it is: −log₁₀ of the probability that a usual value is as high, 0 up to the threshold t, above
   * −log₁₀ q beyond the limit; NaN as long as too little is known
   */
  update(x: number): number {
    if (Number.isNaN(x)) return Number.NaN;
    if (Number.isNaN(this.#threshold)) {
      if (Number.isFinite(x)) this.#begin(x);
      return Number.NaN;
    }
    const surprise = this.#surpriseOf(x, this.#law);
    // A law that was fitted to few peaks may have an end by mere chance: what lies beyond such an end is learnt from.
    const endless = { shape: Math.max(this.#law.shape, 0), scale: this.#law.scale };
    if (this.#surpriseOf(x, endless) > -Math.log10(UNLEARNT * this.#options.risk)) return surprise;
    this.#values += 1;
    if (x > this.#threshold) {
      this.#peakCount += 1;
      this.#excesses.push(x - this.#threshold);
      if (this.#excesses.length > this.#options.mostPeaks) this.#excesses.shift();
      this.#unfitted += 1;
      if (this.#unfitted >= NEW_PEAKS * this.#excesses.length) this.#fit();
    }
    return surprise;
  }

  #surpriseOf(x: number, law: GeneralisedPareto): number {
    if (!(x > this.#threshold)) return 0;
    const tail = paretoTail(law, x - this.#threshold);
    return -Math.log10((this.#peakCount / this.#values) * tail);
  }

  #begin(x: number): void {
    this.#first.push(x);
    if (this.#first.length < this.#options.firstValues) return;
    const threshold = quantileOfSorted(Float64Array.from(this.#first).sort(), this.#options.level);
    const excesses = this.#first.map((value) => value - threshold).filter((excess) => excess > 0);
    // Values that are all the same, or beyond what numbers tell apart, have no peaks: then more of them are waited for.
    if (excesses.length === 0 || !excesses.every(Number.isFinite)) {
      this.#first.shift();
      return;
    }
    this.#threshold = threshold;
    this.#values = this.#first.length;
    this.#peakCount = excesses.length;
    this.#excesses = excesses.slice(-this.#options.mostPeaks);
    this.#first = [];
    this.#fit();
  }

  #fit(): void {
    this.#law = fitPareto(this.#excesses);
    this.#unfitted = 0;
  }

  get state(): PeaksState {
    return {
      first: [...this.#first],
      threshold: Number.isNaN(this.#threshold) ? null : this.#threshold,
      values: this.#values,
      peakCount: this.#peakCount,
      excesses: [...this.#excesses],
      law: this.#law === UNKNOWN ? null : this.#law,
      unfitted: this.#unfitted,
    };
  }

  /** Goes on where another stream with the same options stood. */
  restore({ first, threshold, values, peakCount, excesses, law, unfitted }: PeaksState): void {
    this.#first = [...first];
    this.#threshold = threshold ?? Number.NaN;
    this.#values = values;
    this.#peakCount = peakCount;
    this.#excesses = [...excesses];
    this.#law = law ?? UNKNOWN;
    this.#unfitted = unfitted;
  }
}
