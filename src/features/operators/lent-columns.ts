const columns: Float64Array[] = [];
let lent = 0;

/**
 * Lends so many columns of at least so many rows while `work` goes on; what lies in them is rubbish. Nothing is kept in
 * them from one block to the next, so all evaluators of a thread share a few that are still in the processor's cache.
 */
export function withLentColumns(
  count: number,
  rows: number,
  work: (own: readonly Float64Array[]) => void,
): void {
  const first = lent;
  lent += count;
  for (let k = first; k < lent; k++)
    if ((columns[k]?.length ?? 0) < rows) columns[k] = new Float64Array(rows);
  try {
    work(columns.slice(first, lent));
  } finally {
    lent = first;
  }
}
