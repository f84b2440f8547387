import { Loess } from './loess.ts';

/** Settings of STL; what is left out is as in statsmodels. */
export interface StlOptions {
  /** Values in a cycle: a whole number of at least 2. */
  readonly period: number;
  /** Length of the seasonal smoother, odd, at least 3: 7. The longer, the steadier the cycle. */
  readonly seasonal?: number;
  /** Length of the trend smoother, odd, longer than the period: the next odd above 1.5·period/(1 − 1.5/seasonal). */
  readonly trend?: number;
  /** Length of the low-pass smoother, odd, longer than the period: the next odd above the period. */
  readonly lowPass?: number;
  readonly seasonalDegree?: 0 | 1;
  readonly trendDegree?: 0 | 1;
  readonly lowPassDegree?: 0 | 1;
  /**
   * Each smoother fits at every so many places and draws straight lines in between: 1, every place. A tenth of a long
   * window (R's default) gives nearly the same in a tenth of the time.
   */
  readonly seasonalJump?: number;
  readonly trendJump?: number;
  readonly lowPassJump?: number;
  /** Whether outliers lose their weight: false. */
  readonly robust?: boolean;
  /** Passes between season and trend: 5, or 2 where robust. */
  readonly innerIterations?: number;
  /** Rounds of weighing anew: 0, or 15 where robust. */
  readonly outerIterations?: number;
}

/** A series in parts: y = trend + seasonal + residual at every place. */
export interface StlParts {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
  readonly residual: Float64Array;
  /** Robustness weight of each value, 0 … 1; all 1 without outer iterations. */
  readonly weights: Float64Array;
}

/**
 * Seasonal and trend decomposition by loess (Cleveland, Cleveland, McRae & Terpenning, Journal of Official Statistics 6,
 * 1990, 3–73). Agrees with statsmodels' `STL(y, …).fit()` to 1e-9 of the series' size.
 *
 * @param y evenly spaced values without gaps, at least two cycles of them.
 * @throws RangeError where the settings are none, the series is shorter than two cycles or a value is not finite: fill
 * gaps first, since smoothing would carry a NaN over the whole series.
 */
export function stl(y: ArrayLike<number>, options: StlOptions): StlParts {
  const work = new StlWork(Float64Array.from(y), options);
  const robust = options.robust ?? false;
  const inner = options.innerIterations ?? (robust ? 2 : 5);
  const outer = options.outerIterations ?? (robust ? 15 : 0);
  for (let round = 0; ; round++) {
    for (let pass = 0; pass < inner; pass++) work.pass(round > 0);
    if (round === outer) break;
    work.weighAnew();
  }
  return work.parts();
}

class StlWork {
  private readonly y: Float64Array;
  private readonly period: number;
  private readonly trend: Float64Array;
  private readonly seasonal: Float64Array;
  private readonly weights: Float64Array;
  private readonly seasonalWindow: number;
  private readonly seasonalLoess: Loess;
  private readonly trendLoess: Loess;
  private readonly lowPassLoess: Loess;
  private readonly rest: Float64Array;
  /** Smoothed cycles with one more cycle before and behind, and what the moving averages make of them. */
  private readonly cycles: Float64Array;
  private readonly averagedOnce: Float64Array;
  private readonly averagedTwice: Float64Array;
  /** One place of the cycle through all cycles. */
  private readonly sub: Float64Array;
  private readonly subWeights: Float64Array;
  private readonly subSmooth: Float64Array;

  constructor(y: Float64Array, options: StlOptions) {
    const { period } = options;
    this.seasonalWindow = options.seasonal ?? 7;
    const trend = options.trend ?? nextOdd(Math.ceil((1.5 * period) / (1 - 1.5 / this.seasonalWindow)));
    const lowPass = options.lowPass ?? nextOdd(period + 1);
    checkSettings(y, period, this.seasonalWindow, trend, lowPass);
    const n = y.length;
    this.y = y;
    this.period = period;
    this.trend = new Float64Array(n);
    this.seasonal = new Float64Array(n);
    this.weights = new Float64Array(n).fill(1);
    this.seasonalLoess = loessOf(this.seasonalWindow, options.seasonalDegree, options.seasonalJump);
    this.trendLoess = loessOf(trend, options.trendDegree, options.trendJump);
    this.lowPassLoess = loessOf(lowPass, options.lowPassDegree, options.lowPassJump);
    this.rest = new Float64Array(n);
    this.cycles = new Float64Array(n + 2 * period);
    this.averagedOnce = new Float64Array(n + 2 * period);
    this.averagedTwice = new Float64Array(n + 2 * period);
    const longest = Math.ceil(n / period);
    this.sub = new Float64Array(longest);
    this.subWeights = new Float64Array(longest);
    this.subSmooth = new Float64Array(longest + 2);
  }

