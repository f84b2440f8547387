import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FallingProgram, solveFalling } from './falling-gains.ts';
import { openHighs } from './highs-solver.ts';
import type { ProgramSolver } from './program.ts';
import { solveSeparable } from './separable-concave.ts';

let solver: ProgramSolver;
beforeAll(async () => {
  solver = await openHighs();
});

const figure = fc.double({ min: 0.1, max: 9, noNaN: true });
const column = fc.record({
  objective: figure,
  fall: fc.constantFrom(0, 0.5, 2),
  upper: figure,
  uses: fc.tuple(figure, figure),
});

interface Task {
  readonly columns: readonly { objective: number; fall: number; upper: number; uses: [number, number] }[];
  readonly limits: readonly [number, number];
}
const task: fc.Arbitrary<Task> = fc.record({
  columns: fc.array(column, { minLength: 1, maxLength: 6 }),
  limits: fc.tuple(figure, figure),
});

function programOf({ columns, limits }: Task): FallingProgram {
  return {
    columns,
    rows: limits.map((upper, i) => ({
      upper,
      terms: columns.map(({ uses }, j) => [j, uses[i] as number] as const),
    })),
  };
}

function optimumOf(program: FallingProgram) {
  const found = solveFalling(program, solver);
  if (found.status !== 'optimal') throw new Error(found.status);
  return found;
}

describe('gains that fall', () => {
  it('are proved to be the most: at its prices nothing by itself would earn more', () => {
    fc.assert(
      fc.property(task, (given) => {
        const { values, objective, rowPrices } = optimumOf(programOf(given));
        given.limits.forEach((limit, i) => {
          const used = given.columns.reduce(
            (sum, { uses }, j) => sum + (uses[i] as number) * (values[j] as number),
            0,
          );
          expect(used).toBeLessThanOrEqual(limit + 1e-6);
        });
        // Weak duality: for any prices ≥ 0 no choice within the limits earns more than this.
        let bound = 0;
        given.limits.forEach((limit, i) => {
          expect(rowPrices[i]).toBeGreaterThanOrEqual(-1e-9);
          bound += limit * (rowPrices[i] as number);
        });
        for (const { objective: gain, fall, upper, uses } of given.columns) {
          const net = gain - uses.reduce((sum, use, i) => sum + use * (rowPrices[i] as number), 0);
          const best = fall > 0 ? Math.min(upper, Math.max(0, net / fall)) : net > 0 ? upper : 0;
          bound += net * best - 0.5 * fall * best * best;
        }
        expect(bound - objective).toBeLessThanOrEqual(1e-6 * Math.max(1, objective));
      }),
      { numRuns: 500 },
    );
  });

  it('have the values and prices of the dual’s own way where all of them fall', () => {
    fc.assert(
      fc.property(task, ({ columns, limits }) => {
        const falling = columns.map((each) => ({ ...each, fall: each.fall + 0.3 }));
        const found = optimumOf(programOf({ columns: falling, limits }));
        const own = solveSeparable({
          gains: Float64Array.from(falling, ({ objective }) => objective),
          falls: Float64Array.from(falling, ({ fall }) => fall),
          lower: new Float64Array(falling.length),
          upper: Float64Array.from(falling, ({ upper }) => upper),
          uses: limits.map((_, i) => Float64Array.from(falling, ({ uses }) => uses[i] as number)),
          limits: Float64Array.from(limits),
        });
        expect(found.objective).toBeCloseTo(own?.objective as number, 6);
        found.values.forEach((value, j) => {
          expect(value).toBeCloseTo(own?.values[j] as number, 3);
        });
      }),
    );
  });

  it('without an upper bound end where the next would cost something', () => {
    const { values, objective, columnPrices } = optimumOf({
      columns: [{ objective: 3_000, fall: 0.01 }],
      rows: [],
    });
    expect(values[0]).toBeCloseTo(300_000, 3);
    expect(objective / 450e6).toBeCloseTo(1, 9);
    expect(columnPrices[0]).toBe(0);
  });

  it('are drawn beyond their own best by a share that another, level one has', () => {
    // Half of all must be of the first: y = x, 10·y + x − x²/2 with x = y is the most at 11.
    const { values } = optimumOf({
      columns: [
        { objective: 1, fall: 1 },
        { objective: 10, fall: 0 },
      ],
      rows: [
        {
          lower: 0,
          terms: [
            [0, 0.5],
            [1, -0.5],
          ],
        },
      ],
    });
    expect(values[0]).toBeCloseTo(11, 4);
    expect(values[1]).toBeCloseTo(11, 4);
  });

  it('beside a level one that nothing ends have no end', () => {
    const columns = [
      { objective: 1, fall: 1 },
      { objective: 1, fall: 0 },
    ];
    expect(solveFalling({ columns, rows: [] }, solver).status).toBe('unbounded');
  });

  it('with bounds that cross, or limits that cannot be kept, are told to be infeasible', () => {
    expect(
      solveFalling({ columns: [{ objective: 1, fall: 1, lower: 2, upper: 1 }], rows: [] }, solver).status,
    ).toBe('infeasible');
    const rows = [{ upper: 1, terms: [[0, 1]] as const }];
    expect(solveFalling({ columns: [{ objective: 1, fall: 1, lower: 2 }], rows }, solver).status).toBe(
      'infeasible',
    );
  });
});
