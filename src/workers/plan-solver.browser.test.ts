import { expect, test } from 'vitest';
import type { Program, ProgramSolution } from '../numerics/programming/program.ts';

/** Hillier & Lieberman's Wyndor Glass: most 3x + 5y with x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18; the optimum is 36 at (2, 6), prices 0, 1.5, 1. */
const WYNDOR: Program = {
  sense: 'maximise',
  columns: [{ objective: 3 }, { objective: 5 }],
  rows: [
    { upper: 4, terms: [[0, 1]] },
    { upper: 12, terms: [[1, 2]] },
    {
      upper: 18,
      terms: [
        [0, 3],
        [1, 2],
      ],
    },
  ],
};

/** A knapsack of 10 with 0/1 pieces (5, 4, 6, 3) worth (10, 40, 30, 50): the best is 90, the second and the fourth. */
const KNAPSACK: Program = {
  sense: 'maximise',
  columns: [10, 40, 30, 50].map((objective) => ({ objective, upper: 1, isInteger: true })),
  rows: [
    {
      upper: 10,
      terms: [
        [0, 5],
        [1, 4],
        [2, 6],
        [3, 3],
      ],
    },
  ],
};

test('a worker of this browser finds the optimum of a linear and of a whole-number program', async () => {
  const worker = new Worker(new URL('../../tests/support/solver-worker.ts', import.meta.url), {
    type: 'module',
  });
  const answered = new Promise<readonly ProgramSolution[]>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  worker.postMessage([WYNDOR, KNAPSACK]);
  const [linear, whole] = await answered;
  worker.terminate();
  expect(linear?.status).toBe('optimal');
  expect(linear?.objective).toBeCloseTo(36, 9);
  expect([...(linear?.values ?? [])].map(Math.round)).toEqual([2, 6]);
  expect([...(linear?.rowPrices ?? [])].map((price) => Math.round(price * 1e6) / 1e6)).toEqual([0, 1.5, 1]);
  expect(whole?.status).toBe('optimal');
  expect(whole?.objective).toBeCloseTo(90, 9);
  expect([...(whole?.values ?? [])].map(Math.round)).toEqual([0, 1, 0, 1]);
});
