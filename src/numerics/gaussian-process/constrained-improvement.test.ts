import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { expectedImprovement } from './acquisition.ts';
import {
  type Constraint,
  constrainedHypervolumeGain,
  logConstrainedImprovement,
  logFeasibility,
} from './constrained-improvement.ts';
import { expectedHypervolumeGain } from './pareto-front.ts';

const number = fc.double({ min: -5, max: 5, noNaN: true });
const belief = fc.record({ mean: number, variance: fc.double({ min: 1e-6, max: 9, noNaN: true }) });
const constraint: fc.Arbitrary<Constraint> = fc.record({
  belief,
  limit: number,
  side: fc.constantFrom('below', 'above'),
});

describe('limits that have to be kept', () => {
  it('are kept as often as draws keep them', () => {
    const constraints: readonly Constraint[] = [
      { belief: { mean: 60, variance: 9 }, limit: 64, side: 'below' },
      { belief: { mean: 5, variance: 0.01 }, limit: 4.9, side: 'above' },
    ];
    const random = new Random(9);
    let kept = 0;
    for (let draw = 0; draw < 50_000; draw++)
      if (60 + 3 * random.normal() <= 64 && 5 + 0.1 * random.normal() >= 4.9) kept++;
    expect(Math.exp(logFeasibility(constraints))).toBeCloseTo(kept / 50_000, 2);
  });

  it('are never kept likelier for one more of them, nor by a point that is further out', () => {
    fc.assert(
      fc.property(fc.array(constraint, { maxLength: 4 }), constraint, (known, further) => {
        const chance = logFeasibility([...known, further]);
        expect(chance).toBeLessThanOrEqual(logFeasibility(known));
        const out = further.side === 'below' ? 1 : -1;
        const worse = { ...further, belief: { ...further.belief, mean: further.belief.mean + out } };
        expect(logFeasibility([...known, worse])).toBeLessThanOrEqual(chance);
      }),
    );
  });

  it('tell how far out a point is where the chance itself is too small for a number', () => {
    const at = (mean: number) => logFeasibility([{ belief: { mean, variance: 1 }, limit: 0, side: 'below' }]);
    expect(at(50)).toBeCloseTo(-1254.8313611394, 8);
    expect(at(30.0001)).toBeLessThan(at(29.9999));
    expect(at(30.0001)).toBeCloseTo(at(29.9999), 1);
  });

  it('are kept or broken for sure by what is known for sure', () => {
    const at = (mean: number): Constraint => ({ belief: { mean, variance: 0 }, limit: 1, side: 'below' });
    expect(logFeasibility([at(1)])).toBe(0);
    expect(logFeasibility([at(1.1)])).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('an improvement under limits', () => {
  it('is the improvement by the chance to keep them', () => {
    fc.assert(
      fc.property(belief, number, fc.array(constraint, { maxLength: 3 }), (believed, best, limits) => {
        const chance = Math.exp(logFeasibility(limits));
        const gain = Math.exp(logConstrainedImprovement(believed, best, limits));
        expect(gain).toBeCloseTo(chance * expectedImprovement(believed, best), 10);
      }),
    );
  });

  it('is looked for where limits are kept at all, as long as nothing is known that keeps them', () => {
    const limit = { belief: { mean: 3, variance: 1 }, limit: 2, side: 'below' } as const;
    const promising = { mean: 100, variance: 1 };
    expect(logConstrainedImprovement(promising, undefined, [limit])).toBe(logFeasibility([limit]));
  });

  it('of a front is its growth by the chance to keep them', () => {
    const beliefs = [
      { mean: 0.4, variance: 0.04 },
      { mean: 0.5, variance: 0.01 },
    ] as const;
    const limit = { belief: { mean: 3, variance: 1 }, limit: 3, side: 'below' } as const;
    const free = expectedHypervolumeGain(beliefs, [[0.5, 0.5]], [1, 1]);
    expect(constrainedHypervolumeGain(beliefs, [[0.5, 0.5]], [1, 1], [limit])).toBeCloseTo(free / 2, 12);
  });

  it('of a front is never below 0, however far from it', () => {
    fc.assert(
      fc.property(belief, belief, fc.array(fc.tuple(number, number), { maxLength: 6 }), (a, b, front) => {
        expect(constrainedHypervolumeGain([a, b], front, [-4, -4], [])).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
