import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamed } from '../../../tests/support/feature-stream.ts';
import {
  expectClose,
  mean,
  present,
  products,
  sum,
  variance,
} from '../../../tests/support/plain-statistics.ts';
import { cycleStrength } from './cycle-strength.ts';
import { movingCorrelation } from './moving-correlation.ts';
import { movingMax, movingMin } from './moving-extremes.ts';
import { movingStd, movingVariance, movingVariation } from './moving-moments.ts';
import { movingQuantile, movingRank } from './moving-quantile.ts';
import { movingRelativeSlope, movingSlope } from './moving-slope.ts';
import { movingMean, movingSum } from './moving-sum.ts';
import type { MovingWindow, Operator } from './operator.ts';
import { composed, perRow } from './row-wise.ts';

/** What the window's present rows come to, worked out anew for every row. Rows before the first are missing. */
type Anew = (window: readonly number[], columns: readonly (readonly number[])[], row: number) => number;

interface Case {
  readonly name: string;
  readonly make: (window: MovingWindow) => Operator;
  readonly anew: Anew;
  readonly columns?: number;
}

/** Windows of columns where both are there. */
function pairs(columns: readonly (readonly number[])[]): [number[], number[]] {
  const [a = [], b = []] = columns;
  const both = a.map((_, i) => i).filter((i) => !Number.isNaN(a[i]) && !Number.isNaN(b[i]));
  return [both.map((i) => a[i] ?? Number.NaN), both.map((i) => b[i] ?? Number.NaN)];
}

function slope(column: readonly number[]): number {
  const [t, x] = pairs([column.map((_, i) => i), column]);
  return t.length < 2 ? Number.NaN : products(t, x) / products(t, t);
}

function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = p * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (place - Math.floor(place)) * (high - low);
}

function harmonic(column: readonly number[], firstRow: number, period: number): number {
  const rows = column.map((_, i) => i).filter((i) => !Number.isNaN(column[i]));
  if (rows.length <= 3) return Number.NaN;
  const x = rows.map((i) => column[i] ?? Number.NaN);
  const c = rows.map((i) => Math.cos((2 * Math.PI * (firstRow + i)) / period));
  const s = rows.map((i) => Math.sin((2 * Math.PI * (firstRow + i)) / period));
  const [cc, cs, ss] = [products(c, c), products(c, s), products(s, s)];
  const [cx, sx, xx] = [products(c, x), products(s, x), products(x, x)];
  const determinant = cc * ss - cs * cs;
  if (!(determinant > 1e-6 * x.length ** 2) || xx < 1e-9) return Number.NaN;
  return (ss * cx * cx - 2 * cs * cx * sx + cc * sx * sx) / determinant / xx;
}

const CASES: readonly Case[] = [
  { name: 'sum', make: movingSum, anew: (w) => sum(present(w)) },
  { name: 'mean', make: movingMean, anew: (w) => mean(present(w)) },
  { name: 'variance', make: movingVariance, anew: (w) => variance(present(w)) },
  { name: 'standard deviation', make: movingStd, anew: (w) => Math.sqrt(variance(present(w))) },
  {
    name: 'coefficient of variation',
    make: movingVariation,
    anew: (w) => (mean(present(w)) > 0 ? Math.sqrt(variance(present(w))) / mean(present(w)) : Number.NaN),
  },
  { name: 'least', make: movingMin, anew: (w) => Math.min(...present(w)) },
  { name: 'greatest', make: movingMax, anew: (w) => Math.max(...present(w)) },
  { name: 'median', make: (w) => movingQuantile(w, 0.5), anew: (w) => quantile(present(w), 0.5) },
  { name: 'ninth decile', make: (w) => movingQuantile(w, 0.9), anew: (w) => quantile(present(w), 0.9) },
  {
    name: 'rank',
    make: movingRank,
    anew: (w) => {
      const now = w.at(-1) ?? Number.NaN;
      if (Number.isNaN(now)) return Number.NaN;
      const rest = present(w);
      const equal = rest.filter((value) => value === now).length;
      return (rest.filter((value) => value < now).length + equal / 2) / rest.length;
    },
  },
  { name: 'slope', make: (w) => movingSlope(w, 1), anew: (w) => slope(w) },
  {
    name: 'relative slope',
    make: (w) => composed(movingRelativeSlope(w, 1), perRow(Math.abs)),
    anew: (w) => {
      const sizes = w.map(Math.abs);
      return mean(present(sizes)) > 0 ? slope(sizes) / mean(present(sizes)) : Number.NaN;
    },
  },
  {
    name: 'correlation',
    make: movingCorrelation,
    columns: 2,
    anew: (_, columns) => {
      const [a, b] = pairs(columns);
      const root = Math.sqrt(products(a, a) * products(b, b));
      return root > 0 ? products(a, b) / root : Number.NaN;
    },
  },
  {
    name: 'strength of a cycle of 5 rows',
    make: (w) => cycleStrength(w, 5),
    anew: (w, _, row) => harmonic(w, row - w.length + 1, 5),
  },
];

