import { classicalDecomposition } from '../../../src/numerics/time-series/classical-decomposition.ts';
import { type StlOptions, stl } from '../../../src/numerics/time-series/stl.ts';
import type { Given } from '../given.ts';
import type { Solution } from '../reference-topics.ts';

export const decomposition: Solution = ({ inputs, expected }) => {
  const y = inputs.numbers('y');
  const settings = stlSettings(expected.record('stl_params'));
  const plain = stl(y, settings);
  const robust = stl(y, { ...settings, robust: true });
  const classical = classicalDecomposition(y, settings.period);
  return {
    stl_trend: plain.trend,
    stl_seasonal: plain.seasonal,
    stl_resid: plain.residual,
    robust_trend: robust.trend,
    robust_seasonal: robust.seasonal,
    robust_weights: robust.weights,
    classical_trend: classical.trend,
    classical_seasonal_first24: classical.seasonal.slice(
      0,
      expected.numbers('classical_seasonal_first24').length,
    ),
  };
};

function stlSettings(given: Given): StlOptions {
  const degree = (name: string) => (given.numberOr(name, 1) === 0 ? 0 : 1);
  return {
    period: given.number('period'),
    seasonal: given.number('seasonal'),
    trend: given.number('trend'),
    lowPass: given.number('low_pass'),
    seasonalDegree: degree('seasonal_deg'),
    trendDegree: degree('trend_deg'),
    lowPassDegree: degree('low_pass_deg'),
    seasonalJump: given.numberOr('seasonal_jump', 1),
    trendJump: given.numberOr('trend_jump', 1),
    lowPassJump: given.numberOr('low_pass_jump', 1),
  };
}
