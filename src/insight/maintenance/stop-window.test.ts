import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PricedSpan, stopWindow } from './stop-window.ts';

const HOUR = 3_600_000;
const hourly = (prices: readonly (number | undefined)[]): readonly PricedSpan[] =>
  prices.map((pricePerKwh, hour) => ({ fromMs: hour * HOUR, toMs: (hour + 1) * HOUR, pricePerKwh }));

test('a miner is best stopped while its power costs most, as long as that lasts', () => {
  const spans = hourly([0.2, 0.3, 0.5, 0.5, 0.1]);
  expect(stopWindow(spans, { fromMs: 0, toMs: 5 * HOUR }, HOUR / 2)).toEqual({
    fromMs: 2 * HOUR,
    toMs: 4 * HOUR,
  });
});

test('a standstill longer than the dearest hour lies where both its hours together cost most', () => {
  const spans = hourly([0.1, 0.9, 0.1, 0.6, 0.6]);
  expect(stopWindow(spans, { fromMs: 0, toMs: 5 * HOUR }, 2 * HOUR)?.fromMs).toBe(3 * HOUR);
});

test('there is no window where all hours cost alike, none is known, or the time is too short', () => {
  const within = { fromMs: 0, toMs: 3 * HOUR };
  expect(stopWindow(hourly([0.3, 0.3, 0.3]), within, HOUR)).toBeUndefined();
  expect(stopWindow([], within, HOUR)).toBeUndefined();
  expect(stopWindow(hourly([undefined, 0.3, undefined]), within, 2 * HOUR)).toBeUndefined();
  expect(stopWindow(hourly([0.1, 0.9, 0.1]), within, 4 * HOUR)).toBeUndefined();
});

test('no other minute to begin at saves more', () => {
  const price = fc.integer({ min: -20, max: 80 });
  fc.assert(
    fc.property(
      fc.array(price, { minLength: 2, maxLength: 12 }),
      fc.integer({ min: 1, max: 150 }),
      fc.nat(600),
      (cents, stopMinutes, atMinute) => {
        const spans = hourly(cents.map((each) => each / 100));
        const within = { fromMs: 0, toMs: cents.length * HOUR };
        const stopsMs = stopMinutes * 60_000;
        const window = stopWindow(spans, within, stopsMs);
        const saved = (fromMs: number) => {
          let sum = 0;
          for (const { fromMs: begins, toMs, pricePerKwh = 0 } of spans)
            sum += pricePerKwh * Math.max(0, Math.min(toMs, fromMs + stopsMs) - Math.max(begins, fromMs));
          return sum / stopsMs;
        };
        const otherMs = atMinute * 60_000;
        if (!window || otherMs + stopsMs > within.toMs) return;
        expect(saved(window.fromMs)).toBeGreaterThanOrEqual(saved(otherMs) - 1e-6);
        expect(window.fromMs).toBeGreaterThanOrEqual(within.fromMs);
        expect(window.toMs).toBeLessThanOrEqual(within.toMs);
        expect(window.toMs - window.fromMs).toBeGreaterThanOrEqual(stopsMs);
      },
    ),
    { numRuns: 300 },
  );
});
