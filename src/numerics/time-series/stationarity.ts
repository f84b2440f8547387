import { triangularFactor } from '../linear/triangular-factor.ts';
import { mean } from '../mean.ts';
import { normalCdf } from '../normal.ts';

export interface StationarityTest {
  readonly statistic: number;
  /** Probability of a statistic as far out or further under the hypothesis of the test. */
  readonly p: number;
}

/**
 * Augmented Dickey–Fuller test with a constant: is the series a random walk? The t value of ρ in
 * Δxₜ = c + ρ·xₜ₋₁ + Σᵢ γᵢ·Δxₜ₋ᵢ + e, i = 1 … lags (Said & Dickey, Biometrika 71, 1984), its p by MacKinnon's response
 * surface (Journal of Business & Economic Statistics 12, 1994, table 3). A small p speaks for a series that returns to
 * its level. Agrees with statsmodels' `adfuller(x, maxlag=lags, autolag=None)`.
 *
 * @returns NaN where the series never changes or has a gap.
 * @throws RangeError where the series is too short for so many lags.
 */
export function augmentedDickeyFuller(series: ArrayLike<number>, lags: number): StationarityTest {
  const x = Float64Array.from(series);
  const rows = x.length - 1 - lags;
  const regressors = lags + 2;
  if (!(rows > regressors)) throw new RangeError(`${x.length} values are too few for ${lags} lags`);
  const step = (t: number) => (x[t] ?? Number.NaN) - (x[t - 1] ?? Number.NaN);
  const column = (of: (t: number) => number) =>
    Float64Array.from({ length: rows }, (_, row) => of(row + lags + 1));
  // xₜ₋₁ stands last of the regressors: there its t value can be read off the triangle.
  const r = triangularFactor([
    column(() => 1),
    ...Array.from({ length: lags }, (_, i) => column((t) => step(t - i - 1))),
    column((t) => x[t - 1] ?? Number.NaN),
    column(step),
  ]);
  const own = r[regressors - 1]?.[regressors - 1] ?? Number.NaN;
  const shared = r[regressors]?.[regressors - 1] ?? Number.NaN;
  const left = r[regressors]?.[regressors] ?? Number.NaN;
  const deviation = Math.sqrt((left * left) / (rows - regressors));
  const statistic = own === 0 ? Number.NaN : (Math.sign(own) * shared) / deviation;
  return { statistic, p: mackinnonP(statistic) };
}

/** Asymptotic p of the Dickey–Fuller t with a constant (MacKinnon 1994, table 3, one variable). */
function mackinnonP(t: number): number {
  if (t > 2.74) return 1;
  if (t < -18.83) return 0;
  if (t <= -1.61) return normalCdf(2.1659 + t * (1.4412 + t * 0.038269));
  return normalCdf(1.7339 + t * (0.93202 + t * (-0.12745 - t * 0.010368)));
}

/**
 * KPSS test of a level: does the series stay around one? Σₜ Sₜ² / (n²·s²) with the partial sums S of xₜ − x̄ and Newey and
 * West's s² over `lags` lags with Bartlett's weights (Kwiatkowski, Phillips, Schmidt & Shin, Journal of Econometrics 54,
 * 1992, equations 10, 13 and table 1). A small p speaks for a level that wanders. Agrees with statsmodels'
 * `kpss(x, nlags=lags)`: p is read between the four points of the table and stays within 0.01 … 0.1.
 *
 * @returns NaN where the series never changes or has a gap.
 * @throws RangeError where there are as many lags as values.
 */
export function kpss(series: ArrayLike<number>, lags: number): StationarityTest {
  const n = series.length;
  if (!(lags < n)) throw new RangeError(`${n} values are too few for ${lags} lags`);
  const level = mean(series);
  const x = Float64Array.from(series).map((value) => value - level);
  let partial = 0;
  let wandering = 0;
  for (const e of x) {
    partial += e;
    wandering += partial * partial;
  }
  let longRun = 0;
  for (let k = 0; k <= lags; k++) {
    let product = 0;
    for (let t = k; t < n; t++) product += (x[t] ?? 0) * (x[t - k] ?? 0);
    longRun += (k === 0 ? 1 : 2 * (1 - k / (lags + 1))) * product;
  }
  const statistic = longRun === 0 ? Number.NaN : wandering / (n * longRun);
  return { statistic, p: kpssP(statistic) };
}

/** Critical values of the level test and their probabilities (table 1 of the paper). */
const KPSS_TABLE = [
  [0.347, 0.1],
  [0.463, 0.05],
  [0.574, 0.025],
  [0.739, 0.01],
] as const;

function kpssP(statistic: number): number {
  if (Number.isNaN(statistic)) return Number.NaN;
  let [x0, p0]: readonly [number, number] = KPSS_TABLE[0];
  if (statistic <= x0) return p0;
  for (const [x1, p1] of KPSS_TABLE.slice(1)) {
    if (statistic <= x1) return p0 + ((statistic - x0) / (x1 - x0)) * (p1 - p0);
    [x0, p0] = [x1, p1];
  }
  return p0;
}
