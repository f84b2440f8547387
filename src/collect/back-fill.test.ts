import { expect, test, vi } from 'vitest';
import type { DeviceTransport } from '../devices/transport.ts';
import { SERIES } from '../domain/series.ts';
import { gapOf, recall } from './back-fill.ts';

const hour = 3_600_000;
const transport: DeviceTransport = { http: () => Promise.reject(), rpc: () => Promise.reject() };
const context = { minerId: 'm', nowMs: () => 10 * hour, signal: new AbortController().signal };

test('a miner without history is asked for a day, a known one for what is missing', () => {
  expect(gapOf(undefined, 100 * hour)).toEqual({ fromMs: 76 * hour, toMs: 100 * hour });
  expect(gapOf(97 * hour, 100 * hour)).toEqual({ fromMs: 97 * hour, toMs: 100 * hour });
  expect(gapOf(1 * hour, 100 * hour)).toEqual({ fromMs: 76 * hour, toMs: 100 * hour });
});

test('a gap of a minute, or a clock set back, asks for nothing', () => {
  expect(gapOf(100 * hour - 60_000, 100 * hour)).toBeUndefined();
  expect(gapOf(101 * hour, 100 * hour)).toBeUndefined();
});

test('only what lies in the gap is taken, and what the device did not keep is missing, not 0', async () => {
  const history = vi.fn(async () => [
    { atMs: 1 * hour, hashrateHs: 1 },
    { atMs: 5 * hour, hashrateHs: 2 },
    { atMs: 10 * hour, hashrateHs: 3 },
  ]);
  const rows = await recall(
    { read: () => Promise.reject(), history },
    transport,
    { fromMs: hour, toMs: 10 * hour },
    context,
  );
  expect(rows.map((row) => row.atMs)).toEqual([5 * hour]);
  const power = SERIES.findIndex((series) => series.name === 'powerW');
  expect(rows[0]?.values[power]).toBeNaN();
});

test('a family that keeps no history is not asked', async () => {
  expect(
    await recall({ read: () => Promise.reject() }, transport, { fromMs: 0, toMs: hour }, context),
  ).toEqual([]);
});
