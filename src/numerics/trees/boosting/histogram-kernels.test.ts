import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type HistogramKernels, histogramKernels, OF_FEATURE, plainKernels } from './histogram-kernels.ts';

const ROWS = 50;
const ENOUGH_BYTES = 1 << 17;

/** Two histograms of some rows, the second of fewer, and what the first is without those. */
function summed(kernels: HistogramKernels, bins: readonly number[], slopes: readonly number[]) {
  const words = kernels.words(ROWS);
  words.set(bins);
  const pairs = kernels.floats(2 * ROWS);
  for (let row = 0; row < ROWS; row++) pairs.set([slopes[row] ?? 0, 1 + row / 7], 2 * row);
  const rows = kernels.words(ROWS);
  rows.set(rows.map((_, place) => ROWS - 1 - place));
  const ordered = kernels.floats(2 * ROWS);
  const [all, few] = [kernels.floats(4 * OF_FEATURE), kernels.floats(4 * OF_FEATURE)] as const;
  kernels.gather(rows, pairs, ordered);
  kernels.sum(all, words, rows, ordered);
  const some = rows.subarray(3, 20);
  kernels.gather(some, pairs, ordered);
  kernels.sum(few, words, some, ordered);
  kernels.subtract(all, few);
  return { few: [...few], rest: [...all] };
}

it('sums in WebAssembly are those of plain loops, to the last bit, whether its memory is enough or not', () => {
  const bins = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: ROWS, maxLength: ROWS });
  const slopes = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), {
    minLength: ROWS,
    maxLength: ROWS,
  });
  fc.assert(
    fc.property(bins, slopes, fc.constantFrom(ENOUGH_BYTES, 1), (drawnBins, drawnSlopes, bytes) => {
      const plain = summed(plainKernels, drawnBins, drawnSlopes);
      expect(summed(histogramKernels(bytes), drawnBins, drawnSlopes)).toEqual(plain);
    }),
    { numRuns: 20 },
  );
});

it('every row is in the histogram once', () => {
  const { few } = summed(histogramKernels(ENOUGH_BYTES), new Array(ROWS).fill(0x04030201), []);
  for (const [feature, bin] of [1, 2, 3, 4].entries()) {
    const weights = few.filter((_, place) => place % 2 === 1);
    const own = weights.slice((feature * OF_FEATURE) / 2, ((feature + 1) * OF_FEATURE) / 2);
    const all = own.reduce((sum, weight) => sum + weight, 0);
    expect(own[bin]).toBe(all);
    expect(all).toBeGreaterThan(17);
  }
});

it('more memory than there is is done without', () => {
  expect(histogramKernels(1e12)).toBe(plainKernels);
});
