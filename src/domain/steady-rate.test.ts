import { expect, test } from 'vitest';
import { powerAndRate, rateHs } from './steady-rate.ts';

const empty = { fans: [], shares: {}, boards: [], pools: [], faults: [], oddities: [] };
const view = {
  state: 'hashing',
  reading: { ...empty, atMs: 0, hashrateHs: 1.3e12, powerW: 18 },
  hashrate10mHs: 1.2e12,
  power10mW: 17.4,
} as const;

test('power and rate of an efficiency are of one window', () => {
  expect(powerAndRate(view)).toEqual({ powerW: 17.4, hashrateHs: 1.2e12, atWall: false });
  // Where no mean of the power is known, the mean of the rate is no partner for it.
  expect(powerAndRate({ ...view, power10mW: undefined })).toEqual({
    powerW: 18,
    hashrateHs: 1.3e12,
    atWall: false,
  });
});

test('a plug counts with its own mean', () => {
  const wall = { powerW: 21 };
  expect(powerAndRate({ ...view, wall, wallPower10mW: 20.5 })).toMatchObject({ powerW: 20.5, atWall: true });
  expect(powerAndRate({ ...view, wall })).toEqual({ powerW: 21, hashrateHs: 1.3e12, atWall: true });
});

test('a paused miner hashes nothing, whatever the mean of its last minutes is', () => {
  const paused = {
    ...view,
    state: 'paused',
    reading: { ...view.reading, hashrateHs: 0, powerW: 5 },
  } as const;
  expect(rateHs(paused)).toBe(0);
  expect(powerAndRate(paused)).toMatchObject({ powerW: 5, hashrateHs: 0 });
});
