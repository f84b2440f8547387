import { expect, test } from 'vitest';
import { fleetConditions } from './fleet-conditions.ts';
import { newTrack } from './miner-track.ts';
import type { WatchContext } from './miner-watch.ts';

const pollMs = 10_000;
const at = (nowMs: number): WatchContext => ({
  nowMs,
  pollMs,
  lostAfterMs: 600_000,
  fleetSize: 2,
  falseAlarmsPerMonth: 1,
  watchedSinceMs: 0,
});
const track = (id: string, answeredAtMs: number, failures: number) => ({
  ...newTrack({
    id,
    identity: { family: 'axeos', algorithm: 'sha256' },
    address: { host: '192.168.1.2', port: 80 },
    name: id,
    addedAtMs: 0,
  } as const),
  answeredAtMs,
  failures,
});
const idsAt = (nowMs: number, ...tracks: ReturnType<typeof track>[]) =>
  fleetConditions(tracks, at(nowMs)).map(({ minerId }) => minerId);

test('a miner that is silent alone is told at once', () => {
  expect(idsAt(31_000, track('a', 0, 3), track('b', 30_000, 0))).toEqual(['a']);
});

test('while another has begun to fail it is waited for, and then both are told together', () => {
  expect(idsAt(31_000, track('a', 0, 3), track('b', 8_000, 2))).toEqual([]);
  expect(idsAt(38_001, track('a', 0, 3), track('b', 8_000, 3))).toEqual(['a', 'b']);
});

test('one that fails now and then keeps nobody waiting for longer than a poll and a half', () => {
  expect(idsAt(45_001, track('a', 0, 4), track('b', 40_000, 1))).toEqual(['a']);
});
