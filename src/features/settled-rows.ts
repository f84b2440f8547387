import { FLAG } from './definition.ts';
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
  const { range, outlier, missing } = definition;
  const [least, greatest] = range;
  const heldMs = missing.rule === 'hold' ? missing.forMs : 0;
  const { values, flags } = table ?? NO_TABLE;
  // Which row of the table row 0 is; before its first there is only warming up.
  const ahead = table ? (startMs - table.startMs) / stepMs : 0;
  const from = table ? column * table.rows + ahead : 0;
  const firstSeen = table ? Math.max(0, -ahead) : rows;
  for (let i = 0; i < rows; i++) {
    const fresh = out[i] ?? Number.NaN;
    const endMs = startMs + (i + 1) * stepMs;
    let value = fresh;
    let flag = 0;
    if (!(fresh >= least && fresh <= greatest && fresh - fresh === 0)) {
      if (!Number.isNaN(fresh)) flag = FLAG.outside;
      if (outlier === 'drop' || fresh - fresh !== 0) value = Number.NaN;
      else if (outlier === 'winsorise') {
        value = fresh < least ? least : greatest;
        flag |= FLAG.winsorised;
      }
      if (Number.isNaN(value)) {
        const held = endMs - standing.endMs <= heldMs;
        if (held) value = standing.value;
        flag |= held ? FLAG.held : FLAG.missing;
      }
      out[i] = value;
    }
    if (heldMs > 0 && !(flag & (FLAG.held | FLAG.missing))) {
      standing.value = value;
      standing.endMs = endMs;
    }
    if (i >= firstSeen) {
      values[from + i] = value;
      flags[from + i] = flag;
    }
  }
}

const NO_TABLE = { values: new Float64Array(0), flags: new Uint8Array(0) };
