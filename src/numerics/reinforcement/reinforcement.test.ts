import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generalisedAdvantages } from './advantages.ts';
import { clippedPolicyLoss, valueLoss } from './clipped-objective.ts';
import { squashedAction } from './squashed-gaussian.ts';

const figure = fc.double({ min: -3, max: 3, noNaN: true });

describe('advantages', () => {
  it('with λ of 1 are what really came, less what was thought', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(figure, figure), { minLength: 1, maxLength: 10 }),
        figure,
        (steps, last) => {
          const rewards = steps.map(([reward]) => reward);
          const values = [...steps.map(([, value]) => value), last];
          const { returns } = generalisedAdvantages({ rewards, values, ends: rewards.map(() => 0) }, 0.9, 1);
          let expected = last;
          for (let t = rewards.length - 1; t >= 0; t--) {
            expected = (rewards[t] ?? 0) + 0.9 * expected;
            expect(returns[t]).toBeCloseTo(expected, 9);
          }
        },
      ),
    );
  });

  it('know nothing of what comes after an episode', () => {
    const one = generalisedAdvantages({ rewards: [1, 5], values: [0, 0, 9], ends: [1, 0] }, 0.99, 0.95);
    const other = generalisedAdvantages({ rewards: [1, -7], values: [0, 3, -2], ends: [1, 0] }, 0.99, 0.95);
    expect(one.advantages[0]).toBe(1);
    expect(other.advantages[0]).toBe(1);
  });
});

describe('the clipped loss', () => {
  it('has the slope that small steps show', () => {
    const row = fc.tuple(figure, figure, figure);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
        const [now, old, advantages] = [0, 1, 2].map((k) => rows.map((each) => each[k] ?? 0)) as [
          number[],
          number[],
          number[],
        ];
        const { slopes, ratios } = clippedPolicyLoss(now, old, advantages, 0.2);
        // At the clip itself it has a corner.
        fc.pre(ratios.every((ratio) => Math.abs(Math.abs(ratio - 1) - 0.2) > 1e-3));
        rows.forEach((_, i) => {
          const at = (by: number) =>
            clippedPolicyLoss(
              now.map((each, k) => (k === i ? each + by : each)),
              old,
              advantages,
              0.2,
            ).loss;
          expect(slopes[i]).toBeCloseTo((at(1e-6) - at(-1e-6)) / 2e-6, 3);
        });
      }),
    );
  });

  it('of the policy that acted is its mean advantage, with the slope of a plain policy gradient', () => {
    const { loss, slopes, clippedPart } = clippedPolicyLoss([-1, -2], [-1, -2], [3, -1], 0.2);
    expect(loss).toBe(-1);
    expect([...slopes]).toEqual([-1.5, 0.5]);
    expect(clippedPart).toBe(0);
  });

  it('of values is half the mean square', () => {
    expect(valueLoss([1, 3], [0, 0])).toEqual({ loss: 2.5, slopes: Float64Array.of(0.5, 1.5) });
  });
});

describe('a squashed action', () => {
  it('has a density that sums to one', () => {
    let sum = 0;
    const [mean, logDeviation] = [0.4, -0.3];
    let before = squashedAction(mean, logDeviation, -9).action;
    for (let step = 1; step <= 18_000; step++) {
      const { action, logProbability } = squashedAction(mean, logDeviation, -9 + step / 1_000);
      sum += Math.exp(logProbability) * (action - before);
      before = action;
    }
    expect(sum).toBeCloseTo(1, 2);
  });

  it('keeps its likelihood far out', () => {
    expect(squashedAction(40, -1, 0).logProbability).toBeCloseTo(-0.9189385 + 1 + 80 - 2 * Math.LN2, 5);
  });
});
