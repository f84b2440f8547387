import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlapDamping } from './flap-damping.ts';

test('what went once and stays away is over at once, a figure after a minute', () => {
  const flaps = new FlapDamping();
  flaps.shows('a');
  flaps.isClear('a', 1_000);
  expect(flaps.holdMs('unreachable', 'a')).toBe(0);
  expect(flaps.holdMs('chip-hot', 'a')).toBe(60_000);
});

test('each return doubles the hold, up to an hour', () => {
  const flaps = new FlapDamping();
  const holds = Array.from({ length: 9 }, (_, turn) => {
    flaps.shows('a');
    flaps.isClear('a', turn * 1_000);
    return flaps.holdMs('unreachable', 'a') / 60_000;
  });
  expect(holds).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60]);
});

test('what has been away for more than an hour begins anew', () => {
  const flaps = new FlapDamping();
  for (const atMs of [0, 1, 2]) {
    flaps.shows('a');
    flaps.isClear('a', atMs);
  }
  flaps.forgetPast(3_600_003);
  flaps.shows('a');
  flaps.isClear('a', 3_600_004);
  expect(flaps.holdMs('unreachable', 'a')).toBe(0);
});

test('a finding of the mining watch is held by nothing', () => {
  const flaps = new FlapDamping();
  for (const atMs of [0, 1, 2]) {
    flaps.shows('a');
    flaps.isClear('a', atMs);
  }
  expect(flaps.holdMs('finding', 'a')).toBe(0);
});

test('however a trouble swings within a day, it ends but six times', () => {
  const swings = fc.array(fc.integer({ min: 1, max: 1_800_000 }), { minLength: 2, maxLength: 60 });
  fc.assert(
    fc.property(swings, (lengths) => {
      const flaps = new FlapDamping();
      let nowMs = 0;
      const ends: number[] = [];
      lengths.forEach((lengthMs, turn) => {
        flaps.forgetPast(nowMs);
        if (turn % 2 === 0) flaps.shows('a');
        else {
          flaps.isClear('a', nowMs);
          if (lengthMs >= flaps.holdMs('unreachable', 'a')) ends.push(nowMs);
        }
        nowMs += lengthMs;
      });
      // It is never gone for the hour after which it begins anew: 0, 1, 2 … 16 min may be kept, 32 and 60 never.
      expect(ends.length).toBeLessThanOrEqual(6);
    }),
  );
});
