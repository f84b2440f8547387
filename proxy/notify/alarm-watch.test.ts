import { beforeEach, expect, test } from 'vitest';
import { DeviceError } from '../../src/devices/transport.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { BookedMiner } from '../recorder/fleet-book.ts';
import { AlarmWatch } from './alarm-watch.ts';

/** That the helper sees by itself what a page would: the rules are those of src/domain/watch. */

const POLL_MS = 10_000;
const MAC = '02:00:00:00:00:01';
const address = { host: '192.168.1.9', port: 80 };
const gamma: BookedMiner = {
  id: 'a',
  name: 'Gamma',
  address,
  addresses: [address],
  identity: { family: 'axeos', mac: MAC },
};

let nowMs: number;
let watch: AlarmWatch;
beforeEach(() => {
  nowMs = Date.parse('2026-01-15T12:00:00Z');
  watch = new AlarmWatch([], nowMs);
  watch.follow([gamma], { pollMs: POLL_MS }, nowMs);
});

const well = {
  hashrateHs: 1e12,
  poolDifficulty: 1_000,
  mining: true,
  tempChipMaxC: 60,
  uptimeS: 9_000,
  fans: [{ rpm: 4_000, percent: 60 }],
  boards: [],
  pools: [],
  faults: [],
  oddities: [],
};

/** Some polls; what opened or ended meanwhile. */
function polls(
  count: number,
  more: (poll: number) => Partial<Reading> | 'silent',
  mac = MAC,
): readonly Alert[] {
  const changed: Alert[] = [];
  for (let poll = 0; poll < count; poll += 1) {
    nowMs += POLL_MS;
    const told = more(poll);
    if (told === 'silent') watch.failed(gamma, new DeviceError('timeout', 'no'));
    else {
      const identity = { family: 'axeos', algorithm: 'sha256', mac } as const;
      watch.answered(gamma, address, { identity, reading: { atMs: nowMs, shares: {}, ...well, ...told } });
    }
    changed.push(...watch.check(nowMs));
  }
  return changed;
}
const kindsOf = (alerts: readonly Alert[]) => [...new Set(alerts.map(({ kind }) => kind))];

test('a healthy miner raises nothing in half an hour', () => {
  expect(polls(180, (poll) => ({ shares: { accepted: 2 * poll } }))).toEqual([]);
});

test('a miner that hashes and finds nothing is told, and its end is a share', () => {
  polls(30, (poll) => ({ shares: { accepted: 2 * poll } }));
  const dead = polls(60, () => ({ shares: { accepted: 58 } }));
  expect(kindsOf(dead)).toEqual(['silent-death']);
  expect(dead.at(-1)?.severity).toBe('act');
  expect(dead.at(-1)?.resolvedAtMs).toBeUndefined();
  const back = polls(5, (poll) => ({ shares: { accepted: 60 + poll } }));
  expect(back.find(({ resolvedAtMs }) => resolvedAtMs !== undefined)?.kind).toBe('silent-death');
});

test('an owner who allows fewer false alarms is called later, and one who allows more sooner', () => {
  const expectedSharesUntilCalled = (falseAlarmsPerMonth: number) => {
    nowMs = Date.parse('2026-01-15T12:00:00Z');
    watch = new AlarmWatch([], nowMs);
    watch.follow([gamma], { pollMs: POLL_MS, falseAlarmsPerMonth }, nowMs);
    polls(30, (poll) => ({ shares: { accepted: 2 * poll } }));
    const changed = polls(300, (poll) => ({ hashrateHs: 1e12 + poll, shares: { accepted: 58 } }));
    return changed.find(({ severity }) => severity === 'act')?.evidence.expectedShares ?? Number.NaN;
  };
  const [strict, usual, loose] = [0.01, 1, 100].map(expectedSharesUntilCalled);
  // Each hundredth of the budget waits for ln 100 = 4.6 expected shares more; a poll brings a share or two.
  expect((strict ?? 0) - (usual ?? 0)).toBeGreaterThan(2);
  expect((usual ?? 0) - (loose ?? 0)).toBeGreaterThan(2);
});

test('a fan that stops, a chip that protects itself and a miner that is away are told', () => {
  polls(3, () => ({}));
  expect(kindsOf(polls(3, () => ({ fans: [{ rpm: 0, percent: 60 }] })))).toEqual(['fan-stopped']);
  polls(3, () => ({}));
  expect(kindsOf(polls(3, () => ({ overheated: true })))).toEqual(['overheated']);
  polls(3, () => ({}));
  const away = polls(70, () => 'silent');
  expect(kindsOf(away)).toEqual(['unreachable']);
  expect(away.map(({ severity }) => severity)).toEqual(['watch', 'act']);
});

test('a miner that its owner paused is not called dead', () => {
  polls(30, (poll) => ({ shares: { accepted: 2 * poll } }));
  expect(polls(120, () => ({ paused: true, mining: false, hashrateHs: 0 }))).toEqual([]);
});

test('another device at its address does not answer for it', () => {
  polls(3, () => ({}));
  const away = polls(70, () => ({ overheated: true }), '02:00:00:00:00:99');
  expect(kindsOf(away)).toEqual(['unreachable']);
});

test('a miner whose name no browser told is called by what it calls itself', () => {
  const { name: _, ...nameless } = gamma;
  watch = new AlarmWatch([], nowMs);
  watch.follow([nameless], { pollMs: POLL_MS }, nowMs);
  const identity = { family: 'axeos', algorithm: 'sha256', hostname: 'bitaxe' } as const;
  watch.answered(nameless, address, { identity, reading: { atMs: nowMs, shares: {}, ...well } });
  expect(watch.namesOf({ minerIds: ['a', 'gone'] })).toEqual(['bitaxe']);
});

test('what was seen on a page before it was found here needs no message, unless that was long ago', () => {
  polls(3, () => ({}));
  expect(watch.acknowledge('overheated', 'a', nowMs)).toBeUndefined();
  const [opened] = polls(3, () => ({ overheated: true }));
  expect(opened).toMatchObject({ kind: 'overheated', acknowledgedAtMs: expect.any(Number) });
  polls(6, () => ({}));
  watch.acknowledge('overheated', 'a', nowMs);
  polls(70, () => ({}));
  expect(polls(3, () => ({ overheated: true }))[0]?.acknowledgedAtMs).toBeUndefined();
});