/** Whole numbers, so that "does not vary" is exact in both; a third of the rows is missing. */
const column = fc.array(
  fc.oneof({ weight: 2, arbitrary: fc.integer({ min: -50, max: 50 }) }, fc.constant(Number.NaN)),
  { minLength: 1, maxLength: 60 },
);

function windowAt(values: readonly number[], row: number, size: number): number[] {
  return Array.from({ length: size }, (_, k) => values[row - size + 1 + k] ?? Number.NaN);
}

describe('a window that moves on row by row comes to what its rows come to when all are taken anew', () => {
  it.each(CASES)('$name', ({ make, anew, columns = 1 }) => {
    fc.assert(
      fc.property(
        fc.array(column, { minLength: columns, maxLength: columns }),
        fc.integer({ min: 1, max: 15 }),
        fc.constantFrom(0, 0.3, 0.5, 1),
        fc.integer({ min: 0, max: 40 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        (given, size, atLeast, firstRow, chunks) => {
          const rows = Math.min(...given.map((values) => values.length));
          const cut = given.map((values) => values.slice(0, rows));
          const needed = Math.max(1, Math.ceil(atLeast * size - 1e-9));
          const expected = Array.from({ length: rows }, (_, row) => {
            const windows = cut.map((values) => windowAt(values, row, size));
            const whole = columns === 1 ? present(windows[0] ?? []) : pairs(windows)[0];
            return whole.length < needed ? Number.NaN : anew(windows[0] ?? [], windows, firstRow + row);
          });
          const operator = make({ windowMs: size, atLeast });
          expectClose(streamed(operator, cut, { stepMs: 1, startMs: firstRow, chunks }), expected);
        },
      ),
    );
  });

  it.each(CASES)('$name, begun a window before, is the same number bit by bit', ({ make, columns = 1 }) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(Number.NaN)), {
            minLength: 40,
            maxLength: 40,
          }),
          { minLength: columns, maxLength: columns },
        ),
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 0, max: 20 }),
        (given, size, later) => {
          const operator = make({ windowMs: size, atLeast: 0.3 });
          const early = streamed(operator, given, { stepMs: 1, startMs: 1000 });
          const late = streamed(
            operator,
            given.map((values) => values.slice(later)),
            { stepMs: 1, startMs: 1000 + later },
          );
          expect(late.slice(size - 1)).toEqual(early.slice(later + size - 1));
        },
      ),
    );
  });
});

describe('after a year', () => {
  const minutes = 525_600;
  const rate = (i: number) => 1.2e12 * (1 + 0.02 * Math.sin(i / 97) + 0.01 * Math.sin(i * 12.9898));
  const given = Float64Array.from({ length: minutes }, (_, i) => (i === 1000 ? 1e300 : rate(i)));

  it.each([
    { name: 'mean', operator: movingMean({ windowMs: 1440, atLeast: 0.5 }), of: mean },
    { name: 'variance', operator: movingVariance({ windowMs: 1440, atLeast: 0.5 }), of: variance },
  ])('neither rounding nor a senseless value long ago has left a trace in the $name', ({ operator, of }) => {
    const evaluate = operator({ stepMs: 1, offsetMinutes: () => 0 });
    const out = new Float64Array(minutes);
    evaluate([given], out, minutes, 0);
    const expected = of([...given.slice(-1440)]);
    expect(Math.abs((out.at(-1) ?? Number.NaN) / expected - 1)).toBeLessThan(1e-11);
  });
});
