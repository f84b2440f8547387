import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unpaidDays } from './pplns-window.ts';

/** Income some days after joining over the full income: min(1, t / w). */
const rampFraction = (daysSinceJoining: number, windowDays: number) =>
  Math.min(1, daysSinceJoining / windowDays);

describe('a window of shares', () => {
  it('leaves half of itself unpaid, and is no concern where there is none', () => {
    expect(unpaidDays(10, 2)).toBe(1);
    expect(unpaidDays(1, 2)).toBe(0.75);
    expect(unpaidDays(10, 0)).toBe(0);
  });

  it('conserves income: paid while there plus paid after leaving is all that was earned', () => {
    const days = fc.double({ min: 0.01, max: 50, noNaN: true });
    fc.assert(
      fc.property(days, days, (stayed, window) => {
        // The middle rule on fine steps, broken where the ramp ends.
        const mean = (from: number, to: number) => rampFraction((from + to) / 2, window) * (to - from);
        const paid = mean(0, Math.min(stayed, window)) + (stayed > window ? mean(window, stayed) : 0);
        expect(paid + unpaidDays(stayed, window)).toBeCloseTo(stayed, 8);
      }),
    );
  });
});
