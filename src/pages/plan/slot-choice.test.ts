import { describe, expect, it } from 'vitest';
import type { PlanSlot } from '../../domain/plan.ts';
import { afterKey, endsOf, keptChoice, slotAt, spanOf, stretchesOf } from './slot-choice.ts';

const HOUR_MS = 3_600_000;
const slot = (hour: number, given: Partial<PlanSlot> = {}): PlanSlot => ({
  fromMs: hour * HOUR_MS,
  toMs: (hour + 1) * HOUR_MS,
  mode: 'normal',
  why: 'pays',
  hashrateHs: 1,
  powerW: 1,
  ownPowerW: 0,
  earned: 1,
  powerCost: 0.5,
  heatWorth: 0,
  switchingCost: 0,
  net: 0.5,
  usualNet: 0.5,
  ...given,
});

describe('choosing hours by keys', () => {
  it('moves the choice, and widens it from its anchor with Shift', () => {
    const moved = afterKey({ anchor: 3, cursor: 3 }, { key: 'ArrowRight', shiftKey: false }, 10);
    expect(moved).toEqual({ anchor: 4, cursor: 4 });
    const wide = afterKey({ anchor: 4, cursor: 4 }, { key: 'PageUp', shiftKey: true }, 10);
    expect(wide).toEqual({ anchor: 4, cursor: 0 });
    expect(endsOf({ anchor: 4, cursor: 0 })).toEqual([0, 4]);
  });

  it('stays within the time that is planned, and leaves other keys alone', () => {
    expect(afterKey({ anchor: 9, cursor: 9 }, { key: 'ArrowRight', shiftKey: false }, 10)?.cursor).toBe(9);
    expect(afterKey({ anchor: 2, cursor: 2 }, { key: 'End', shiftKey: false }, 10)?.cursor).toBe(9);
    expect(afterKey({ anchor: 2, cursor: 2 }, { key: 'Tab', shiftKey: false }, 10)).toBeUndefined();
  });
});

it('finds the slot under a pointer by time, not by number: the first may be short', () => {
  const slots = [{ fromMs: 0.75 * HOUR_MS, toMs: HOUR_MS }, slot(1), slot(2)];
  expect(slotAt(slots, 0.05)).toBe(0);
  expect(slotAt(slots, 0.2)).toBe(1);
  expect(slotAt(slots, 1)).toBe(2);
  expect(spanOf(slots, { anchor: 2, cursor: 1 })).toEqual({ fromMs: HOUR_MS, toMs: 3 * HOUR_MS });
});

it('tells hours of the same mode and reason as one stretch, with their money together', () => {
  const told = stretchesOf([slot(0), slot(1), slot(2, { mode: 'off', why: 'too-dear', net: -0.1 }), slot(3)]);
  expect(told.map(({ fromMs, toMs, mode, net }) => [fromMs / HOUR_MS, toMs / HOUR_MS, mode, net])).toEqual([
    [0, 2, 'normal', 1],
    [2, 3, 'off', -0.1],
    [3, 4, 'normal', 0.5],
  ]);
});

it('keeps the same hours chosen when a plan is made anew, and none of them when one is over', () => {
  const before = [slot(0), slot(1), slot(2), slot(3)];
  const later = [{ ...slot(1), fromMs: 1.5 * HOUR_MS }, slot(2), slot(3), slot(4)];
  expect(keptChoice({ anchor: 1, cursor: 3 }, before, later)).toEqual({ anchor: 0, cursor: 2 });
  expect(keptChoice({ anchor: 0, cursor: 3 }, before, later)).toBeUndefined();
});
