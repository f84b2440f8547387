import type { SeriesColumn, SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { rewardFactors } from './reward-factors.ts';
import type { Covariate, TargetData } from './target-data.ts';
import { workingScale } from './working-scale.ts';

/**
 * The past of a target as forecasters take it: its values on their {@link workingScale}, its covariates as they are. Earnings are
 * told at the reward of now, so that nobody has to learn a halving: what is known of it is put back into what is forecast.
 */
export function seriesOfTarget(data: TargetData): SeriesTable {
  const { target, values, covariates, ahead } = data;
  const { toWorking } = workingScale(target.quantity);
  const factors = rewardFactors(data);
  return {
    target: values.map((value, row) => toWorking(value / (factors[row] ?? 1))),
    past: covariates.map(column),
    ahead: ahead.map(column),
  };
}

/**
 * What was known of a table when `rows` of it were: nothing that came later, but what is known ahead.
 * @param horizon rows behind them for which that is wanted
 */
export function tableBefore(
  { target, past, ahead }: SeriesTable,
  rows: number,
  horizon: number,
): SeriesTable {
  const cut = ({ name, values }: SeriesColumn, length: number) => ({
    name,
    values: values.subarray(0, length),
  });
  return {
    target: target.subarray(0, rows),
    past: past.map((each) => cut(each, rows)),
    ahead: ahead.map((each) => cut(each, rows + horizon)),
  };
}

function column({ name, values }: Covariate): SeriesColumn {
  return { name, values };
}
