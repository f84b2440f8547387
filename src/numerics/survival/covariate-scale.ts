import type { Columns } from '../trees/regression-tree.ts';

/** How covariates are brought to mean 0 and standard deviation 1 (n − 1), which Newton's steps like. */
export interface CovariateScale {
  readonly mean: Float64Array;
  /** 1 of a covariate that never changes. */
  readonly deviation: Float64Array;
}

/** @throws RangeError for a covariate of another length, or with a value that is not finite */
export function covariateScale(covariates: Columns, rows: number): CovariateScale {
  const mean = new Float64Array(covariates.length);
  const deviation = new Float64Array(covariates.length);
  for (const [feature, column] of covariates.entries()) {
    if (column.length !== rows)
      throw new RangeError(`covariate ${feature} has ${column.length} values for ${rows} lifetimes`);
    const values = Float64Array.from(column);
    const bad = values.findIndex((each) => !Number.isFinite(each));
    if (bad >= 0) throw new RangeError(`covariate ${feature} of row ${bad} is ${values[bad]}`);
    const average = values.reduce((sum, each) => sum + each, 0) / rows;
    const square = values.reduce((sum, each) => sum + (each - average) ** 2, 0);
    if (!Number.isFinite(square))
      throw new RangeError(
        `covariate ${feature} spreads further than numbers reach: give it in another unit`,
      );
    mean[feature] = average;
    // Of equal values the mean may be off by a rounding, and so may they be from it.
    const isConstant = values.every((each) => each === values[0]);
    deviation[feature] = !isConstant && square > 0 ? Math.sqrt(square / (rows - 1)) : 1;
  }
  return { mean, deviation };
}

/** By place in an order of rows, one number a covariate. */
export function scaledCovariates(
  covariates: Columns,
  { mean, deviation }: CovariateScale,
  order: ArrayLike<number>,
): Float64Array {
  const width = covariates.length;
  const scaled = new Float64Array(order.length * width);
  for (const [feature, column] of covariates.entries())
    for (let place = 0; place < order.length; place++)
      scaled[place * width + feature] =
        ((column[order[place] as number] as number) - (mean[feature] as number)) /
        (deviation[feature] as number);
  return scaled;
}
