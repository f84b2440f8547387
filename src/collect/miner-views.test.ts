import { expect, test } from 'vitest';
import type { Miner } from '../domain/miner.ts';
import { newTrack } from '../domain/watch/miner-track.ts';
import { MinerViews } from './miner-views.ts';

const NOW_MS = Date.UTC(2026, 2, 1, 12);
const miner: Miner = {
  id: 'a',
  identity: { family: 'axeos', algorithm: 'sha256' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'Kitchen Gamma',
  addedAtMs: NOW_MS,
};

test('the view of a miner that nothing happened to stays the same object, for a minute', () => {
  const [views, track] = [new MinerViews(), newTrack(miner)];
  const view = views.of(track, 'hashing', {}, NOW_MS);
  expect(views.of(track, 'hashing', {}, NOW_MS + 59_999)).toBe(view);
  expect(views.of(track, 'hashing', {}, NOW_MS + 60_000)).not.toBe(view);
});

test('a miner that was touched, stands otherwise, or whose surroundings changed is drawn anew', () => {
  const [views, track] = [new MinerViews(), newTrack(miner)];
  const wall = { powerW: 21, source: { kind: 'measured', meters: ['Desk'], atMs: NOW_MS } } as const;
  const view = views.of(track, 'hashing', { roomTempC: 20 }, NOW_MS);
  views.touched(track);
  const touched = views.of(track, 'hashing', { roomTempC: 20 }, NOW_MS);
  expect(touched).not.toBe(view);
  expect(views.of(track, 'stale', { roomTempC: 20 }, NOW_MS).state).toBe('stale');
  expect(views.of(track, 'stale', { roomTempC: 21 }, NOW_MS).roomTempC).toBe(21);
  expect(views.of(track, 'stale', { roomTempC: 21, wall }, NOW_MS).wall).toEqual(wall);
});
