import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import {
  continuousInformation,
  discreteInformation,
} from '../../../tests/reference/explain/mutual-information.ts';
import { Random } from '../random.ts';
import { entropy, mutualInformation } from './mutual-information.ts';
import { nearestNeighbourInformation } from './nearest-neighbour-information.ts';

const labelPairs = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 4 })), {
  minLength: 1,
  maxLength: 60,
});
const valuePairs = fc.array(
  fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true })),
  { minLength: 5, maxLength: 60 },
);

it('mutual information is that of scikit-learn', () => {
  expect(disagreementsOf('explain', 'mutual-information-discrete', discreteInformation)).toEqual([]);
  expect(disagreementsOf('explain', 'mutual-information-ksg', continuousInformation)).toEqual([]);
});

describe('mutual information of labels', () => {
  it('is symmetric, and between 0 and the smaller entropy', () => {
    fc.assert(
      fc.property(labelPairs, (pairs) => {
        const a = pairs.map(([first]) => first);
        const b = pairs.map(([, second]) => second);
        const there = mutualInformation(a, b);
        const back = mutualInformation(b, a);
        expect(there.mutual).toBeCloseTo(back.mutual, 12);
        expect(there.normalised).toBeCloseTo(back.normalised, 12);
        expect(there.mutual).toBeGreaterThanOrEqual(0);
        expect(there.mutual).toBeLessThanOrEqual(Math.min(there.entropyA, there.entropyB) + 1e-12);
        expect(there.entropyA).toBeCloseTo(entropy(a), 12);
      }),
    );
  });

  it('with themselves is their entropy, whatever the labels are called', () => {
    fc.assert(
      fc.property(labelPairs, (pairs) => {
        const a = pairs.map(([first]) => first);
        const { mutual, normalised } = mutualInformation(
          a,
          a.map((label) => 0.5 - 7 * label),
        );
        expect(mutual).toBeCloseTo(entropy(a), 12);
        expect(normalised).toBeCloseTo(1, 12);
      }),
    );
  });

  it('is 0 where every pair is as frequent as chance has it', () => {
    expect(mutualInformation([0, 0, 1, 1], [0, 1, 0, 1])).toEqual({
      mutual: 0,
      normalised: 0,
      entropyA: Math.LN2,
      entropyB: Math.LN2,
    });
  });

  it('leaves out what has no label, and knows nothing of nothing', () => {
    const some = mutualInformation([0, 1, Number.NaN, 1], [5, 6, 5, Number.NaN]);
    expect(some).toEqual(mutualInformation([0, 1], [5, 6]));
    expect(mutualInformation([], []).mutual).toBeNaN();
    expect(entropy([Number.NaN])).toBeNaN();
    expect(entropy([4, 4])).toBe(0);
    expect(() => mutualInformation([1], [1, 2])).toThrow(RangeError);
  });
});

describe('mutual information by nearest neighbours', () => {
  /** Straight from the definition, without noise: values must differ. */
  function byDefinition(x: readonly number[], y: readonly number[], k: number): number {
    const unit = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
      return values.map((value) => value / sd);
    };
    const digamma = (m: number) =>
      Array.from({ length: m - 1 }, (_, i) => 1 / (i + 1)).reduce((s, v) => s + v, 0);
    const [u, v] = [unit(x), unit(y)];
    const far = (values: readonly number[], i: number, j: number) =>
      Math.abs((values[i] ?? 0) - (values[j] ?? 0));
    let sum = 0;
    for (const i of u.keys()) {
      const others = [...u.keys()].filter((j) => j !== i);
      const distances = others.map((j) => Math.max(far(u, i, j), far(v, i, j))).sort((a, b) => a - b);
      const radius = distances[k - 1] ?? 0;
      for (const values of [u, v])
        sum += digamma(others.filter((j) => far(values, i, j) < radius).length + 1);
    }
    return Math.max(0, digamma(u.length) + digamma(k) - sum / u.length);
  }

  it('is what its definition says', () => {
    const random = new Random(4);
    const x = Array.from({ length: 120 }, () => random.normal());
    const y = x.map((value) => value ** 2 + random.normal());
    for (const neighbours of [1, 3, 10])
      expect(nearestNeighbourInformation(x, y, { neighbours })).toBeCloseTo(
        byDefinition(x, y, neighbours),
        10,
      );
  });

  it('is symmetric but for the noise, never negative, and free of units', () => {
    fc.assert(
      fc.property(valuePairs, (pairs) => {
        // Apart by more than the noise, so that it decides nothing.
        const x = pairs.map(([first], i) => first + 1e-3 * Math.sin(i * i));
        const y = pairs.map(([, second], i) => second + 1e-3 * Math.cos(i * i));
        const there = nearestNeighbourInformation(x, y);
        expect(there).toBeGreaterThanOrEqual(0);
        expect(nearestNeighbourInformation(y, x)).toBeCloseTo(there, 1);
      }),
    );
  });

  it('finds the dependence that a correlation misses', () => {
    const random = new Random(8);
    const x = Array.from({ length: 1000 }, () => random.normal());
    expect(
      nearestNeighbourInformation(
        x,
        x.map((value) => value ** 2),
      ),
    ).toBeGreaterThan(1.5);
    expect(
      nearestNeighbourInformation(
        x,
        x.map(() => random.normal()),
      ),
    ).toBeLessThan(0.08);
  });

  it('leaves out pairs with gaps, and knows what it cannot know', () => {
    const x = [1, 2, 3.5, Number.NaN, 4.1, 5.2, 9];
    const y = [2, 1, 3.1, 4, Number.POSITIVE_INFINITY, 5.7, 7];
    const whole = [0, 1, 2, 5, 6];
    const of = (values: readonly number[]) => whole.map((i) => values[i] ?? Number.NaN);
    expect(nearestNeighbourInformation(x, y)).toBe(nearestNeighbourInformation(of(x), of(y)));
    expect(nearestNeighbourInformation([1, 1, 1, 1, 1], [1, 2, 3, 4, 5])).toBe(0);
    expect(nearestNeighbourInformation([1, 2], [1, 2])).toBeNaN();
    expect(() => nearestNeighbourInformation([1], [1, 2])).toThrow(RangeError);
    expect(() => nearestNeighbourInformation([1, 2], [1, 2], { neighbours: 0 })).toThrow(RangeError);
  });
});
