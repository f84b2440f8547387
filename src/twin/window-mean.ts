/**
 * Time-weighted mean over the last `windowS` seconds of a value that is fed in steps of any length. Exact: the oldest
 * step is cut where the window begins. While less time has passed, the mean is over what there is.
 */
export class WindowMean {
  private readonly values: number[] = [];
  private readonly spansS: number[] = [];
  private first = 0;
  private coveredS = 0;
  private total = 0;

  constructor(private readonly windowS: number) {}

  /** Adds a value that held for `dtS` seconds, and returns the mean. */
  push(value: number, dtS: number): number {
    const spanS = Math.min(dtS, this.windowS);
    this.values.push(value);
    this.spansS.push(spanS);
    this.coveredS += spanS;
    this.total += value * spanS;
    while (this.coveredS > this.windowS) this.dropOldest(this.coveredS - this.windowS);
    if (this.first > 4096) this.compact();
    return this.mean;
  }

  /** NaN before the first value. */
  get mean(): number {
    return this.total / this.coveredS;
  }

  private dropOldest(excessS: number): void {
    const value = this.values[this.first] ?? 0;
    const spanS = this.spansS[this.first] ?? 0;
    const cutS = Math.min(spanS, excessS);
    this.coveredS -= cutS;
    this.total -= value * cutS;
    if (cutS === spanS) this.first++;
    else this.spansS[this.first] = spanS - cutS;
  }

  /** Frees what fell out of the window, and sums anew so that rounding does not pile up over months. */
  private compact(): void {
    this.values.splice(0, this.first);
    this.spansS.splice(0, this.first);
    this.first = 0;
    this.coveredS = this.spansS.reduce((sum, spanS) => sum + spanS, 0);
    this.total = this.values.reduce((sum, value, index) => sum + value * (this.spansS[index] ?? 0), 0);
  }

  /** Forgets everything, as a restart does. */
  clear(): void {
    this.values.length = 0;
    this.spansS.length = 0;
    this.first = 0;
    this.coveredS = 0;
    this.total = 0;
  }
}
