import { mean } from '../mean.ts';
import { studentTwoSided } from '../student-t.ts';
import { ljungBox } from '../time-series/autocorrelation.ts';
import { longRunVariance, usualLags } from './long-run-variance.ts';

/** A statistic and the probability of one as far out where there is nothing to be found. */
export interface ResidualTest {
  readonly statistic: number;
  readonly p: number;
}

/** What the errors of a forecaster still hold. A small p: there is something that it should have known. */
export interface ResidualTests {
  /** Do errors resemble those before them? */
  readonly autocorrelation: ResidualTest;
  /** Does it say too much, or too little, on the mean? */
  readonly bias: ResidualTest;
  /** Are errors of another shape than the normal law? Matters where intervals are taken from that law. */
  readonly normality: ResidualTest;
}

/** Lags of the test for autocorrelation (Hyndman & Athanasopoulos, Forecasting, 3rd edition, section 5.4). */
const LAGS = 10;

/**
 * Tests of errors in order of time, missing ones (NaN) left out: Ljung and Box's over every h-th error, since those of forecasts
 * that overlap resemble each other even where they are as good as can be; {@link biasTest}; {@link jarqueBera}. NaN where there
 * are too few errors or they are all the same.
 *
 * @param stepsAhead h
 */
export function residualTests(errors: ArrayLike<number>, stepsAhead: number): ResidualTests {
  const known = Float64Array.from(errors).filter((error) => !Number.isNaN(error));
  const apart = known.filter((_, at) => at % stepsAhead === 0);
  const lags = Math.min(LAGS, Math.floor(apart.length / 5));
  return {
    autocorrelation: lags >= 1 ? ljungBox(apart, lags) : { statistic: Number.NaN, p: Number.NaN },
    bias: biasTest(known, stepsAhead),
    normality: jarqueBera(known),
  };
}

/**
 * Is the mean of the errors 0? Student's t of it, its standard error by Newey and West ({@link longRunVariance}), so that errors
 * that resemble their neighbours do not count as many.
 */
export function biasTest(errors: ArrayLike<number>, stepsAhead: number): ResidualTest {
  const n = errors.length;
  const variance = longRunVariance(errors, usualLags(n, stepsAhead));
  const statistic = n > 1 && variance > 0 ? mean(errors) / Math.sqrt(variance / n) : Number.NaN;
  return { statistic, p: studentTwoSided(statistic, n - 1) };
}

/**
 * Skewness and kurtosis against those of the normal law: n/6 (S² + (K − 3)²/4), χ² with 2 degrees of freedom (Jarque & Bera,
 * International Statistical Review 55, 1987). Agrees with SciPy's `jarque_bera`.
 */
export function jarqueBera(errors: ArrayLike<number>): ResidualTest {
  const n = errors.length;
  const level = mean(errors);
  let [second, third, fourth] = [0, 0, 0];
  for (let at = 0; at < n; at++) {
    const off = (errors[at] ?? Number.NaN) - level;
    second += off ** 2 / n;
    third += off ** 3 / n;
    fourth += off ** 4 / n;
  }
  const skewness = third / second ** 1.5;
  const excess = fourth / second ** 2 - 3;
  const statistic = second > 0 ? (n / 6) * (skewness ** 2 + excess ** 2 / 4) : Number.NaN;
  return { statistic, p: Math.exp(-statistic / 2) };
}
