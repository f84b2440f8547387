import { expect, test } from 'vitest';
import type { Reading } from '../reading.ts';
import { type MinerTrack, newTrack } from './miner-track.ts';
import type { WatchContext } from './miner-watch.ts';
import { sharedCause } from './shared-cause.ts';

const nowMs = 1_000_000;
const context: WatchContext = {
  nowMs,
  pollMs: 5_000,
  lostAfterMs: 600_000,
  fleetSize: 5,
  falseAlarmsPerMonth: 1,
  watchedSinceMs: 0,
};
const track = (id: string, host: string, pool: string, answeredAtMs: number): MinerTrack => {
  const reading: Reading = {
    atMs: answeredAtMs,
    hashrateHs: 1e12,
    mining: true,
    shares: {},
    fans: [],
    boards: [],
    pools: [{ url: `stratum+tcp://${pool}:3333`, active: true }],
    faults: [],
    oddities: [],
  };
  const address = { host, port: 80 };
  const miner = {
    id,
    identity: { family: 'axeos', algorithm: 'sha256' },
    address,
    name: id,
    addedAtMs: 0,
  } as const;
  return { ...newTrack(miner), reading, answeredAtMs };
};
const away = 0;
const offline = (minerIds: readonly string[]) => ({ kind: 'unreachable', minerIds }) as const;

test('a whole fleet that does not answer points to what all have in common: helper, router or power', () => {
  const tracks = ['a', 'b', 'c'].map((id) => track(id, '192.168.1.2', 'p', away));
  expect(sharedCause(offline(['a', 'b', 'c']), tracks, context)).toEqual({ by: 'everything', othersWell: 0 });
});

test('a plug that still answers while no miner does is told: then it is not the network', () => {
  const tracks = ['a', 'b'].map((id) => track(id, '192.168.1.2', 'p', away));
  const lines = [{ name: 'Rack', minerIds: ['a', 'b'], answers: true }];
  expect(sharedCause(offline(['a', 'b']), tracks, context, lines)).toMatchObject({
    by: 'everything',
    plugAnswers: 'Rack',
  });
});

test('miners behind one plug that fall while others answer point to that plug', () => {
  const tracks = [
    track('a', '192.168.1.2', 'p', away),
    track('b', '192.168.1.3', 'p', away),
    track('c', '192.168.1.4', 'p', nowMs),
  ];
  const lines = [{ name: 'Rack', minerIds: ['a', 'b'], answers: false }];
  expect(sharedCause(offline(['a', 'b']), tracks, context, lines)).toMatchObject({
    by: 'power',
    name: 'Rack',
    othersWell: 1,
  });
});

test('a plug one of whose miners answers has not failed', () => {
  const tracks = [
    track('a', '192.168.1.2', 'p', away),
    track('b', '192.168.1.3', 'p', away),
    track('c', '192.168.1.4', 'p', nowMs),
  ];
  const lines = [{ name: 'Rack', minerIds: ['a', 'b', 'c'], answers: true }];
  expect(sharedCause(offline(['a', 'b']), tracks, context, lines)).toBeUndefined();
});

test('all of one network, while another one answers, point to that network', () => {
  const tracks = [
    track('a', '10.0.0.2', 'p', away),
    track('b', '10.0.0.3', 'p', away),
    track('c', '192.168.1.4', 'p', nowMs),
  ];
  expect(sharedCause(offline(['a', 'b']), tracks, context)).toMatchObject({
    by: 'network',
    name: '10.0.0.0/24',
    othersWell: 1,
  });
});

test('miners that stop hashing on one pool, while those on another hash, point to the pool', () => {
  const tracks = [
    track('a', '192.168.1.2', 'p.example', nowMs),
    track('b', '192.168.1.3', 'p.example', nowMs),
    track('c', '192.168.1.4', 'q.example', nowMs),
  ];
  const stopped = { kind: 'not-hashing', minerIds: ['a', 'b'] } as const;
  expect(sharedCause(stopped, tracks, context)).toMatchObject({
    by: 'pool',
    name: 'p.example',
    othersWell: 1,
  });
  expect(sharedCause({ ...stopped, minerIds: ['a', 'c'] }, tracks, context)).toBeUndefined();
});

test('a pool on which another miner does well has not failed', () => {
  const tracks = ['a', 'b', 'c'].map((id) => track(id, '192.168.1.2', 'p.example', nowMs));
  expect(sharedCause({ kind: 'not-hashing', minerIds: ['a', 'b'] }, tracks, context)).toBeUndefined();
});

test('heat is nothing that miners share', () => {
  const tracks = ['a', 'b'].map((id) => track(id, '192.168.1.2', 'p', nowMs));
  expect(sharedCause({ kind: 'chip-hot', minerIds: ['a', 'b'] }, tracks, context)).toBeUndefined();
});
