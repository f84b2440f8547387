import { mean } from '../mean.ts';
import { type PeaksOptions, type PeaksState, StreamingPeaks } from './peaks-over-threshold.ts';

export interface DriftingPeaksOptions extends PeaksOptions {
  /** d: latest usual values whose mean is the level from which values are counted. */
  readonly window: number;
}

/** Where a stream stands: plain data. */
export interface DriftingPeaksState {
  readonly recent: readonly number[];
  readonly peaks: PeaksState;
}

/**
 * Extreme-value threshold of a series whose level drifts: DSPOT (Siffer et al., KDD 2017, algorithm 3), which is SPOT of the
 * differences from the mean of the latest d values that were usual.
 */
export class DriftingPeaks {
  readonly #options: DriftingPeaksOptions;
  readonly #peaks: StreamingPeaks;
  #recent: number[] = [];

  /** @throws RangeError as {@link StreamingPeaks}, and for a window of no value */
  constructor(options: DriftingPeaksOptions) {
    if (!(Number.isInteger(options.window) && options.window >= 1))
      throw new RangeError(`the mean of ${options.window} values is none`);
    this.#options = options;
    this.#peaks = new StreamingPeaks(options);
  }

  /** What the next usual value passes with probability `risk`; NaN as long as too little is known. */
  get limit(): number {
    return mean(this.#recent) + this.#peaks.limit;
  }

  /** Takes the next value; one that is missing (NaN) changes nothing. @returns as {@link StreamingPeaks.update} */
  update(x: number): number {
    if (this.#recent.length < this.#options.window) {
      if (Number.isFinite(x)) this.#recent.push(x);
      return Number.NaN;
    }
    const surprise = this.#peaks.update(x - mean(this.#recent));
    const isUsual = !(surprise > -Math.log10(this.#options.risk));
    if (isUsual && Number.isFinite(x)) {
      this.#recent.shift();
      this.#recent.push(x);
    }
    return surprise;
  }

  get state(): DriftingPeaksState {
    return { recent: [...this.#recent], peaks: this.#peaks.state };
  }

  /** Goes on where another stream with the same options stood. */
  restore({ recent, peaks }: DriftingPeaksState): void {
    this.#recent = [...recent];
    this.#peaks.restore(peaks);
  }
}
