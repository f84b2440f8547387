import type { ForecastEvaluation } from '../../../src/numerics/forecast/evaluation.ts';
import { type Check, checked } from '../../support/suite-report.ts';

/** By how many % points an interval may miss the share that it is to cover. */
const COVERAGE_TOLERANCE: Readonly<Record<number, number>> = { 80: 3, 95: 2 };

/** Every word of an evaluation as a figure, sizes in a unit of which `scale` make one of the series'. */
export function toldFigures(
  name: string,
  told: ForecastEvaluation,
  unit: string,
  scale = 1,
): Record<string, number> {
  const { direction, residuals, againstBaseline } = told;
  const figures: Record<string, number> = {
    'moments judged': told.count,
    [`MAE (${unit})`]: scale * told.mae,
    [`MAE of the simple rule (${unit})`]: scale * told.baseline.mae,
    [`RMSE (${unit})`]: scale * told.rmse,
    [`MSE (${unit}²)`]: scale * scale * told.mse,
    'MAPE (%)': told.mape,
    'sMAPE (%)': told.smape,
    'sMAPE of the simple rule (%)': told.baseline.smape,
    MASE: told.mase,
    'R²': told.r2,
    'skill over the simple rule (%)': 100 * told.skill,
    'p of the skill being luck (Diebold–Mariano)': againstBaseline.p,
    [`bias (${unit})`]: scale * told.bias,
    'p of the bias being luck (Newey–West)': residuals.bias.p,
    'p of errors without autocorrelation (Ljung–Box)': residuals.autocorrelation.p,
    'p of errors being normal (Jarque–Bera)': residuals.normality.p,
    'direction right (%)': 100 * direction.share,
    'direction right, 95 % interval from': 100 * direction.low,
    'direction right, 95 % interval to': 100 * direction.high,
    'base rate of directions (%)': 100 * direction.baseRate,
  };
  for (const { level, meanWidth, low, high } of told.coverage) {
    const percent = Math.round(100 * level);
    figures[`${percent} % interval held, 95 % interval from`] = 100 * low;
    figures[`${percent} % interval held, 95 % interval to`] = 100 * high;
    figures[`${percent} % interval, mean width (${unit})`] = scale * meanWidth;
  }
  return Object.fromEntries(Object.entries(figures).map(([what, value]) => [`${name}: ${what}`, value]));
}

/** Intervals must hold what they promise. */
export function coverageChecks(name: string, coverage: ForecastEvaluation['coverage']): readonly Check[] {
  return coverage.map(({ level, share }) => coverageCheck(name, level, share));
}

/** @param leastTolerance in % points, where there is too little to tell more */
export function coverageCheck(name: string, level: number, share: number, leastTolerance = 0): Check {
  const percent = Math.round(100 * level);
  const tolerance = Math.max(COVERAGE_TOLERANCE[percent] ?? 3, leastTolerance);
  return checked({
    name: `${name}: ${percent} % interval held (%)`,
    value: 100 * share,
    atLeast: percent - tolerance,
    atMost: percent + tolerance,
  });
}
