import { dotOfSpans } from './dot.ts';
import { tileProducts } from './tile-products.ts';

/** Which part of rows is solved: columns `start` to `end`; before `start` they are 0 or solved already and not looked at. */
export interface RowSpan {
  readonly fromRow: number;
  readonly toRow: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Solves L x = b for each row b of a matrix, in place, by forward substitution: four rows and two unknowns at a time.
 *
 * @param lower L, row by row, `stride` numbers each
 * @param rows one right side each, `stride` numbers each; they may lie in the same matrix below L
 */
export function solveRows(lower: Float64Array, stride: number, rows: Float64Array, span: RowSpan): void {
  const { fromRow, toRow, start, end } = span;
  const products = new Float64Array(8);
  let row = fromRow;
  for (; row + 3 < toRow; row += 4) {
    const from = row * stride;
    let j = start;
    for (; j + 1 < end; j += 2) {
      const own = j * stride;
      tileProducts(rows, from + start, lower, own + start, stride, j - start, products);
      const [d0, d1] = [1 / (lower[own + j] as number), 1 / (lower[own + stride + j + 1] as number)];
      const side = lower[own + stride + j] as number;
      for (let r = 0; r < 4; r++) {
        const at = from + r * stride + j;
        const first = ((rows[at] as number) - (products[2 * r] as number)) * d0;
        rows[at] = first;
        rows[at + 1] = ((rows[at + 1] as number) - (products[2 * r + 1] as number) - side * first) * d1;
      }
    }
    for (let r = 0; r < 4; r++) solveRow(lower, stride, rows, row + r, { start, from: j, end });
  }
  for (; row < toRow; row++) solveRow(lower, stride, rows, row, { start, from: start, end });
}

function solveRow(
  lower: Float64Array,
  stride: number,
  rows: Float64Array,
  row: number,
  { start, from, end }: { readonly start: number; readonly from: number; readonly end: number },
): void {
  const own = row * stride;
  for (let j = from; j < end; j++) {
    const known = dotOfSpans(rows, own + start, lower, j * stride + start, j - start);
    rows[own + j] = ((rows[own + j] as number) - known) / (lower[j * stride + j] as number);
  }
}
