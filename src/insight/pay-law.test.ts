import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { poissonCdf, poissonPmf } from '../numerics/poisson.ts';
import { type PayLaw, payCdf, payQuantile } from './pay-law.ts';

const LAW: PayLaw = { forShares: 0, forBlocks: 1, expectedBlocks: 5, blockRelativeSd: 0, noise: 1e-6 };

describe('what an honest pool pays', () => {
  it('for blocks alone is Poisson in steps of one block', () => {
    // Between three and four of five expected blocks.
    expect(payCdf(LAW, 0.7)).toBeCloseTo(poissonCdf(3, 5), 9);
    // On a step half of it counts: the noise lies on both sides.
    expect(payCdf(LAW, 0.6)).toBeCloseTo(poissonCdf(2, 5) + poissonPmf(3, 5) / 2, 9);
    expect(payCdf(LAW, 0)).toBeCloseTo(Math.exp(-5), 9);
  });

  it('for shares alone is its mean with the noise of what is known', () => {
    const law = { ...LAW, forShares: 2, forBlocks: 0, noise: 0.01 };
    expect(payCdf(law, 2)).toBeCloseTo(0.5, 12);
    expect(payCdf(law, 2 * 0.98)).toBeCloseTo(0.02275013194817921, 10);
  });

  it('for blocks known to be found has no luck left but that of their fees', () => {
    const law = { ...LAW, found: 4, blockRelativeSd: 0.04 };
    expect(payCdf(law, 1)).toBeCloseTo(0.5, 6);
    expect(payCdf(law, 1.02)).toBeCloseTo(0.8413447460685429, 6);
  });

  it('is never less than nothing', () => expect(payCdf(LAW, -1e-9)).toBe(0));

  it('rises with the sum, and comes back from its quantiles', () => {
    const part = fc.double({ min: 0, max: 3, noNaN: true });
    const noise = fc.constantFrom(0.001, 0.02, 0.2);
    fc.assert(
      fc.property(
        part,
        part,
        noise,
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        (one, other, sd, p) => {
          const law = { ...LAW, forShares: 0.5, expectedBlocks: 30, noise: sd };
          const [low, high] = [payCdf(law, Math.min(one, other)), payCdf(law, Math.max(one, other))];
          expect(low).toBeLessThanOrEqual(high + 1e-12);
          expect(payCdf(law, payQuantile(law, p))).toBeCloseTo(p, 6);
        },
      ),
      { numRuns: 40 },
    );
  });
});
