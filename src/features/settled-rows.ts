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
 * rows go into a table, too, from a place on, where the feature was asked for.
 */
export function settleRows(
  { definition, out }: Pick<PlanNode, 'definition' | 'out'>,
  { startMs, rows, stepMs }: Pick<GridPlace, 'startMs' | 'rows' | 'stepMs'>,
  standing: Standing,
  table: Pick<FeatureTable, 'values' | 'flags'> | undefined,
  from: number,
): void {
  const { range, outlier, missing } = definition;
  const [least, greatest] = range;
  const heldMs = missing.rule === 'hold' ? missing.forMs : 0;
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
    if (table) {
      table.values[from + i] = value;
      table.flags[from + i] = flag;
    }
  }
}
