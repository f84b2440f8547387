import type { TimeRange } from './chart-data.ts';

/** One row of a chart's data table: the mean of each line over a stretch of time, NaN where nothing is known. */
export interface TableRow extends TimeRange {
  readonly means: readonly number[];
}

/**
 * Columns cut into stretches from one edge to the next, each line averaged over what of it is known there within a
 * range. Stretches that hold no point at all are left out, so a short history gives a short table.
 */
export function tableRows(
  atMs: Float64Array,
  columns: readonly Float64Array[],
  range: TimeRange,
  edges: readonly number[],
): TableRow[] {
  const rows: TableRow[] = [];
  let point = 0;
  const skipTo = (moment: number) => {
    while (point < atMs.length && !((atMs[point] ?? Number.NaN) >= moment)) point += 1;
    return point;
  };
  for (let row = 0; row + 1 < edges.length; row += 1) {
    const [fromMs, toMs] = [edges[row] ?? Number.NaN, edges[row + 1] ?? Number.NaN];
    const first = skipTo(Math.max(fromMs, range.fromMs));
    const end = skipTo(Math.min(toMs, range.toMs));
    if (end > first) rows.push({ fromMs, toMs, means: columns.map((line) => meanOf(line, first, end)) });
  }
  return rows;
}

/** Mean of what is known at places [first, end); NaN where nothing is. */
function meanOf(line: Float64Array, first: number, end: number): number {
  const known = line.subarray(first, end).filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
