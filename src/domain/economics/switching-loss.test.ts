import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { switchWorth } from './switching-loss.ts';

describe('switching', () => {
  it('to the same pay loses the minutes in which nothing is earned', () => {
    const worth = switchWorth(24, 24, 10, { lostMinutes: 30 });
    expect(worth.gain).toBeCloseTo(-0.5, 12);
    expect(worth.loss).toBeCloseTo(0.5, 12);
    expect(worth.evenAfterDays).toBeUndefined();
  });

  it('into a window receives half a window less within the horizon, out of one half a window more', () => {
    expect(switchWorth(10, 10, 10, { lostMinutes: 0, newWindowDays: 2 }).gain).toBeCloseTo(-10, 12);
    expect(switchWorth(10, 10, 10, { lostMinutes: 0, oldWindowDays: 2 }).gain).toBeCloseTo(10, 12);
    expect(switchWorth(10, 10, 10, { lostMinutes: 0, oldWindowDays: 2, newWindowDays: 2 }).gain).toBeCloseTo(
      0,
      12,
    );
  });

  it('leaves behind what the old pool does not send', () => {
    expect(switchWorth(1, 1, 10, { lostMinutes: 0, stranded: 0.7 }).gain).toBeCloseTo(-0.7, 12);
  });

  it('is even after the loss over what is earned more', () => {
    const { evenAfterDays } = switchWorth(10, 12, 30, { lostMinutes: 60, stranded: 1.5 });
    expect(evenAfterDays).toBeCloseTo((12 / 24 + 1.5) / 2, 12);
  });

  it('has caught up exactly then, once the new window is full', () => {
    const day = fc.double({ min: 0.5, max: 100, noNaN: true });
    fc.assert(
      fc.property(day, day, fc.double({ min: 0, max: 5, noNaN: true }), (oldPerDay, more, window) => {
        const how = { lostMinutes: 10, newWindowDays: window, stranded: oldPerDay * 20 };
        const even = switchWorth(oldPerDay, oldPerDay + more, 1, how).evenAfterDays ?? 0;
        fc.pre(even > window + 1);
        const { gain } = switchWorth(oldPerDay, oldPerDay + more, even, how);
        expect(gain / (oldPerDay * 20)).toBeCloseTo(0, 8);
      }),
    );
  });
});
