import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LossParts } from './two-meter-parts.ts';
import { withReasons } from './two-meter-refusals.ts';

const PARTS: LossParts = {
  rejects: 0.1,
  stale: 0.01,
  vardiff: 0,
  fees: 0.02,
  silentChipError: 0.03,
  uncredited: 0,
};

describe('what was refused', () => {
  it('is told apart by the pool’s words: too late, too easy, and the rest', () => {
    const told = withReasons(
      PARTS,
      [
        { message: 'Job not found', count: 50 },
        { message: 'Difficulty too low', count: 30 },
        { message: 'Duplicate share', count: 20 },
      ],
      100,
    );
    expect(told.stale).toBeCloseTo(0.06, 12);
    expect(told.vardiff).toBeCloseTo(0.03, 12);
    expect(told.rejects).toBeCloseTo(0.02, 12);
    expect(told).toMatchObject({ fees: 0.02, silentChipError: 0.03 });
  });

  it('stays refused where no reason is told, for as much as none is told of', () => {
    expect(withReasons(PARTS)).toBe(PARTS);
    expect(withReasons(PARTS, [], 7)).toEqual(PARTS);
    const half = withReasons(PARTS, [{ message: 'Above target', count: 50 }], 100);
    expect(half.vardiff).toBeCloseTo(0.05, 12);
    expect(half.rejects).toBeCloseTo(0.05, 12);
  });

  it('is neither more nor less for being told apart', () => {
    const reason = fc.record({
      message: fc.constantFrom('Stale', 'low difficulty share', 'Above target', 'duplicate', ''),
      count: fc.nat(1000),
    });
    fc.assert(
      fc.property(fc.array(reason), fc.nat(5000), (reasons, rejected) => {
        const told = withReasons(PARTS, reasons, rejected);
        const sum = (parts: LossParts) => Object.values(parts).reduce((all, part) => all + part, 0);
        expect(sum(told)).toBeCloseTo(sum(PARTS), 12);
        expect(told.rejects).toBeGreaterThanOrEqual(-1e-15);
      }),
    );
  });
});
