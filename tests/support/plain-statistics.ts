import { expect } from 'vitest';

/** Statistics as they stand in the book, a pass each: what the quick ones are held against. */
export const present = (values: readonly number[]) => values.filter((value) => !Number.isNaN(value));
export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
export const mean = (values: readonly number[]) => sum(values) / values.length;
export const products = (a: readonly number[], b: readonly number[]) =>
  sum(a.map((value, i) => (value - mean(a)) * ((b[i] ?? Number.NaN) - mean(b))));
export const variance = (values: readonly number[]) =>
  values.length < 2 ? Number.NaN : products(values, values) / (values.length - 1);

/** Within 1e-9 of what is expected, missing where that is missing. */
export function expectClose(found: readonly number[], expected: readonly number[]) {
  expect(found).toHaveLength(expected.length);
  for (const [row, value] of expected.entries()) {
    const its = found[row] ?? Number.NaN;
    if (Number.isNaN(value)) expect(its, `row ${row}`).toBeNaN();
    else
      expect(Math.abs(its - value), `row ${row}: ${its}, not ${value}`).toBeLessThan(
        1e-9 * Math.max(1, Math.abs(value)),
      );
  }
}
