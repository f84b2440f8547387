const columns: Float64Array[] = [];
let lent = 0;

/**
 * Lends so many columns of at least so many rows, until {@link giveBackColumns}; what lies in them is rubbish. Nothing is
 * kept in them from one block to the next, so all evaluators of a thread share a few that are still in the processor's
 * cache.
 */
export function lendColumns(into: Float64Array[], count: number, rows: number): void {
  for (let k = 0; k < count; k++) {
    const kept = columns[lent];
    const column = kept && kept.length >= rows ? kept : new Float64Array(rows);
    columns[lent] = column;
    into[k] = column;
    lent++;
  }
}

/** Gives back those lent last. */
export function giveBackColumns(count: number): void {
  lent -= count;
}
