import { ToldColumn, type ToldValues } from '../../features/told-column.ts';
import { OUTSIDE_INPUTS } from '../../features/told-inputs.ts';
import type { RowGrid } from './feature-columns.ts';

/** What was told of a quantity, row by row, as it was known at each row's end: by the same rules as features read it. */
export function toldRows(name: string, told: ToldValues | undefined, grid: RowGrid): Float64Array {
  const values = new Float64Array(grid.rows).fill(Number.NaN);
  const terms = OUTSIDE_INPUTS.find((each) => each.name === name);
  if (!terms || !told) return values;
  const column = new ToldColumn({ goodForMs: terms.goodForMs, lagMs: terms.lagMs, aheadMs: 0 });
  column.tell(told);
  column.fill(values, grid.rows, grid.startMs, grid.stepMs);
  return values;
}

/**
 * Means of a price over rows, of the prices that begin within each, else of the one before that still holds: a price stands from
 * its moment on. Whether it was known by then is not asked: rows to come are those that are published.
 */
export function priceRows({ atMs, values }: ToldValues, { startMs, stepMs, rows }: RowGrid): Float64Array {
  const sums = new Float64Array(rows);
  const counts = new Float64Array(rows);
  for (const [i, at] of atMs.entries()) {
    const row = Math.floor((at - startMs) / stepMs);
    if (row < 0 || row >= rows) continue;
    sums[row] = (sums[row] ?? 0) + (values[i] ?? Number.NaN);
    counts[row] = (counts[row] ?? 0) + 1;
  }
  return sums.map((sum, row) => (counts[row] === 0 ? Number.NaN : sum / (counts[row] ?? 1)));
}
