import { kendallTau } from '../../../src/numerics/trend/kendall-tau.ts';
import { mannKendall, placesOf } from '../../../src/numerics/trend/mann-kendall.ts';
import { theilSen } from '../../../src/numerics/trend/theil-sen.ts';
import type { ReferenceProblem } from '../reference-topics.ts';

export function mannKendallTrend({ inputs }: ReferenceProblem) {
  const y = inputs.numbers('y');
  const t = inputs.has('t') ? inputs.numbers('t') : placesOf(y);
  const trend = mannKendall(y, t);
  const line = theilSen(y, t);
  return {
    S: trend.score,
    var_S: trend.variance,
    z: trend.z,
    p: trend.p,
    theil_sen_slope: line.slope,
    theil_sen_intercept: line.intercept,
    slope_ci95: [line.low, line.high],
    tau_b: kendallTau(t, y),
  };
}
