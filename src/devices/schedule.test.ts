import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstPauseMs, pauseMs, steadyPauseMs } from './schedule.ts';

test('a healthy miner is never asked faster than its period, and at most a tenth slower', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 5_000, max: 600_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (pollMs, u) => {
        const pause = pauseMs({ pollMs, failures: 0 }, () => u);
        expect(pause).toBeGreaterThanOrEqual(pollMs);
        expect(pause).toBeLessThanOrEqual(Math.ceil(pollMs * 1.1));
      },
    ),
  );
});

test('a silent miner is asked ever more rarely, but still once a minute', () => {
  const pauses = [1, 2, 3, 4, 5, 50].map((failures) => pauseMs({ pollMs: 10_000, failures }, () => 0));
  expect(pauses).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
});

test('a period longer than a minute is never shortened by back-off', () => {
  expect(pauseMs({ pollMs: 300_000, failures: 7 }, () => 0)).toBe(300_000);
});

test('the first polls of a fleet are spread, beginning at once', () => {
  expect([0, 1, 2, 3].map((index) => firstPauseMs(index, 4, 2_000))).toEqual([0, 500, 1_000, 1_500]);
});

test('who keeps the beat begins each poll one period after the last, and leaves half a period between', () => {
  const pace = { pollMs: 10_000, failures: 0 };
  expect([0, 200, 4_900, 9_000, 60_000].map((tookMs) => steadyPauseMs(pace, tookMs))).toEqual([
    10_000, 9_800, 5_100, 5_000, 5_000,
  ]);
  expect(steadyPauseMs({ pollMs: 10_000, failures: 3 }, 5_000)).toBe(40_000);
  // The clock was set back by a year, or ahead.
  expect(steadyPauseMs(pace, -3e10)).toBe(10_000);
});
