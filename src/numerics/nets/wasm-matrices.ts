import { countMemory } from './held-memory.ts';
import { KERNELS_WASM, RELAXED_KERNELS_WASM } from './kernels-wasm.ts';
import { type LstmCells, plainCells } from './lstm-cells.ts';
import type { Matrices } from './matrices.ts';

const FLOAT_BYTES = 4;
/** SIMD reads sixteen bytes at a time: what begins there is read at once. */
const ALIGNMENT = 16;
const PAGE_BYTES = 65_536;
/** Eight columns of the right side are put together here: as many rows as any product of ours sums over. */
const MOST_SUMMED = 1 << 16;
const SCRATCH_BYTES = 8 * FLOAT_BYTES * MOST_SUMMED;

/** What `wasm/` exports; see there. Addresses in bytes, strides in floats. */
interface Kernels {
  gemm(...places: readonly number[]): void;
  activate(...places: readonly number[]): void;
  derive(...places: readonly number[]): void;
}

/**
 * Products in WebAssembly with SIMD, within one memory of a fixed size: ten times as quick as plain loops. What is built with
 * it is built twice, the first time only to learn how much memory it wants.
 *
 * @param build takes all its memory from the matrices that it is given, and writes none of it yet
 * @throws RangeError where the browser has no such memory left; CompileError where it knows no SIMD
 */
export function inWasmMemory<Built>(build: (matrices: Matrices<Float32Array>) => Built): {
  readonly built: Built;
  readonly matrices: Matrices<Float32Array>;
} {
  let bytes = SCRATCH_BYTES;
  build({
    allocate(length) {
      bytes += aligned(length * FLOAT_BYTES);
      return new Float32Array();
    },
    multiply() {
      throw new TypeError('there is nothing to multiply yet');
    },
  });
  const matrices = wasmMatrices(bytes);
  return { built: build(matrices), matrices };
}

function wasmMatrices(bytes: number): Matrices<Float32Array> {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  const memory = countMemory(new WebAssembly.Memory({ initial: pages, maximum: pages }));
  const kernels = compiled(memory);
  let top = SCRATCH_BYTES;
  return {
    allocate(length) {
      const floats = new Float32Array(memory.buffer, top, length);
      top += aligned(length * FLOAT_BYTES);
      return floats;
    },
    multiply(m, n, k, a, b, c, add) {
      if ([a, b, c].some(({ floats }) => floats.buffer !== memory.buffer))
        throw new TypeError('a product of numbers that lie in another memory');
      if (k > MOST_SUMMED) throw new RangeError(`a product over ${k} values: at most ${MOST_SUMMED}`);
      kernels.gemm(
        m,
        n,
        k,
        a.floats.byteOffset + FLOAT_BYTES * a.offset,
        a.rowStride,
        a.columnStride,
        b.floats.byteOffset + FLOAT_BYTES * b.offset,
        b.rowStride,
        c.floats.byteOffset + FLOAT_BYTES * c.offset,
        c.rowStride,
        Number(add),
        0,
      );
    },
    cells: wasmCells(kernels),
  };
}

/** Four cells at once; what is no multiple of four is left to plain loops. */
function wasmCells(kernels: Kernels): LstmCells<Float32Array> {
  return {
    activate(step) {
      const { batch, units, gates, past, cell, squashed, hidden } = step;
      if (units % 4 > 0) return plainCells.activate(step);
      kernels.activate(batch, units, ...[gates, past, cell, squashed, hidden].map(addressOf));
    },
    derive(step, gradients) {
      const { batch, units, gates, past, squashed } = step;
      if (units % 4 > 0) return plainCells.derive(step, gradients);
      const { hidden, state, cell } = gradients;
      kernels.derive(batch, units, ...[gates, past, squashed, hidden, state, cell].map(addressOf));
    },
  };
}

/** 0, where the scratch lies, of what is not there. */
function addressOf(floats: Float32Array | undefined): number {
  return floats?.byteOffset ?? 0;
}

function compiled(memory: WebAssembly.Memory): Kernels {
  const relaxed = decoded(RELAXED_KERNELS_WASM);
  const bytes = WebAssembly.validate(relaxed) ? relaxed : decoded(KERNELS_WASM);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
  const kernel = (name: string) => {
    const found = exports[name];
    if (typeof found !== 'function') throw new TypeError(`the compiled ${name} is not there`);
    return (...places: readonly number[]) => void found(...places);
  };
  return { gemm: kernel('gemm'), activate: kernel('activate'), derive: kernel('derive') };
}

/** Does the browser know the kernels' SIMD? */
export function hasSimd(): boolean {
  return WebAssembly.validate(decoded(KERNELS_WASM));
}

function decoded(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
