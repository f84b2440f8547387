import { curveAt, kaplanMeier, survivalQuantile } from '../../../src/numerics/survival/kaplan-meier.ts';
import { logRankTest } from '../../../src/numerics/survival/log-rank.ts';
import type { Solution } from '../reference-topics.ts';
import { lifetimeRows } from './lifetime-rows.ts';

export const survivalCurves: Solution = ({ inputs, expected }) => {
  const { stop, event } = lifetimeRows(inputs);
  const curve = kaplanMeier({ stop, event });
  const times = expected.numbers('times');
  const points = Array.from(times, (time) => curveAt(curve, time, 0.95, 'log-log'));
  const groups = logRankTest(
    { stop, event },
    inputs.record('columns').numbers(expected.text('logrank_group')),
  );
  return {
    times,
    survival: points.map(({ survival }) => survival),
    std_err: points.map(({ standardError }) => standardError),
    lower_loglog: points.map(({ lower }) => lower),
    upper_loglog: points.map(({ upper }) => upper),
    n_risk: Array.from(times, (time) => stop.filter((each) => each >= time).length),
    median: survivalQuantile(curve, 0.5),
    nelson_aalen: points.map(({ cumulativeHazard }) => cumulativeHazard),
    logrank_chisq: groups.statistic,
    logrank_p: groups.p,
  };
};