  /** One pass of the inner loop (the paper's section 2.2, steps 1 to 6). */
  pass(weighted: boolean): void {
    const { y, trend, seasonal, rest, cycles, averagedOnce, averagedTwice, period } = this;
    const n = y.length;
    for (let i = 0; i < n; i++) rest[i] = (y[i] ?? 0) - (trend[i] ?? 0);
    this.smoothCycles(weighted);
    movingAverage(cycles, n + 2 * period, period, averagedOnce);
    movingAverage(averagedOnce, n + period + 1, period, averagedTwice);
    movingAverage(averagedTwice, n + 2, 3, averagedOnce);
    this.lowPassLoess.smooth(averagedOnce, n, undefined, averagedTwice);
    for (let i = 0; i < n; i++) {
      const season = (cycles[period + i] ?? 0) - (averagedTwice[i] ?? 0);
      seasonal[i] = season;
      rest[i] = (y[i] ?? 0) - season;
    }
    this.trendLoess.smooth(rest, n, weighted ? this.weights : undefined, trend);
  }

  /** Step 2: every place of the cycle is smoothed through the cycles, and carried on by one at both ends. */
  private smoothCycles(weighted: boolean): void {
    const { rest, weights, period, sub, subWeights, subSmooth, cycles, seasonalLoess } = this;
    const n = rest.length;
    const used = weighted ? subWeights : undefined;
    for (let phase = 0; phase < period; phase++) {
      const count = Math.floor((n - phase - 1) / period) + 1;
      for (let i = 0; i < count; i++) {
        sub[i] = rest[i * period + phase] ?? 0;
        subWeights[i] = weights[i * period + phase] ?? 0;
      }
      seasonalLoess.smooth(sub, count, used, subSmooth, 1);
      const first = subSmooth[1] ?? 0;
      subSmooth[0] = seasonalLoess.fitOr(first, sub, count, -1, 0, used);
      const left = Math.max(0, count - this.seasonalWindow);
      const last = subSmooth[count] ?? 0;
      subSmooth[count + 1] = seasonalLoess.fitOr(last, sub, count, count, left, used);
      for (let m = 0; m < count + 2; m++) cycles[m * period + phase] = subSmooth[m] ?? 0;
    }
  }

  /** Bisquare weights of the residuals over six times their median size (section 2.3). */
  weighAnew(): void {
    const { y, trend, seasonal, weights } = this;
    for (let i = 0; i < y.length; i++)
      weights[i] = Math.abs((y[i] ?? 0) - (trend[i] ?? 0) - (seasonal[i] ?? 0));
    const sorted = weights.toSorted();
    const half = sorted.length >> 1;
    const scale = 3 * ((sorted[half] ?? 0) + (sorted[sorted.length - half - 1] ?? 0));
    for (let i = 0; i < weights.length; i++) {
      const size = weights[i] ?? 0;
      const square = 1 - (size / scale) ** 2;
      if (size <= 0.001 * scale) weights[i] = 1;
      else weights[i] = size <= 0.999 * scale ? square * square : 0;
    }
    // The values are met to the last one by more than half: there is no scale to call one an outlier by.
    if (scale === 0) weights.fill(1);
  }

  parts(): StlParts {
    const { trend, seasonal, weights } = this;
    const residual = this.y.map((value, i) => value - (seasonal[i] ?? 0) - (trend[i] ?? 0));
    return { trend, seasonal, residual, weights };
  }
}

function loessOf(length: number, degree: 0 | 1 = 1, jump = 1): Loess {
  if (!Number.isInteger(jump) || jump < 1) throw new RangeError(`a jump of ${jump} places is none`);
  return new Loess({ length, degree, jump });
}

function nextOdd(length: number): number {
  return length % 2 === 0 ? length + 1 : length;
}

function checkSettings(
  y: Float64Array,
  period: number,
  seasonal: number,
  trend: number,
  lowPass: number,
): void {
  if (!Number.isInteger(period) || period < 2) throw new RangeError(`a cycle of ${period} values is none`);
  if (y.length < 2 * period) throw new RangeError(`${y.length} values are less than two cycles of ${period}`);
  if (!y.every(Number.isFinite))
    throw new RangeError('a series with gaps cannot be decomposed: fill them first');
  for (const [name, length, above] of [
    ['seasonal', seasonal, 2],
    ['trend', trend, period],
    ['low-pass', lowPass, period],
  ] as const) {
    if (!(length % 2 === 1 && length > Math.max(2, above)))
      throw new RangeError(
        `the ${name} smoother's length ${length} is not an odd number above ${Math.max(2, above)}`,
      );
  }
}

/** Means of `length` neighbours: count − length + 1 of them. */
function movingAverage(x: Float64Array, count: number, length: number, averages: Float64Array): void {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += x[i] ?? 0;
  averages[0] = sum / length;
  for (let i = length; i < count; i++) {
    sum += (x[i] ?? 0) - (x[i - length] ?? 0);
    averages[i - length + 1] = sum / length;
  }
}
