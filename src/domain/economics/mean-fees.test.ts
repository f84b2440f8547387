import { describe, expect, it } from 'vitest';
import { feesMeanError, meanFees } from './mean-fees.ts';

describe('mean fees', () => {
  it('are a mean and not a median, with the error of so few blocks', () => {
    // Deviations −0.04, −0.03, −0.03, 0.1: √(0.0134 / 3 / 4).
    expect(meanFees([0.01, 0.02, 0.02, 0.15])).toEqual({
      feesPerBlock: 0.05,
      cutFeesPerBlock: 0.05,
      standardError: expect.closeTo(0.0334166, 6),
      blocks: 4,
    });
  });

  it('of ten blocks are also told without the highest and the lowest', () => {
    const fees = [0.9, 0.01, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02];
    expect(meanFees(fees)).toMatchObject({
      feesPerBlock: expect.closeTo(0.107, 12),
      cutFeesPerBlock: expect.closeTo(0.02, 12),
    });
  });

  it('leave out what is no sum, and are unknown without a block', () => {
    expect(meanFees([0.02, Number.NaN, -1])).toMatchObject({
      feesPerBlock: 0.02,
      standardError: undefined,
      blocks: 1,
    });
    expect(meanFees([])).toBeUndefined();
  });
});

describe("how far a pool's mean may lie from ours", () => {
  it('is what cutting makes and what chance makes, together', () => {
    const fees = { feesPerBlock: 0.05, cutFeesPerBlock: 0.047, standardError: 0.004, blocks: 144 };
    expect(feesMeanError(fees)).toBeCloseTo(0.1, 12);
  });

  it('is unknown of one block, and of no fees', () => {
    const one = meanFees([0.02]);
    expect(one && feesMeanError(one)).toBeUndefined();
    const none = meanFees([0, 0]);
    expect(none && feesMeanError(none)).toBeUndefined();
  });
});
