import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seriesFacts } from './series-facts.ts';

const column = fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(Number.NaN)), {
  maxLength: 60,
});
const everything = { fromMs: 0, toMs: 1e6 };
const moments = (count: number) => Float64Array.from({ length: count }, (_, i) => i * 10);

test('the mean lies between least and most, and gaps lie between known values', () => {
  fc.assert(
    fc.property(column, (values) => {
      const facts = seriesFacts(moments(values.length), Float64Array.from(values), everything);
      const known = values.filter((value) => !Number.isNaN(value));
      if (!facts) return known.length === 0;
      expect(facts.mean).toBeGreaterThanOrEqual(facts.min - 1e-6);
      expect(facts.mean).toBeLessThanOrEqual(facts.max + 1e-6);
      for (const gap of facts.gaps) {
        expect(values[gap.fromMs / 10]).not.toBeNaN();
        expect(values[gap.toMs / 10]).not.toBeNaN();
        expect(gap.toMs - gap.fromMs).toBeGreaterThan(10);
      }
      return true;
    }),
  );
});

test('unknown values before the first and after the last are no gaps', () => {
  const values = Float64Array.of(Number.NaN, 5, 5, Number.NaN);
  expect(seriesFacts(moments(4), values, everything)).toMatchObject({ gaps: [], firstMs: 10, lastMs: 20 });
});

test('values outside the range do not count', () => {
  expect(seriesFacts(moments(3), Float64Array.of(100, 7, 100), { fromMs: 5, toMs: 15 })?.mean).toBe(7);
});
