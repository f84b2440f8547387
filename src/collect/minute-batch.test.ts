import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { MinuteBatch } from './minute-batch.ts';

const minuteOf = (atMs: number) => Math.floor(atMs / 60_000);

test('a minute is taken whole, whatever the stretches, and no cursor passes a row that stays', () => {
  const anySteps = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      anySteps,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 5 }),
      (steps, size, every) => {
        let atMs = 0;
        const rows = steps.map((step) => {
          atMs += step;
          return rowAt('a', atMs, { uptimeS: 1 });
        });
        const batch = new MinuteBatch();
        const taken: number[][] = [];
        for (let at = 0, stretch = 0; at < rows.length; at += size, stretch += 1) {
          const end = Math.min(at + size, rows.length);
          batch.add(rows.slice(at, end), String(end));
          const isEnd = end === rows.length;
          if (stretch % every !== 0 && !isEnd) continue;
          const { ready, cursor } = batch.take(isEnd);
          taken.push(ready.map((row) => row.atMs));
          expect(Number(cursor ?? 0)).toBeLessThanOrEqual(taken.flat().length);
        }
        expect(taken.flat()).toEqual(rows.map((row) => row.atMs));
        const minutes = taken.flatMap((times) => [...new Set(times.map(minuteOf))]);
        expect(new Set(minutes).size).toBe(minutes.length);
      },
    ),
  );
});
