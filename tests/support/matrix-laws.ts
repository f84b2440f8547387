import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainCells } from '../../src/numerics/nets/lstm-cells.ts';
import { byRows, type Matrices, plainMatrices, transposed } from '../../src/numerics/nets/matrices.ts';
import { inWasmMemory } from '../../src/numerics/nets/wasm-matrices.ts';

const size = fc.integer({ min: 1, max: 37 });
/** Of no summand at all comes 0: so it is of the states of a sequence of one step. */
const summands = fc.integer({ min: 0, max: 37 });

/** What holds of matrices in WebAssembly wherever they run: each engine is let use other instructions. */
export function matrixLaws(): void {
  it('products in WebAssembly are those of plain loops, of any size, transposed or not, added or not, and touch nothing else', () => {
    fc.assert(
      fc.property(size, size, summands, fc.boolean(), fc.boolean(), (m, n, k, isTransposed, add) => {
        const build = (matrices: Matrices<Float32Array>) => ({
          a: matrices.allocate(m * k),
          b: matrices.allocate(k * n),
          c: matrices.allocate(m * n),
          behind: matrices.allocate(16),
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
        expect(built.behind.every((value) => value === 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('cells in WebAssembly are those of plain loops in double precision, whatever comes in', () => {
    const BATCH = 3;
    const sums = fc.float({ min: -200, max: 200, noNaN: true });
    const near = fc.float({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom(4, 5, 8),
        fc.boolean(),
        fc.array(fc.oneof(sums, near), { minLength: 24 * 4, maxLength: 24 * 4 }),
        (units, isFirst, given) => {
          const stepIn = <F extends Float32Array | Float64Array>({ allocate }: Matrices<F>) => {
            const drawn = (length: number, scale: number) => {
              const floats = allocate(length);
              for (let at = 0; at < length; at++) floats[at] = (given[at % given.length] ?? 0) * scale;
              return floats;
            };
            const size = BATCH * units;
            const [cell, squashed, hidden] = [allocate(size), allocate(size), allocate(size)] as const;
            const past = isFirst ? undefined : drawn(size, 0.01);
            return {
              step: { batch: BATCH, units, gates: drawn(4 * size, 1), past, cell, squashed, hidden },
              gradients: { hidden: drawn(size, 0.02), state: drawn(size, -0.03), cell: drawn(size, 0.05) },
            };
          };
          const { built, matrices } = inWasmMemory(stepIn);
          const other = stepIn(plainMatrices((length) => new Float64Array(length)));
          const agree = (ours: Float32Array, theirs: Float64Array) => {
            for (const [at, value] of theirs.entries())
              expect(Math.abs((ours[at] ?? 0) - value)).toBeLessThan(2e-6 * Math.max(1, Math.abs(value)));
          };
          matrices.cells?.activate(built.step);
          plainCells.activate(other.step);
          for (const name of ['gates', 'cell', 'squashed', 'hidden'] as const)
            agree(built.step[name], other.step[name]);
          matrices.cells?.derive(built.step, built.gradients);
          plainCells.derive(other.step, other.gradients);
          agree(built.step.gates, other.step.gates);
          agree(built.gradients.cell, other.gradients.cell);
        },
      ),
      { numRuns: 100 },
    );
  });
}
