import type { LstmCells } from './lstm-cells.ts';

/** Numbers of one precision, in one piece of memory. */
export type Floats = Float32Array | Float64Array;

/** A matrix within floats: element (row, column) at `offset + row · rowStride + column · columnStride`. */
export interface MatrixView<F extends Floats = Floats> {
  readonly floats: F;
  readonly offset: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Multiplies matrices, and gives the memory that it can multiply in. */
export interface Matrices<F extends Floats = Floats> {
  /** Zeros. */
  allocate(length: number): F;
  /**
   * C = A · B, or C += A · B, of m × k and k × n.
   * @param b,c row by row: their column strides are 1
   */
  multiply(
    m: number,
    n: number,
    k: number,
    a: MatrixView<F>,
    b: MatrixView<F>,
    c: MatrixView<F>,
    add: boolean,
  ): void;
  /** Cells of long short-term memory over that memory, where plain loops are not the quickest. */
  readonly cells?: LstmCells<F>;
}

/** The floats as a matrix of so many columns, row by row. */
export function byRows<F extends Floats>(floats: F, columns: number, offset = 0): MatrixView<F> {
  return { floats, offset, rowStride: columns, columnStride: 1 };
}

/** The same matrix with rows and columns exchanged. */
export function transposed<F extends Floats>(matrix: MatrixView<F>): MatrixView<F> {
  return { ...matrix, rowStride: matrix.columnStride, columnStride: matrix.rowStride };
}

/** Writes a matrix of rows × columns the other way round: what was a column is a row. */
export function transpose(from: Floats, rows: number, columns: number, into: Floats): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      into[column * rows + row] = from[row * columns + column] as number;
}

/** Plain loops over typed arrays: runs everywhere, and in double precision holds against references. */
export function plainMatrices<F extends Floats>(allocate: (length: number) => F): Matrices<F> {
  return {
    allocate,
    multiply(m, n, k, a, b, c, add) {
      for (let i = 0; i < m; i++) {
        const at = c.offset + i * c.rowStride;
        if (!add) c.floats.fill(0, at, at + n);
        for (let p = 0; p < k; p++) {
          const factor = a.floats[a.offset + i * a.rowStride + p * a.columnStride] as number;
          if (factor === 0) continue;
          const from = b.offset + p * b.rowStride;
          for (let j = 0; j < n; j++)
            c.floats[at + j] = (c.floats[at + j] as number) + factor * (b.floats[from + j] as number);
        }
      }
    },
  };
}
