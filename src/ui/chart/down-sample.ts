import type { TimeRange } from './chart-data.ts';

/** One row of a chart's data table: the mean of each line over a stretch of time, NaN where nothing is known. */
export interface TableRow extends TimeRange {
  readonly means: readonly number[];
}

/**
 * Columns cut into `rows` stretches of equal length over `range`, each line averaged over what is known in the
 * stretch. Stretches that hold no point at all are left out, so a short history gives a short table.
 */
export function tableRows(
  atMs: Float64Array,
  columns: readonly Float64Array[],
  range: TimeRange,
  rows: number,
): TableRow[] {
  const width = (range.toMs - range.fromMs) / rows;
  const sums = columns.map(() => new Float64Array(rows));
  const counts = columns.map(() => new Uint32Array(rows));
  const seen = new Uint8Array(rows);
  for (let i = 0; i < atMs.length; i++) {
    const moment = atMs[i] ?? Number.NaN;
    if (!(moment >= range.fromMs && moment < range.toMs)) continue;
    const row = Math.min(rows - 1, Math.floor((moment - range.fromMs) / width));
    seen[row] = 1;
    columns.forEach((column, c) => {
      const value = column[i] ?? Number.NaN;
      const sum = sums[c];
      const count = counts[c];
      if (Number.isNaN(value) || !sum || !count) return;
      sum[row] = (sum[row] ?? 0) + value;
      count[row] = (count[row] ?? 0) + 1;
    });
  }
  return Array.from({ length: rows }, (_, row) => ({
    fromMs: range.fromMs + row * width,
    toMs: range.fromMs + (row + 1) * width,
    // 0 / 0 is NaN: unknown.
    means: columns.map((_, c) => (sums[c]?.[row] ?? 0) / (counts[c]?.[row] ?? 0)),
  })).filter((_, row) => seen[row] === 1);
}
