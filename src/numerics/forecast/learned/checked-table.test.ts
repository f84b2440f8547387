import { describe, expect, it } from 'vitest';
import { checkedTable, checkedTables } from './checked-table.ts';
import { ForecastError, type ForecastProblem } from './forecast-error.ts';
import type { SeriesTable } from './forecaster.ts';

const rising = (count: number) => Float64Array.from({ length: count }, (_, at) => at);
const table = (changes: Partial<SeriesTable> = {}): SeriesTable => ({
  target: rising(10),
  past: [{ name: 'power', values: rising(10) }],
  ahead: [{ name: 'hour', values: rising(12) }],
  ...changes,
});
const need = { rows: 8, horizon: 2 };

function problemOf(check: () => unknown): ForecastProblem & { readonly message: string } {
  try {
    check();
  } catch (error) {
    if (error instanceof ForecastError) return { ...error.problem, message: error.message };
    throw error;
  }
  throw new Error('nothing was found wrong');
}

describe('tables to learn from', () => {
  it('pass where nothing is wrong, gaps among their values or not', () => {
    const gaps = table({ target: rising(10).fill(Number.NaN, 3, 5) });
    expect(checkedTables([table(), gaps], need)).toHaveLength(2);
  });

  it('say how much is missing', () => {
    const few = problemOf(() => checkedTables([table({ target: rising(10).fill(Number.NaN, 0, 4) })], need));
    expect(few).toMatchObject({ kind: 'too-little-data', rowsNeeded: 8, rowsThere: 6 });
    expect(few.message).toBe('There are 6 values, and 8 are needed: 2 more.');
    expect(problemOf(() => checkedTables([], need))).toMatchObject({ rowsThere: 0 });
  });

  it('say which column has nothing, is infinite or is too short', () => {
    const power = (values: Float64Array) => table({ past: [{ name: 'power', values }] });
    expect(
      problemOf(() => checkedTables([power(new Float64Array(10).fill(Number.NaN))], need)),
    ).toMatchObject({
      kind: 'missing-feature',
      column: 'power',
    });
    const infinite = rising(10);
    infinite[4] = Number.NEGATIVE_INFINITY;
    expect(problemOf(() => checkedTables([power(infinite)], need))).toMatchObject({
      kind: 'not-finite',
      column: 'power',
      row: 4,
    });
    expect(problemOf(() => checkedTables([table({ target: infinite })], need))).toMatchObject({
      column: 'target',
    });
    const short = table({ ahead: [{ name: 'hour', values: rising(10) }] });
    expect(problemOf(() => checkedTables([short], need))).toMatchObject({
      kind: 'wrong-length',
      column: 'hour',
      rowsNeeded: 12,
      rowsThere: 10,
    });
  });

  it('want a target that changes', () => {
    const still = table({ target: new Float64Array(10).fill(7) });
    expect(problemOf(() => checkedTables([still], need))).toMatchObject({
      kind: 'constant-target',
      value: 7,
    });
    expect(checkedTables([still, table()], need)).toHaveLength(2);
  });

  it('want the same columns throughout', () => {
    const other = table({ past: [{ name: 'heat', values: rising(10) }] });
    const found = problemOf(() => checkedTables([table(), other], need));
    expect(found).toMatchObject({ kind: 'features-differ', lacking: ['power'], unknown: ['heat'] });
    expect(found.message).toBe(
      'The data are not those the model has learnt from, lacking: "power", unknown: "heat".',
    );
  });
});

it('a table to speak of wants the columns and as many rows as are looked back at', () => {
  expect(checkedTable(table(), ['power', 'hour'], need)).toEqual(table());
  expect(problemOf(() => checkedTable(table(), ['power', 'hour'], { rows: 11, horizon: 2 }))).toMatchObject({
    kind: 'too-little-data',
  });
  expect(problemOf(() => checkedTable(table(), ['hour', 'power'], need))).toMatchObject({
    kind: 'features-differ',
  });
});
