import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { callAt } from './alarm-budget.ts';
import { addEvidence, type EvidenceScore, NO_EVIDENCE, normalLlr, poissonLlr } from './evidence-score.ts';
import { learnLaw, NO_LAW, residualOf, slopeOf } from './learned-law.ts';
import { alike, effectiveDeviation, learn, NOTHING_LEARNED, standardised } from './own-normal.ts';

describe('the alarm budget', () => {
  it('gives each signal its part: a thousand machines are judged as strictly as their number asks', () => {
    const one = callAt({ falseAlarmsPerMonth: 1, miners: 1 }, 10, 1);
    expect(one).toBeCloseTo(Math.log(730.485 * 10 * 3), 6);
    expect(callAt({ falseAlarmsPerMonth: 1, miners: 1000 }, 10, 1) - one).toBeCloseTo(Math.log(1000), 9);
    expect(callAt({ falseAlarmsPerMonth: 0.1, miners: 1 }, 10, 1) - one).toBeCloseTo(Math.log(10), 9);
  });
});

describe('a sum of evidence', () => {
  it('reaches h by chance no oftener than once in e^h observations', () => {
    const random = new Random(11);
    const threshold = Math.log(500);
    const observations = 100_000;
    for (const size of [0.3, 1, 3]) {
      let alarms = 0;
      let score: EvidenceScore = NO_EVIDENCE;
      for (let n = 0; n < observations; n++) {
        score = addEvidence(score, normalLlr(random.normal(), size, 0), n);
        if (score.nats < threshold) continue;
        alarms += 1;
        score = NO_EVIDENCE;
      }
      expect(alarms).toBeLessThanOrEqual(observations / 500);
      expect(alarms).toBeGreaterThan(0);
    }
  });

  it('remembers where it began, and forgets that when it is gone', () => {
    const begun = addEvidence(addEvidence(NO_EVIDENCE, 1, 10), 2, 20);
    expect(begun).toEqual({ nats: 3, sinceMs: 10 });
    expect(addEvidence(begun, -5, 30)).toEqual(NO_EVIDENCE);
  });

  it('is decided by no single observation, and by none that is missing', () => {
    expect(addEvidence(NO_EVIDENCE, 1e308, 0).nats).toBeLessThan(
      callAt({ falseAlarmsPerMonth: 1, miners: 1 }, 1, 1),
    );
    expect(addEvidence({ nats: 3, sinceMs: 1 }, Number.NaN, 5)).toEqual({ nats: 3, sinceMs: 1 });
  });

  it('weighs counts as the Poisson law does', () => {
    // ln of (e⁻⁴·4²/2!) / (e⁻²·2²/2!)
    expect(poissonLlr(2, 4, 2)).toBeCloseTo(Math.log((Math.exp(-4) * 16) / (Math.exp(-2) * 4)), 12);
  });
});

describe('what is normal', () => {
  it('knows mean and deviation of what it learned, in whatever order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 3, maxLength: 40 }),
        (values) => {
          const { mean, m2, count } = values.reduce(learn, NOTHING_LEARNED);
          const plain = values.reduce((sum, value) => sum + value, 0) / values.length;
          expect(count).toBe(values.length);
          expect(mean).toBeCloseTo(plain, 8);
          expect(m2).toBeCloseTo(
            values.reduce((sum, value) => sum + (value - plain) ** 2, 0),
            4,
          );
        },
      ),
    );
  });

  it('turns the next value into a standard normal one, though it has seen few', () => {
    const random = new Random(3);
    let beyond = 0;
    let squares = 0;
    const rounds = 4000;
    for (let round = 0; round < rounds; round++) {
      let normal = NOTHING_LEARNED;
      for (let n = 0; n < 12; n++) normal = { ...learn(normal, 50 + 3 * random.normal()), lagged: 0 };
      const z = standardised(normal, 50 + 3 * random.normal(), 0);
      squares += z * z;
      if (Math.abs(z) > 2.576) beyond += 1;
    }
    expect(squares / rounds).toBeGreaterThan(0.93);
    expect(squares / rounds).toBeLessThan(1.07);
    // 1 % of 4000, give or take three deviations.
    expect(beyond).toBeGreaterThan(20);
    expect(beyond).toBeLessThan(60);
  });

  it('takes neighbours that resemble each other for less than they seem', () => {
    const random = new Random(8);
    let value = 0;
    let normal = NOTHING_LEARNED;
    for (let n = 0; n < 5000; n++) {
      value = 0.8 * value + 0.6 * random.normal();
      normal = learn(normal, value);
    }
    expect(alike(normal)).toBeCloseTo(0.8, 1);
    expect(effectiveDeviation(normal, 0)).toBeGreaterThan(2.5);
    expect(effectiveDeviation(normal, 0)).toBeLessThan(3.6);
  });

  it('is never finer than it is measured', () => {
    const frozen = [7, 7, 7, 7].reduce(learn, NOTHING_LEARNED);
    expect(effectiveDeviation(frozen, 0.5)).toBe(0.5);
  });
});

describe('a learned law', () => {
  const prior = { mean: -0.35, deviation: 0.1, noise: 0.03 };

  it('keeps what physics says while the data say nothing', () => {
    expect(slopeOf(NO_LAW, prior)).toEqual({ slope: -0.35, deviation: 0.1 });
  });

  it('comes to the line through many points', () => {
    let law = NO_LAW;
    for (let x = 0; x < 50; x++) law = learnLaw(law, x / 10, 2 - 0.6 * (x / 10));
    expect(slopeOf(law, prior).slope).toBeCloseTo(-0.6, 3);
    expect(residualOf(law, prior, 3, 2 - 0.6 * 3 + 0.1).residual).toBeCloseTo(0.1, 2);
  });

  it('says how far it may be off away from what it has seen', () => {
    const law = learnLaw(learnLaw(NO_LAW, 1, 1), 1.001, 1);
    expect(residualOf(law, prior, 2, 1).slopeDoubt).toBeCloseTo(0.1, 2);
    expect(residualOf(law, prior, 1, 1).slopeDoubt).toBeLessThan(0.001);
  });
});
