import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byRows, type Matrices, plainMatrices, transposed } from './matrices.ts';
import { inWasmMemory } from './wasm-matrices.ts';

const size = fc.integer({ min: 1, max: 37 });

it('products in WebAssembly are those of plain loops, of any size, transposed or not, added or not', () => {
  fc.assert(
    fc.property(size, size, size, fc.boolean(), fc.boolean(), (m, n, k, isTransposed, add) => {
      const build = (matrices: Matrices<Float32Array>) => ({
        a: matrices.allocate(m * k),
        b: matrices.allocate(k * n),
        c: matrices.allocate(m * n),
      });
      const { built, matrices } = inWasmMemory(build);
      const plain = plainMatrices((length) => new Float64Array(length));
      const other = { a: plain.allocate(m * k), b: plain.allocate(k * n), c: plain.allocate(m * n) };
      for (const name of ['a', 'b', 'c'] as const)
        for (let at = 0; at < built[name].length; at++) {
          built[name][at] = Math.sin(1 + at * (name === 'b' ? 1.7 : 0.9));
          other[name][at] = built[name][at] ?? 0;
        }
      const left = <F extends Float32Array | Float64Array>(floats: F) =>
        isTransposed ? transposed(byRows(floats, m)) : byRows(floats, k);
      matrices.multiply(m, n, k, left(built.a), byRows(built.b, n), byRows(built.c, n), add);
      plain.multiply(m, n, k, left(other.a), byRows(other.b, n), byRows(other.c, n), add);
      for (let at = 0; at < m * n; at++)
        expect(Math.abs((built.c[at] ?? 0) - (other.c[at] ?? 0))).toBeLessThan(1e-4);
    }),
    { numRuns: 60 },
  );
});
