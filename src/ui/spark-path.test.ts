import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SPARK_HEIGHT, spark } from './spark-path.ts';

const column = (...values: number[]) => Float64Array.from(values);

test('a gap stays open: two runs are two curves', () => {
  const { line } = spark(column(1, 1, Number.NaN, 1, 1), undefined);
  expect(line.match(/M/g)).toHaveLength(2);
});

test('a lone known minute is a dot, so that it is not lost', () => {
  const { line, dots } = spark(column(1, 1, Number.NaN, 0.5, Number.NaN), undefined);
  expect(dots).toEqual(['75,15']);
  expect(line.match(/M/g)).toHaveLength(1);
});

test('the scale begins at zero: half the rate is half the height', () => {
  expect(spark(column(2, 1), undefined).line).toBe('M0,1.5L100,15');
});

test('a curve below what was expected leaves room up to the expected line', () => {
  const { line, expected } = spark(column(1, 1), 2);
  expect(expected).toBe('M0,1.5H100');
  expect(line).toBe('M0,15L100,15');
});

test('where nothing is known, nothing is drawn', () => {
  expect(spark(column(Number.NaN, Number.NaN), undefined)).toEqual({
    line: '',
    area: '',
    dots: [],
    expected: '',
  });
});

test('every known value lies inside the field', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.double({ min: 0, max: 1e15, noNaN: true })), { maxLength: 60 }),
      (found) => {
        const values = Float64Array.from(found, (value) => value ?? Number.NaN);
        const { line, dots } = spark(values, undefined);
        const heights = [...line.matchAll(/,([\d.]+)/g), ...dots.join(' ').matchAll(/,([\d.]+)/g)].map(
          ([, y]) => Number(y),
        );
        expect(heights.every((y) => y >= 0 && y <= SPARK_HEIGHT)).toBe(true);
      },
    ),
  );
});
