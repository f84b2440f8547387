import { expect, test } from 'vitest';
import type { HistoricReading } from '../devices/adapter.ts';
import { DeviceError } from '../devices/transport.ts';
import type { Miner } from '../domain/miner.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { GapFiller } from './gap-filler.ts';

const minute = 60_000;
const hour = 60 * minute;
const miner: Miner = {
  id: 'm',
  identity: { family: 'axeos', algorithm: 'sha256' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'm',
  addedAtMs: 0,
};
const { signal } = new AbortController();

/** A device that remembers every minute of its last twelve hours, and a store. */
function house() {
  const stored = new Set<number>();
  const asked: number[] = [];
  const at = { nowMs: 100 * hour };
  let broken = false;
  const remembered = (): HistoricReading[] =>
    Array.from({ length: 720 }, (_, index) => ({
      atMs: at.nowMs - (720 - index) * minute,
      hashrateHs: 1e12,
    }));
  const filler = new GapFiller({
    nowMs: () => at.nowMs,
    transportFor: () => ({
      http: () => Promise.reject(),
      rpc: () => Promise.reject(),
      message: () => Promise.reject(),
    }),
    adapterFor: () => ({
      read: () => Promise.reject(),
      history: async (_, { sinceMs }) => {
        asked.push(sinceMs);
        if (broken) throw new DeviceError('timeout', 'no answer');
        return remembered().filter(({ atMs }) => atMs >= sinceMs);
      },
    }),
    telemetry: {
      columns: async ({ fromMs, toMs }) => {
        const atMs = [...stored]
          .filter((moment) => moment >= fromMs && moment < toMs)
          .toSorted((a, b) => a - b);
        return { atMs: Float64Array.from(atMs), values: { hashrateHs: Float64Array.from(atMs, () => 1e12) } };
      },
    },
    keep: async (rows: readonly TelemetryRow[]) => {
      for (const { atMs } of rows) stored.add(Math.floor(atMs / minute) * minute);
    },
  });
  return {
    filler,
    stored,
    asked,
    at,
    breakHistory: (now: boolean) => {
      broken = now;
    },
  };
}

test('a new miner brings its past along, and is asked for it once', async () => {
  const { filler, stored, asked } = house();
  await filler.fill(miner, signal);
  expect(stored.size).toBe(720);
  await filler.fill(miner, signal);
  expect(asked).toEqual([76 * hour]);
});

test('a page that was closed before the past was stored asks for it again', async () => {
  const first = house();
  await first.filler.fill(miner, signal);
  const second = house();
  second.stored.add(100 * hour - minute);
  await second.filler.fill(miner, signal);
  expect(second.stored.size).toBe(720);
});

test('after an outage only the outage is asked for', async () => {
  const { filler, stored, asked, at } = house();
  await filler.fill(miner, signal);
  filler.failed(miner.id);
  at.nowMs += 30 * minute;
  await filler.fill(miner, signal);
  expect(asked).toEqual([76 * hour, 100 * hour]);
  expect(stored.size).toBe(750);
});

test('a device whose history fails is left alone until it has been away', async () => {
  const { filler, asked, at, breakHistory } = house();
  breakHistory(true);
  await filler.fill(miner, signal);
  await filler.fill(miner, signal);
  expect(asked).toHaveLength(1);
  breakHistory(false);
  filler.failed(miner.id);
  at.nowMs += 5 * minute;
  await filler.fill(miner, signal);
  expect(asked).toHaveLength(2);
});
