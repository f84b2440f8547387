import { expect, test } from 'vitest';
import { netStretches } from './net-stretches.ts';

const hour = (place: number, netPerHour: number | undefined) => ({
  fromMs: place,
  toMs: place + 1,
  netPerHour,
});

test('hours of the same net that follow each other are one stretch', () => {
  expect(netStretches([hour(0, 1), hour(1, 1), hour(2, -2), hour(3, 1)])).toEqual([
    { fromMs: 0, toMs: 2, netPerHour: 1 },
    { fromMs: 2, toMs: 3, netPerHour: -2 },
    { fromMs: 3, toMs: 4, netPerHour: 1 },
  ]);
});

test('an hour that nobody knows is left open, and what lies on both sides of it is not joined', () => {
  expect(netStretches([hour(0, 1), hour(1, undefined), hour(2, 1)])).toEqual([
    { fromMs: 0, toMs: 1, netPerHour: 1 },
    { fromMs: 2, toMs: 3, netPerHour: 1 },
  ]);
});
