import { type FeatureDefinition, FLAG } from './definition.ts';
import type { PlanNode } from './feature-plan.ts';
import type { FeatureTable } from './feature-table.ts';
import type { GridPlace } from './grid-place.ts';

/** The last value that stood, for rows without one. */
export interface Standing {
  /** End of the row that had it, epoch ms. */
  endMs: number;
  value: number;
}

/**
 * Applies a definition's rules to rows fresh from its evaluator, in place: what lies outside of the range is kept, moved
 * to its end or dropped; what is missing is left or held; either is flagged. What is no finite number never passes. The
 * rows that a table has go into it, too, where the feature was asked for.
 */
export function settleRows(
  { definition, out, column }: Pick<PlanNode, 'definition' | 'out' | 'column'>,
  { startMs, rows, stepMs }: Pick<GridPlace, 'startMs' | 'rows' | 'stepMs'>,
  standing: Standing,
  table: FeatureTable | undefined,
): void {
  // What has overflowed lies outside of a range without an end, too.
  const least = Math.max(definition.range[0], -Number.MAX_VALUE);
  const greatest = Math.min(definition.range[1], Number.MAX_VALUE);
  // Which row of the table row 0 is; before its first there is only warming up.
  const ahead = table ? (startMs - table.startMs) / stepMs : 0;
  const first = Math.max(0, -ahead);
  const from = table ? column * table.rows + ahead : 0;
  // Nearly all rows are as they should be, and this loop does nothing but see it: it runs over every value there is.
  let odd = -1;
  const isHeld = definition.missing.rule === 'hold';
  for (let i = 0; i < rows; i++) {
    const value = out[i] ?? Number.NaN;
    if (value >= least && value <= greatest) continue;
    if (odd < i - 1) stand(standing, out, i - 1, startMs, stepMs);
    odd = i;
    // What a device never tells is missing in every row.
    const isAbsent = !isHeld && Number.isNaN(value);
    const flag = isAbsent ? FLAG.missing : settle(definition, out, i, startMs + (i + 1) * stepMs, standing);
    if (table && i >= first) table.flags[from + i] = flag;
  }
  if (odd < rows - 1) stand(standing, out, rows - 1, startMs, stepMs);
  if (table && first < rows) table.values.set(out.subarray(first, rows), from + first);
}

function stand(standing: Standing, out: Float64Array, row: number, startMs: number, stepMs: number): void {
  standing.value = out[row] ?? Number.NaN;
  standing.endMs = startMs + (row + 1) * stepMs;
}

/** One row that is missing or outside of the range. @returns its flags */
function settle(
  { range, outlier, missing }: FeatureDefinition,
  out: Float64Array,
  row: number,
  endMs: number,
  standing: Standing,
): number {
  const fresh = out[row] ?? Number.NaN;
  const outside = Number.isNaN(fresh) ? 0 : FLAG.outside;
  if (outside && outlier !== 'drop' && Number.isFinite(fresh)) {
    const kept = outlier === 'flag';
    out[row] = kept ? fresh : fresh < range[0] ? range[0] : range[1];
    standing.value = out[row] ?? Number.NaN;
    standing.endMs = endMs;
    return kept ? outside : outside | FLAG.winsorised;
  }
  const held = missing.rule === 'hold' && endMs - standing.endMs <= missing.forMs;
  out[row] = held ? standing.value : Number.NaN;
  return outside | (held ? FLAG.held : FLAG.missing);
}
