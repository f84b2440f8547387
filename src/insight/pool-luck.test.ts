import { describe, expect, it } from 'vitest';
import { Random } from '../numerics/random.ts';
import { luckByRounds, luckInWindow } from './pool-luck.ts';

describe('luck over finished rounds', () => {
  it('of one round of twice the difficulty is 50 %, and says next to nothing', () => {
    const luck = luckByRounds([2], 0.95);
    expect(luck?.luck).toBe(0.5);
    // Exponential: −ln(0.975) / 2 and −ln(0.025) / 2.
    expect(luck?.low).toBeCloseTo(-Math.log(0.975) / 2, 12);
    expect(luck?.high).toBeCloseTo(-Math.log(0.025) / 2, 10);
    expect(luck?.chanceOfSoFew).toBeCloseTo(Math.exp(-2), 12);
  });

  it('covers an honest pool in 95 % of cases, whatever the number of rounds', () => {
    const random = new Random(4);
    for (const rounds of [1, 3, 30]) {
      let covered = 0;
      for (let run = 0; run < 4000; run++) {
        const luck = luckByRounds(
          Array.from({ length: rounds }, () => random.exponential()),
          0.95,
        );
        if (luck !== undefined && luck.low <= 1 && luck.high >= 1) covered++;
      }
      expect(Math.abs(covered / 4000 - 0.95)).toBeLessThan(0.01);
    }
  });

  it('is unknown before one', () => expect(luckByRounds([], 0.95)).toBeUndefined());
});

describe('luck in a window of time', () => {
  it('of no block where three were expected is nothing, with a chance of e^−3', () => {
    const luck = luckInWindow(0, 3, 0.95);
    expect(luck).toMatchObject({ luck: 0, low: 0 });
    expect(luck?.chanceOfSoFew).toBeCloseTo(Math.exp(-3), 12);
    expect(luck?.high).toBeLessThan(1);
  });

  it('covers an honest pool in 95 % of cases on the mean over pools', () => {
    const random = new Random(5);
    let covered = 0;
    for (let run = 0; run < 4000; run++) {
      const effort = 2 + 60 * random.uniform();
      const luck = luckInWindow(random.poisson(effort), effort, 0.95);
      if (luck !== undefined && luck.low <= 1 && luck.high >= 1) covered++;
    }
    expect(Math.abs(covered / 4000 - 0.95)).toBeLessThan(0.01);
  });

  it('is unknown where no block was to be expected', () => expect(luckInWindow(0, 0, 0.95)).toBeUndefined());
});
