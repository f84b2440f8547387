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

/** By trying every choice of whole numbers. */
function mostOf({ gains, uses, limits, uppers }: Parameters<typeof programOf>[0]): number {
  const from = (j: number, left: readonly number[]): number => {
    if (j === gains.length) return 0;
    let best = 0;
    for (let count = 0; count <= (uppers[j] ?? 0); count++) {
      const then = left.map((each, i) => each - count * (uses[i]?.[j] ?? 0));
      if (then.some((each) => each < -1e-9)) break;
      best = Math.max(best, count * (gains[j] ?? 0) + from(j + 1, then));
    }
    return best;
  };
  return from(0, limits);
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

  it('does not take its own presolve at its word: what doing nothing fulfils is not infeasible', () => {
    // HiGHS 1.15.3 with presolve calls both of these infeasible.
    const pieces: readonly (readonly [gain: number, use: number, upper: number])[] = [
      [0.21366755230116524, 0.31906183057449156, 0.10447299167283293],
      [0.18232565479931534, 0.31906183057449156, 0.10447299167283293],
      [0.1509837572974655, 0.31906183057449156, 0.10447299167283294],
      [0.1196418597956156, 0.31906183057449156, 0.10447299167283292],
      [0.09625, 0.20339738354961662, 0.025],
      [0.08875, 0.20339738354961662, 0.025],
      [0.08125, 0.20339738354961662, 0.02500000000000001],
      [0.07375, 0.20339738354961662, 0.024999999999999994],
    ];
    const lines = solver.solve({
      sense: 'maximise',
      columns: pieces.map(([objective, , upper]) => ({ objective, upper })),
      rows: [
        { upper: 0.1, terms: pieces.map(([, use], j) => [j, use] as const) },
        { upper: 0.1, terms: pieces.map((_, j) => [j, 0.1] as const) },
      ],
    });
    expect(lines.status).toBe('optimal');
    expect(lines.objective).toBeCloseTo(0.0571443, 6);
    const whole = solver.solve({
      sense: 'maximise',
      columns: [
        { objective: 1.09, upper: 0.175, isInteger: true },
        { objective: 2.39, upper: 0.88, isInteger: true },
        { objective: 7.68, upper: 2.05, isInteger: true },
      ],
      rows: [
        {
          upper: 0.17,
          terms: [
            [0, 0.216],
            [1, 3.39],
            [2, 0.146],
          ],
        },
      ],
    });
    expect(whole.status).toBe('optimal');
    expect(whole.objective).toBeCloseTo(7.68, 6);
  });

  it('finds whole numbers between broken bounds', () => {
    fc.assert(
      fc.property(packing, (given) => {
        const program = programOf(given);
        const columns = program.columns.map((column) => ({ ...column, isInteger: true }));
        expect(solver.solve({ ...program, columns }).objective).toBeCloseTo(mostOf(given), 4);
      }),
    );
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
