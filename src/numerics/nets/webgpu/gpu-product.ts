import type { Dispatch, Gpu } from './gpu.ts';
import { MATRIX_PRODUCT, PRODUCT_TILE } from './kernels/matrix-product.ts';

/** A matrix in a buffer: element (row, column) lies at `first + row · row + column · column` floats. */
export interface GpuMatrix extends GPUBufferBinding {
  readonly row: number;
  readonly column: number;
  readonly first?: number;
}

/** C = A · B, of m × k and k × n; C lies row by row. */
export async function matrixProduct(
  gpu: Gpu,
  { m, n, k }: { readonly m: number; readonly n: number; readonly k: number },
  a: GpuMatrix,
  b: GpuMatrix,
  c: GPUBufferBinding & { readonly first?: number },
): Promise<Dispatch> {
  const kernel = await gpu.kernel(MATRIX_PRODUCT, {
    M: m,
    N: n,
    K: k,
    A_OFFSET: a.first ?? 0,
    A_ROW: a.row,
    A_COLUMN: a.column,
    B_OFFSET: b.first ?? 0,
    B_ROW: b.row,
    B_COLUMN: b.column,
    C_OFFSET: c.first ?? 0,
  });
  const buffers = [a, b, c].map(boundOf);
  return gpu.dispatch(kernel, buffers, Math.ceil(n / PRODUCT_TILE), Math.ceil(m / PRODUCT_TILE));
}

function boundOf({ buffer, offset = 0, size = 0 }: GPUBufferBinding): GPUBufferBinding {
  return { buffer, offset, size };
}
