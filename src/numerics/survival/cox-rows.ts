import type { Columns } from '../trees/regression-tree.ts';
import { type CovariateScale, covariateScale, scaledCovariates } from './covariate-scale.ts';
import type { OrderedRows } from './partial-likelihood.ts';
import { riskOrder } from './risk-order.ts';
import { checkRows, type SurvivalRows } from './survival-rows.ts';

/** Lifetimes with what may bear on them. */
export interface CoxRows extends SurvivalRows {
  /** Columns of finite numbers, one a covariate. */
  readonly covariates: Columns;
  /** Added to the linear predictor with coefficient 1; 0 where left out. */
  readonly offset?: ArrayLike<number> | undefined;
}

/** @throws RangeError for lifetimes, covariates or offsets that are none, and where no event ever came */
export function orderedCoxRows(rows: CoxRows): OrderedRows & { readonly scale: CovariateScale } {
  const { covariates, offset, ...lifetimes } = rows;
  checkRows(lifetimes);
  const count = rows.stop.length;
  if (!Array.prototype.includes.call(rows.event, 1))
    throw new RangeError('no event came: there is nothing to learn from');
  if (offset && offset.length !== count)
    throw new RangeError(`${offset.length} values of offset for ${count} lifetimes`);
  const scale = covariateScale(covariates, count);
  const order = riskOrder(lifetimes);
  const scaled = scaledCovariates(covariates, scale, order.row);
  const offsets = Float64Array.from(order.row, (row) => offset?.[row] ?? 0);
  const bad = offsets.findIndex((each) => !Number.isFinite(each));
  if (bad >= 0) throw new RangeError(`the offset of row ${order.row[bad]} is ${offsets[bad]}`);
  return { order, covariates: scaled, width: covariates.length, offset: offsets, scale };
}
