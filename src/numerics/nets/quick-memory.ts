import { type Matrices, plainMatrices } from './matrices.ts';
import { inWasmMemory } from './wasm-matrices.ts';

/** Builds in WebAssembly's memory, or where there is none, or no SIMD, in plain memory: the same numbers but for rounding. */
export function inQuickMemory<Built>(build: (matrices: Matrices<Float32Array>) => Built): Built {
  try {
    return inWasmMemory(build).built;
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof WebAssembly.CompileError)) throw error;
    return build(plainMatrices((length) => new Float32Array(length)));
  }
}
