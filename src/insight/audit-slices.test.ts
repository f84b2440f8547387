import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditSlices, type ChainMoment } from './audit-slices.ts';

const moment = (atMs: number, difficulty: number): ChainMoment => ({
  atMs,
  difficulty,
  hashesPerDifficulty: 2 ** 32,
  subsidy: 3.125,
  feesPerBlock: 0.03,
});
const work = (fromMs: number, toMs: number, workDifficulty: number) => ({
  fromMs,
  toMs,
  shares: 1,
  workDifficulty,
  uncertainBy: 0,
});

describe('own work', () => {
  it('meets the difficulty in force when it was done: a retarget cuts a day in two', () => {
    const slices = auditSlices([work(0, 100, 1000)], [moment(-50, 1e14), moment(25, 1.1e14)]);
    expect(slices).toMatchObject([
      { by: 'chain', difficulty: 1e14, workDifficulty: 250 },
      { by: 'chain', difficulty: 1.1e14, workDifficulty: 750 },
    ]);
  });

  it('done before anything is known of the chain counts at what is known first', () => {
    expect(auditSlices([work(0, 10, 5)], [moment(100, 1e14)])).toMatchObject([{ workDifficulty: 5 }]);
    expect(auditSlices([work(0, 10, 5)], [])).toEqual([]);
  });

  it('is conserved, wherever the chain changes', () => {
    const times = fc.uniqueArray(fc.integer({ min: -100, max: 1100 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        times,
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 10 }),
        (at, sums) => {
          const chain = [...at].sort((one, other) => one - other).map((each) => moment(each, 1e14));
          const stretches = sums.map((sum, index) => work(index * 100, index * 100 + 100, sum));
          const total = auditSlices(stretches, chain).reduce((sum, each) => sum + each.workDifficulty, 0);
          expect(total / sums.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 10);
        },
      ),
    );
  });
});
