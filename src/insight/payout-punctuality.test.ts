import fc from 'fast-check';
import { expect, test } from 'vitest';
import { payoutVerdicts } from './payout-punctuality.ts';

const HOUR_MS = 3_600_000;
const LEAST = 0.005;

/** An account asked each hour, by what it holds in thousandths. */
const hourly = (held: readonly number[], least = LEAST) =>
  held.map((payable, hour) => ({ heardAtMs: hour * HOUR_MS, payable: payable / 1000, least }));
/** So many hours of one sum. */
const held = (sum: number, hours: number) => Array.from({ length: hours }, () => sum);

test('a payout that comes a day after the least sum was reached is in time, and known when the sum has gone', () => {
  const levels = hourly([...held(4.9, 5), ...held(5.1, 24), 0.1]);
  expect(payoutVerdicts(levels)).toEqual([{ knownAtMs: 29 * HOUR_MS, inTime: true }]);
});

test('one that has not come after two days is late, once, however long it stays away', () => {
  const levels = hourly([...held(4.9, 2), ...held(5.1, 200), 0.1, 0.2]);
  expect(payoutVerdicts(levels)).toEqual([{ knownAtMs: (2 + 49) * HOUR_MS, inTime: false }]);
});

test('one that was due before anybody looked can be late, but not in time', () => {
  expect(payoutVerdicts(hourly([...held(6, 10), 0.5]))).toEqual([]);
  expect(payoutVerdicts(hourly(held(6, 60)))).toEqual([{ knownAtMs: 49 * HOUR_MS, inTime: false }]);
});

test('of one that came while nobody looked for days nobody knows', () => {
  const levels = [...hourly([4.9, 5.1]), { heardAtMs: 90 * HOUR_MS, payable: 0.001, least: LEAST }];
  expect(payoutVerdicts(levels)).toEqual([]);
});

test('nothing is due any more where the owner raises the least sum, and a block that was taken back is no payout', () => {
  const raised = [...hourly([4.9, 5.1]), ...hourly([...held(5.1, 90)], 0.01).slice(2)];
  expect(payoutVerdicts(raised)).toEqual([]);
  const orphaned = hourly([...held(4.9, 2), ...held(6, 10), ...held(5.5, 10), 0]);
  expect(payoutVerdicts(orphaned)).toEqual([{ knownAtMs: 22 * HOUR_MS, inTime: true }]);
});

test('what is known at a moment is not changed by what is heard later', () => {
  const sums = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 200 });
  fc.assert(
    fc.property(sums, fc.nat(200), (told, cut) => {
      const levels = hourly(told);
      const known = payoutVerdicts(levels.slice(0, cut));
      const untilMs = levels[cut]?.heardAtMs ?? Number.POSITIVE_INFINITY;
      expect(payoutVerdicts(levels).filter(({ knownAtMs }) => knownAtMs < untilMs)).toEqual(known);
    }),
  );
});
