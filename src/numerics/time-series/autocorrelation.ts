import { gammaQ } from '../incomplete-gamma.ts';
import { mean } from '../mean.ts';

/**
 * How much a series resembles itself `k` places later, for k = 0 … lags: rₖ = Σ (xₜ − x̄)(xₜ₊ₖ − x̄) / Σ (xₜ − x̄)² (Box &
 * Jenkins, Time Series Analysis, section 2.1.5). Agrees with statsmodels' `acf`.
 *
 * @returns all NaN where the series never changes or has a gap; 0 at lags as long as the series and longer.
 */
export function autocorrelation(series: ArrayLike<number>, lags: number): Float64Array {
  const x = centred(series);
  const products = Float64Array.from({ length: lags + 1 }, (_, k) => laggedProduct(x, k));
  const whole = products[0] ?? Number.NaN;
  return products.map((product) => product / (whole > 0 ? whole : Number.NaN));
}

/**
 * What of the resemblance `k` places later is not carried over by the places in between, for k = 0 … lags: the last
 * coefficient of an autoregression of order k, by the Yule–Walker equations with {@link autocorrelation} (Durbin's
 * recursion; Box & Jenkins, appendix A3.2). Agrees with statsmodels' `pacf(method="ywm")`.
 *
 * @returns all NaN where the series never changes or has a gap.
 */
export function partialAutocorrelation(series: ArrayLike<number>, lags: number): Float64Array {
  const r = autocorrelation(series, lags);
  const partial = new Float64Array(lags + 1);
  const coefficients = new Float64Array(lags + 1);
  const former = new Float64Array(lags + 1);
  partial[0] = r[0] ?? Number.NaN;
  let unexplained = 1;
  for (let k = 1; k <= lags; k++) {
    let rest = r[k] ?? Number.NaN;
    for (let j = 1; j < k; j++) rest -= (coefficients[j] ?? 0) * (r[k - j] ?? 0);
    const last = rest / unexplained;
    former.set(coefficients);
    for (let j = 1; j < k; j++) coefficients[j] = (former[j] ?? 0) - last * (former[k - j] ?? 0);
    coefficients[k] = last;
    partial[k] = last;
    unexplained *= 1 - last * last;
  }
  return partial;
}

export interface LjungBoxTest {
  readonly statistic: number;
  /** Probability of as much autocorrelation or more where there is none. */
  readonly p: number;
}

/**
 * Is a series anything but noise? Q = n(n + 2)·Σₖ rₖ²/(n − k) over k = 1 … lags, χ² with that many degrees of freedom
 * under independence (Ljung & Box, Biometrika 65, 1978). Agrees with statsmodels' `acorr_ljungbox`.
 *
 * @param lags whole number ≥ 1, below the length of the series.
 * @param fitted parameters of a model whose residuals the series is: as many degrees of freedom fewer.
 * @returns NaN where the series never changes or has a gap.
 */
export function ljungBox(series: ArrayLike<number>, lags: number, fitted = 0): LjungBoxTest {
  const n = series.length;
  const r = autocorrelation(series, lags);
  let sum = 0;
  for (let k = 1; k <= lags; k++) sum += (r[k] ?? Number.NaN) ** 2 / (n - k);
  const statistic = n * (n + 2) * sum;
  return { statistic, p: gammaQ((lags - fitted) / 2, statistic / 2) };
}

function centred(series: ArrayLike<number>): Float64Array {
  const level = mean(series);
  return Float64Array.from(series).map((value) => value - level);
}

function laggedProduct(x: Float64Array, lag: number): number {
  let sum = 0;
  for (let t = lag; t < x.length; t++) sum += (x[t] ?? 0) * (x[t - lag] ?? 0);
  return sum;
}
