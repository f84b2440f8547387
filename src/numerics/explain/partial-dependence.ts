import type { Columns } from '../trees/regression-tree.ts';
import type { Predict } from './permutation-importance.ts';

export interface PartialDependence {
  /** What is said on the whole, by point of the grid. */
  readonly mean: Float64Array;
  /** What is said of each row, by row, then by point. */
  readonly byRow: readonly Float64Array[];
}

/**
 * What a model says where one feature has the values of a grid and all others stay: the partial dependence of Friedman
 * (Annals of Statistics 29, 2001), and of each row the curve that Goldstein and others call its individual conditional
 * expectation (2015).
 */
export function partialDependence(
  predict: Predict,
  columns: Columns,
  feature: number,
  grid: ArrayLike<number>,
): PartialDependence {
  const rows = columns[0]?.length ?? 0;
  const byRow = Array.from({ length: rows }, () => new Float64Array(grid.length));
  const mean = new Float64Array(grid.length);
  for (let point = 0; point < grid.length; point++) {
    const fixed = new Float64Array(rows).fill(grid[point] ?? Number.NaN);
    const said = predict(columns.map((own, place) => (place === feature ? fixed : own)));
    for (const [row, value] of said.entries()) {
      const curve = byRow[row];
      if (curve) curve[point] = value;
      mean[point] = (mean[point] ?? 0) + value / rows;
    }
  }
  return { mean, byRow };
}
