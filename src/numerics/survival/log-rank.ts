import { gammaQ } from '../incomplete-gamma.ts';
import { generalisedForm } from './inverse.ts';
import { riskOrder } from './risk-order.ts';
import { walkRiskSets } from './risk-sets.ts';
import { checkRows, type SurvivalRows } from './survival-rows.ts';

export interface LogRank {
  readonly statistic: number;
  readonly degrees: number;
  readonly p: number;
  /** By group in rising order of their names. */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
}

/**
 * Do groups live equally long? The log-rank test (Mantel 1966; Peto & Peto, JRSS A 135, 1972), stratified where there are strata. Agrees with R's
 * survdiff. With one group only, or without events, the statistic is 0 and p is 1.
 *
 * @param group by row
 * @throws RangeError for rows that are no lifetimes
 */
export function logRankTest(rows: SurvivalRows, group: ArrayLike<number>): LogRank {
  checkRows(rows);
  if (group.length !== rows.stop.length)
    throw new RangeError(`${group.length} groups for ${rows.stop.length} rows`);
  const names = [...new Set(Array.from(group))].sort((a, b) => a - b);
  const width = names.length;
  const order = riskOrder(rows);
  const belongs = new Float64Array(order.row.length * width);
  for (const [place, row] of order.row.entries())
    belongs[place * width + names.indexOf(group[row] as number)] = 1;
  const observed = new Float64Array(width);
  const expected = new Float64Array(width);
  const variance = new Float64Array(width * width);
  walkRiskSets(order, belongs, width, order.weight, 1, ({ firstEvent, events, weight, atRisk }) => {
    const { zeroth: all } = atRisk;
    // Of tied events each takes one fewer from who is left (hypergeometric variance).
    const tied = all > 1 ? (weight * (all - weight)) / (all - 1) : 0;
    for (let i = 0; i < width; i++) {
      const share = (atRisk.first[i] as number) / all;
      for (let place = firstEvent; place < firstEvent + events; place++)
        observed[i] =
          (observed[i] as number) + (order.weight[place] as number) * (belongs[place * width + i] as number);
      expected[i] = (expected[i] as number) + weight * share;
      for (let j = 0; j < width; j++)
        variance[i * width + j] =
          (variance[i * width + j] as number) +
          tied * share * (Number(i === j) - (atRisk.first[j] as number) / all);
    }
  });
  const excess = observed.map((each, i) => each - (expected[i] as number));
  const { form: statistic, rank: degrees } = generalisedForm(variance, excess);
  // χ²'s tail is Q(degrees/2, x/2) (Abramowitz & Stegun 26.4.19).
  return {
    statistic,
    degrees,
    p: degrees === 0 ? 1 : gammaQ(degrees / 2, statistic / 2),
    observed,
    expected,
  };
}
