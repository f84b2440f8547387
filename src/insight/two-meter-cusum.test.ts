import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../numerics/random.ts';
import {
  alarmScore,
  informationWithLoss,
  lordenDelay,
  meanSharesToDetection,
  meanSharesToFalseAlarm,
  shortestDelay,
} from './two-meter-cusum.ts';

/** Mean expected shares until a CUSUM for `loss` first reaches `score`, when a part `trueLoss` is really lost. */
function simulatedMean(loss: number, score: number, trueLoss: number, runs: number): number {
  const random = Random.labelled(11, `${loss} ${trueLoss}`);
  let total = 0;
  for (let run = 0; run < runs; run++) {
    for (let evidence = 0; ; ) {
      const gap = random.exponential() / (1 - trueLoss);
      // Between two shares the evidence climbs evenly, so the crossing is known to the point.
      const needed = (score - evidence) / loss;
      total += Math.min(gap, needed);
      if (needed <= gap) break;
      evidence = Math.max(0, evidence + loss * gap + Math.log1p(-loss));
    }
  }
  return total / runs;
}

describe('the CUSUM of thinning shares', () => {
  it.each([
    [0.1, 3],
    [0.5, 5],
    [0.9, 4],
  ])('for a loss of %d called at %d has the false alarms and delays of the closed form', (loss, score) => {
    const quiet = simulatedMean(loss, score, 0, 2000);
    expect(Math.abs(quiet / meanSharesToFalseAlarm(loss, score) - 1)).toBeLessThan(0.07);
    const lossy = simulatedMean(loss, score, loss, 4000);
    expect(Math.abs(lossy / meanSharesToDetection(loss, score) - 1)).toBeLessThan(0.05);
  });

  it('calls at the score that makes one false alarm in so many shares', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.95, noNaN: true }),
        fc.double({ min: 1e5, max: 1e9, noNaN: true }),
        (loss, shares) => {
          const found = meanSharesToFalseAlarm(loss, alarmScore(loss, shares));
          expect(Math.abs(found / shares - 1)).toBeLessThan(1e-3);
        },
      ),
    );
  });

  it('takes longer for smaller losses, and longer the fewer false alarms it may make', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.9, noNaN: true }), (loss) => {
        expect(shortestDelay(loss * 0.9, 1e6)).toBeGreaterThan(shortestDelay(loss, 1e6));
        expect(shortestDelay(loss, 1e7)).toBeGreaterThan(shortestDelay(loss, 1e6));
      }),
    );
  });

  it('has the delay of ln γ / information in the limit of few false alarms (Lorden)', () => {
    expect(shortestDelay(0.5, 1e300) / lordenDelay(0.5, 1e300)).toBeCloseTo(1, 2);
    expect(informationWithLoss(0.1)).toBeCloseTo(0.9 * Math.log(0.9) + 0.1, 15);
  });
});
