import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../reading.ts';
import { acceptedWork } from './accepted-work.ts';

const reading = (
  atMs: number,
  accepted: number | undefined,
  poolDifficulty: number | undefined,
): Reading => ({
  atMs,
  poolDifficulty,
  shares: { accepted },
  fans: [],
  boards: [],
  pools: [],
  faults: [],
  oddities: [],
});

describe('accepted work', () => {
  it('is shares times the difficulty that they had to have', () => {
    expect(acceptedWork([reading(0, 10, 8192), reading(60_000, 13, 8192)])).toEqual([
      { fromMs: 0, toMs: 60_000, shares: 3, workDifficulty: 24_576, uncertainBy: 0 },
    ]);
  });

  it('lies between both difficulties where vardiff changed one unseen', () => {
    const [stretch] = acceptedWork([reading(0, 0, 1000), reading(1, 4, 2000)]);
    expect(stretch).toMatchObject({ workDifficulty: 6000, uncertainBy: 2000 });
  });

  it('begins anew after a restart', () => {
    expect(acceptedWork([reading(0, 500, 1000), reading(1, 2, 1000)])[0]?.workDifficulty).toBe(2000);
  });

  it('is not made up where counter or difficulty is absent', () => {
    expect(acceptedWork([reading(0, undefined, 1000), reading(1, 5, 1000)])).toEqual([]);
    expect(acceptedWork([reading(0, 1, undefined), reading(1, 5, 1000)])).toEqual([]);
    expect(acceptedWork([reading(0, 1, 1000)])).toEqual([]);
  });

  it('adds up to the counter, however often it is read', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 1 }), (found) => {
        let count = 0;
        const readings = [reading(0, 0, 512)];
        for (const [index, shares] of found.entries()) {
          count += shares;
          readings.push(reading(index + 1, count, 512));
        }
        const sum = acceptedWork(readings).reduce((total, each) => total + each.workDifficulty, 0);
        expect(sum).toBe(512 * count);
      }),
    );
  });
});
