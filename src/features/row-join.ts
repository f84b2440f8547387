/** The row of another grid that counts at the end of a row: the last that has ended by then. */
export interface RowsOfStep {
  readonly values: Float64Array;
  /** Where its first row lies within the values. */
  readonly from: number;
  readonly rows: number;
  readonly startMs: number;
  readonly stepMs: number;
}

/** The last row that was read of a grid, for rows that end before its next. */
export interface LastRow {
  endMs: number;
  value: number;
}

/** Some rows of a grid whose row 0 begins at `startMs`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
  readonly startMs: number;
  readonly stepMs: number;
}

/**
 * As-of join of one regular grid onto another: `out[i]` is the value of the row of `source` that has ended last at the
 * end of row i, for the rows from `from` up to `to`. A row that `source` does not hold is the one kept in `last`, or else missing: an older one never stands
 * in for it.
 */
export function joinRows(
  source: RowsOfStep,
  last: LastRow,
  out: Float64Array,
  { from: firstRow, to, startMs, stepMs }: RowRange,
): void {
  const { values, from, stepMs: sourceStepMs, startMs: sourceStartMs } = source;
  for (let i = firstRow; i < to; i++) {
    const ended = Math.floor((startMs + (i + 1) * stepMs) / sourceStepMs);
    const row = ended - 1 - sourceStartMs / sourceStepMs;
    if (row >= 0 && row < source.rows) out[i] = values[from + row] ?? Number.NaN;
    else out[i] = ended * sourceStepMs === last.endMs ? last.value : Number.NaN;
  }
}

/** Remembers the last row of a grid that has been read. */
export function keepLastRow(source: RowsOfStep, last: LastRow): void {
  if (source.rows === 0) return;
  last.endMs = source.startMs + source.rows * source.stepMs;
  last.value = source.values[source.from + source.rows - 1] ?? Number.NaN;
}
