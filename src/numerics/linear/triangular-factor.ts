/** Rows that are factored together: so few that they stay in the processor's cache with all their columns. */
const BLOCK_ROWS = 256;

/** Of a smaller size the square has lost digits, and a reflection by it would no longer keep lengths. */
const SMALLEST = 1e-140;

/**
 * The upper triangle R of A = Q·R by Householder's reflections (Golub & Van Loan, Matrix Computations, 4th edition,
 * algorithm 5.2.1): RᵀR = AᵀA, without the squaring that costs AᵀA half of its digits. With the right-hand side as the
 * last column it holds a least-squares fit, too. Rows are taken in blocks, each below the R of those before.
 *
 * @param columns of A, all of one length and finite; what is left of one below 1e-140 counts as 0.
 * @returns the columns of R, each as long as there are columns; rows beyond those of A are 0.
 */
export function triangularFactor(columns: readonly ArrayLike<number>[]): Float64Array[] {
  const size = columns.length;
  const rows = columns[0]?.length ?? 0;
  const stacked = columns.map(() => new Float64Array(size + BLOCK_ROWS));
  for (let start = 0; start < rows; start += BLOCK_ROWS) {
    const used = size + Math.min(BLOCK_ROWS, rows - start);
    for (const [j, column] of columns.entries()) {
      const below = stacked[j];
      if (below === undefined) continue;
      for (let i = size; i < used; i++) below[i] = column[start + i - size] ?? Number.NaN;
      below.fill(0, used);
    }
    reflect(stacked, used);
  }
  return stacked.map((column) => column.slice(0, size));
}

/** Brings the first `used` rows of the columns to a triangle, in place. */
function reflect(columns: readonly Float64Array[], used: number): void {
  for (const [j, column] of columns.entries()) {
    const norm = Math.sqrt(dotFrom(j, used, column, column));
    if (norm < SMALLEST) {
      column.fill(0, j);
      continue;
    }
    const head = column[j] ?? 0;
    const diagonal = head > 0 ? -norm : norm;
    column[j] = head - diagonal;
    // Half the square of the reflection's vector.
    const half = norm * (norm + Math.abs(head));
    for (let k = j + 1; k < columns.length; k++) {
      const other = columns[k];
      if (other === undefined) continue;
      const factor = dotFrom(j, used, column, other) / half;
      for (let i = j; i < used; i++) other[i] = (other[i] ?? 0) - factor * (column[i] ?? 0);
    }
    column[j] = diagonal;
    column.fill(0, j + 1);
  }
}

function dotFrom(start: number, end: number, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = start; i < end; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
