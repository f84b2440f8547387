import fc from 'fast-check';
import { expect, test } from 'vitest';
import { carbonPoints } from './carbon-intensity.ts';

test('what is no interval, negative or beyond any plant is left out; 0 is a figure', () => {
  const points = carbonPoints([
    { fromMs: 10, toMs: 20, gPerKwh: 0 },
    { fromMs: 20, toMs: 30, gPerKwh: -1 },
    { fromMs: 30, toMs: 40, gPerKwh: 1e6 },
    { fromMs: 50, toMs: 50, gPerKwh: 5 },
    { fromMs: 60, toMs: Number.NaN, gPerKwh: 5 },
    { fromMs: 0, toMs: 15, gPerKwh: 7 },
    { fromMs: 0, toMs: 15, gPerKwh: 9 },
  ]);
  expect(points).toEqual([
    { fromMs: 0, toMs: 10, gPerKwh: 7 },
    { fromMs: 10, toMs: 20, gPerKwh: 0 },
  ]);
});

test('points never overlap, whatever rows they are made of', () => {
  const moment = fc.integer({ min: 0, max: 50 });
  const row = fc.record({ fromMs: moment, toMs: moment, gPerKwh: fc.double({ min: -10, max: 900 }) });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const points = carbonPoints(rows);
      for (const [at, { fromMs, toMs }] of points.entries()) {
        expect(fromMs).toBeGreaterThanOrEqual(points[at - 1]?.toMs ?? 0);
        expect(toMs).toBeGreaterThan(fromMs);
      }
    }),
  );
});
