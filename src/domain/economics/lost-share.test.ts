import { describe, expect, it } from 'vitest';
import { latencyLossFraction, lostFraction, missingFraction } from './lost-share.ts';

describe('lost work', () => {
  it('is weighted by difficulty: one refused share of 8192 weighs as much as 8192 of difficulty 1', () => {
    expect(lostFraction({ accepted: 8192, rejected: 8192 })).toBe(0.5);
  });

  it('counts stale and refused', () => {
    expect(lostFraction({ accepted: 96, stale: 3, rejected: 1 })).toBe(0.04);
  });

  it('is unknown before any work', () => expect(lostFraction({ accepted: 0 })).toBeUndefined());
});

describe('a late share', () => {
  it('costs 0.083 % at half a second on a chain of ten minutes, ten times that on one of a minute', () => {
    expect(latencyLossFraction(0.5, 600) / 8.329862075416378e-4 - 1).toBeCloseTo(0, 12);
    expect(latencyLossFraction(0.5, 60) / 8.298707361124043e-3 - 1).toBeCloseTo(0, 12);
  });

  it('never costs more than everything, nor less than nothing', () => {
    expect(latencyLossFraction(1e9, 1)).toBe(1);
    expect(latencyLossFraction(-1, 600)).toBeCloseTo(0, 15);
  });
});

describe("what a firmware's developer keeps", () => {
  it('is the rate that does not arrive beyond the refused shares', () => {
    expect(missingFraction(100e12, 97e12 * 0.99, 0.01)).toBeCloseTo(0.03, 12);
  });

  it('is unknown of a device that does not hash', () => {
    expect(missingFraction(0, 1e12, 0)).toBeUndefined();
  });
});
