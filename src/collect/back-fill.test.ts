import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { DeviceTransport } from '../devices/transport.ts';
import { SERIES } from '../domain/series.ts';
import { gapsIn, recall } from './back-fill.ts';

const hour = 3_600_000;
const transport: DeviceTransport = {
  http: () => Promise.reject(),
  rpc: () => Promise.reject(),
  message: () => Promise.reject(),
};
const context = { minerId: 'm', nowMs: () => 10 * hour, signal: new AbortController().signal };

const minutes = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => (from + index) * 60_000);

test('a miner of whom nothing is stored is asked for everything', () => {
  expect(gapsIn([], { fromMs: hour, toMs: 25 * hour })).toEqual([{ fromMs: hour, toMs: 25 * hour }]);
});

test('every hole is asked for: before the first minute, between two, and since the last', () => {
  const stored = [...minutes(60, 120), ...minutes(180, 240)];
  expect(gapsIn(stored, { fromMs: 0, toMs: 5 * hour })).toEqual([
    { fromMs: 0, toMs: hour },
    { fromMs: 2 * hour, toMs: 3 * hour },
    { fromMs: 4 * hour, toMs: 5 * hour },
  ]);
});

test('a missed minute, or a clock set back, asks for nothing', () => {
  const stored = [...minutes(0, 30), ...minutes(31, 60)];
  expect(gapsIn(stored, { fromMs: 0, toMs: hour })).toEqual([]);
  expect(gapsIn(stored, { fromMs: 0, toMs: hour / 2 })).toEqual([]);
  expect(gapsIn([], { fromMs: hour, toMs: 0 })).toEqual([]);
});

test('the gaps of any history lie in the stretch that was asked for, in order, and hold no stored minute', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 600 })),
      fc.integer({ max: 36_000_000 }),
      (all, toMs) => {
        const stored = all.toSorted((a, b) => a - b).map((minute) => minute * 60_000);
        const gaps = gapsIn(stored, { fromMs: 0, toMs });
        let before = 0;
        for (const gap of gaps) {
          expect(gap.fromMs).toBeGreaterThanOrEqual(before);
          expect(gap.toMs).toBeLessThanOrEqual(toMs);
          expect(stored.filter((minute) => minute >= gap.fromMs && minute < gap.toMs)).toEqual([]);
          before = gap.toMs;
        }
      },
    ),
  );
});

test('only what lies in a gap is taken, and what the device did not keep is missing, not 0', async () => {
  const history = vi.fn(async () => [
    { atMs: 1 * hour, hashrateHs: 1 },
    { atMs: 5 * hour, hashrateHs: 2 },
    { atMs: 7 * hour, hashrateHs: 2 },
    { atMs: 10 * hour, hashrateHs: 3 },
  ]);
  const rows = await recall(
    { read: () => Promise.reject(), history },
    transport,
    [
      { fromMs: 2 * hour, toMs: 6 * hour },
      { fromMs: 8 * hour, toMs: 10 * hour },
    ],
    context,
  );
  expect(rows.map((row) => row.atMs)).toEqual([5 * hour]);
  const power = SERIES.findIndex((series) => series.name === 'powerW');
  expect(rows[0]?.values[power]).toBeNaN();
});

test('a family that keeps no history is not asked', async () => {
  expect(
    await recall({ read: () => Promise.reject() }, transport, [{ fromMs: 0, toMs: hour }], context),
  ).toEqual([]);
});
