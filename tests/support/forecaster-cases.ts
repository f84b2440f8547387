import type { SeriesTable } from '../../src/numerics/forecast/learned/forecaster.ts';
import { Random } from '../../src/numerics/random.ts';

/** What is known ahead, and what the tables of {@link drivenTable} hold of it. */
export const DRIVEN_HORIZON = 6;

/**
 * A daily wave and some noise, moved up and down by what is published ahead, with an input that is now and then missing and says
 * nothing. Made up, the same from the same seed.
 */
export function drivenTable(rows: number, seed = 1): SeriesTable {
  const random = new Random(seed);
  const published = Float64Array.from({ length: rows + DRIVEN_HORIZON }, () => Math.sign(random.normal()));
  const idle = Float64Array.from({ length: rows }, (_, at) => (at % 7 === 3 ? Number.NaN : random.normal()));
  const target = Float64Array.from(
    { length: rows },
    (_, at) => 50 + 3 * Math.sin((2 * Math.PI * at) / 12) + 2 * (published[at] ?? 0) + 0.2 * random.normal(),
  );
  return {
    target,
    past: [{ name: 'idle', values: idle }],
    ahead: [{ name: 'published', values: published }],
  };
}

/** A table as it was when only its first rows were there. */
export function upTo(table: SeriesTable, row: number): SeriesTable {
  return {
    target: table.target.subarray(0, row),
    past: table.past.map(({ name, values }) => ({ name, values: values.subarray(0, row) })),
    ahead: table.ahead.map(({ name, values }) => ({
      name,
      values: values.subarray(0, row + DRIVEN_HORIZON),
    })),
  };
}
