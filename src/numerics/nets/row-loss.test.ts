import { describe, expect, it } from 'vitest';
import { meanAndQuantileLoss, squaredLoss } from './row-loss.ts';

describe('losses of rows', () => {
  it('are means of squares, where what is missing costs nothing', () => {
    const into = new Float64Array(3).fill(9);
    const said = Float64Array.of(9, 1, 2);
    expect(squaredLoss(2).of(said, 1, [0, 4, Number.NaN], 1, { into, share: 1 })).toBe(4.5);
    expect([...into]).toEqual([9, -3, 0]);
  });

  it('of a quantile are least where the level’s share of what comes lies below it', () => {
    const loss = meanAndQuantileLoss(1, [0.8]);
    const came = Float64Array.from({ length: 100 }, (_, at) => at + 0.5);
    const total = (quantile: number) =>
      came.reduce((sum, _, at) => sum + loss.of(Float64Array.of(0, quantile), 0, came, at), 0);
    const guesses = Array.from({ length: 101 }, (_, at) => at);
    const best = guesses.reduce((one, other) => (total(other) < total(one) ? other : one));
    expect(best).toBe(80);
  });

  it('slope as they rise', () => {
    const loss = meanAndQuantileLoss(3, [0.1, 0.9]);
    const said = Float64Array.from({ length: 9 }, (_, at) => Math.sin(5 * at));
    const wanted = [0.3, Number.NaN, -0.7];
    const into = new Float64Array(9);
    loss.of(said, 0, wanted, 0, { into, share: 0.5 });
    for (const at of said.keys()) {
      const by = (step: number) => {
        const moved = said.slice();
        moved[at] = (moved[at] ?? 0) + step;
        return 0.5 * loss.of(moved, 0, wanted, 0);
      };
      expect(into[at]).toBeCloseTo((by(1e-6) - by(-1e-6)) / 2e-6, 8);
    }
  });
});
