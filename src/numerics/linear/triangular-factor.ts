/**
 * The upper triangle R of A = Q·R by Householder's reflections (Golub & Van Loan, Matrix Computations, 4th edition,
 * algorithm 5.2.1): RᵀR = AᵀA, without the squaring that costs AᵀA half of its digits. With the right-hand side as the
 * last column it holds a least-squares fit, too.
 *
 * @param columns of A, all of one length; they are overwritten.
 * @returns the columns of R, each as long as there are columns; rows beyond those of A are 0.
 */
export function triangularFactor(columns: readonly Float64Array[]): Float64Array[] {
  const rows = columns[0]?.length ?? 0;
  for (const [j, column] of columns.entries()) {
    if (j >= rows) break;
    const norm = Math.sqrt(dotFrom(j, column, column));
    if (norm === 0) continue;
    const head = column[j] ?? 0;
    const diagonal = head > 0 ? -norm : norm;
    column[j] = head - diagonal;
    // Half the square of the reflection's vector.
    const half = norm * (norm + Math.abs(head));
    for (let k = j + 1; k < columns.length; k++) {
      const other = columns[k];
      if (other === undefined) continue;
      const factor = dotFrom(j, column, other) / half;
      for (let i = j; i < rows; i++) other[i] = (other[i] ?? 0) - factor * (column[i] ?? 0);
    }
    column[j] = diagonal;
    column.fill(0, j + 1);
  }
  return columns.map((column) => {
    const triangle = new Float64Array(columns.length);
    triangle.set(column.subarray(0, Math.min(rows, columns.length)));
    return triangle;
  });
}

function dotFrom(start: number, a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = start; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
