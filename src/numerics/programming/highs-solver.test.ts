import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { openHighs } from './highs-solver.ts';
import type { Program, ProgramSolver } from './program.ts';

let solver: ProgramSolver;
beforeAll(async () => {
  solver = await openHighs();
});

const share = fc.double({ min: 0.1, max: 9, noNaN: true });
const packing = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc.record({
    gains: fc.array(share, { minLength: size, maxLength: size }),
    uses: fc.array(fc.array(share, { minLength: size, maxLength: size }), { minLength: 1, maxLength: 3 }),
    limits: fc.array(share, { minLength: 3, maxLength: 3 }),
    uppers: fc.array(share, { minLength: size, maxLength: size }),
  }),
);

function programOf({
  gains,
  uses,
  limits,
  uppers,
}: {
  gains: number[];
  uses: number[][];
  limits: number[];
  uppers: number[];
}): Program {
  return {
    sense: 'maximise',
    columns: gains.map((objective, j) => ({ objective, upper: uppers[j] })),
    rows: uses.map((use, i) => ({ upper: limits[i], terms: use.map((value, j) => [j, value] as const) })),
  };
}

describe('the solver', () => {
  it('keeps all limits, and what its prices say of them adds up to the optimum', () => {
    fc.assert(
      fc.property(packing, (given) => {
        const { status, objective, values, activities, rowPrices, columnPrices } = solver.solve(
          programOf(given),
        );
        expect(status).toBe('optimal');
        for (const [i, used] of activities.entries())
          expect(used).toBeLessThanOrEqual((given.limits[i] ?? 0) + 1e-6);
        values.forEach((value, j) => {
          expect(value).toBeGreaterThanOrEqual(-1e-9);
          expect(value).toBeLessThanOrEqual((given.uppers[j] ?? 0) + 1e-9);
        });
        // Strong duality: what all limits are worth is what the whole earns.
        let worth = 0;
        rowPrices.forEach((price, i) => {
          worth += price * (given.limits[i] ?? 0);
        });
        columnPrices.forEach((price, j) => {
          worth += Math.max(0, price) * (given.uppers[j] ?? 0);
        });
        expect(worth).toBeCloseTo(objective, 6);
      }),
    );
  });

  it('finds the whole numbers that trying all of them finds', () => {
    fc.assert(
      fc.property(packing, (given) => {
        const program = programOf(given);
        const columns = program.columns.map((column) => ({ ...column, upper: 1, isInteger: true }));
        let best = 0;
        for (let set = 0; set < 2 ** columns.length; set++) {
          const isIn = (j: number) => (set >> j) & 1;
          const fits = program.rows.every(
            ({ terms, upper = 0 }) => terms.reduce((sum, [j, use]) => sum + isIn(j) * use, 0) <= upper + 1e-9,
          );
          if (fits)
            best = Math.max(
              best,
              columns.reduce((sum, { objective }, j) => sum + isIn(j) * objective, 0),
            );
        }
        expect(solver.solve({ ...program, columns }).objective).toBeCloseTo(best, 5);
      }),
      { numRuns: 30 },
    );
  });

  it('finds the top of a parabola between its limits', () => {
    const { values, rowPrices } = solver.solve({
      sense: 'maximise',
      columns: [{ objective: 4 }, { objective: 6 }],
      rows: [
        {
          upper: 3,
          terms: [
            [0, 1],
            [1, 1],
          ],
        },
      ],
      curvature: [
        [0, 0, -2],
        [1, 1, -2],
      ],
    });
    // 4 − 2x = 6 − 2y = price, x + y = 3.
    expect(values[0]).toBeCloseTo(1, 6);
    expect(values[1]).toBeCloseTo(2, 6);
    expect(rowPrices[0]).toBeCloseTo(2, 5);
  });

  it('tells what cannot be from what has no end', () => {
    const rows = [{ lower: 2, terms: [[0, 1]] as const }];
    expect(solver.solve({ sense: 'minimise', columns: [{ objective: 1, upper: 1 }], rows }).status).toBe(
      'infeasible',
    );
    expect(solver.solve({ sense: 'maximise', columns: [{ objective: 1 }], rows }).status).toBe('unbounded');
  });

  it('refuses what makes no sense, and says where', () => {
    const columns = [{ objective: 1 }];
    expect(() => solver.solve({ sense: 'minimise', columns, rows: [{ upper: 1, terms: [[3, 1]] }] })).toThrow(
      /row 0/,
    );
    expect(() => solver.solve({ sense: 'minimise', columns: [{ objective: Number.NaN }], rows: [] })).toThrow(
      /column 0/,
    );
    const unlimited = { sense: 'maximise', columns, rows: [{ upper: Number.NaN, terms: [[0, 1]] }] } as const;
    expect(() => solver.solve(unlimited)).toThrow(/no number/);
  });
});
