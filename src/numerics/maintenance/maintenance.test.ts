import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestReplacement, type ReplacementAsk, worthOfReplacingNow } from './age-replacement.ts';
import { cleaningIntervalDays, costOfCleaningLate } from './cleaning-interval.ts';

const weibull = (shape: number, scale: number) => (age: number) => Math.exp(-((age / scale) ** shape));
const fan: ReplacementAsk = { survival: weibull(3, 5), plannedCost: 20, failureCost: 120, oldestAge: 15 };

describe('the age at which a part is best replaced', () => {
  test('is where the hazard’s cost has risen to the long-run cost, as theory has it', () => {
    const { age = Number.NaN, costRate, costRateUntilFailure } = bestReplacement(fan);
    // h(T)·(C_f − C_p) = g, with h(t) = (k/λ)(t/λ)^(k−1) (Barlow & Proschan 1965, equation 3.2.4).
    const hazard = (3 / 5) * (age / 5) ** 2;
    expect(Math.abs((hazard * 100) / costRate - 1)).toBeLessThan(0.03);
    expect(costRate).toBeLessThan(costRateUntilFailure);
  });

  test('left until they fail, parts cost a failure each mean life', () => {
    // Γ(1 + 1/3)·5 is the mean of this Weibull law.
    expect(bestReplacement(fan).costRateUntilFailure).toBeCloseTo(120 / (5 * 0.8929795115692493), 3);
  });

  test('is never where parts do not wear, or a failure costs no more than what is planned', () => {
    expect(bestReplacement({ ...fan, survival: weibull(1, 5), oldestAge: 100 }).age).toBeUndefined();
    expect(bestReplacement({ ...fan, survival: weibull(0.7, 5), oldestAge: 500 }).age).toBeUndefined();
    expect(bestReplacement({ ...fan, failureCost: 20 }).age).toBeUndefined();
  });

  test('costs least of all ages, whatever wear and costs', () => {
    const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        double(1.2, 6),
        double(0.5, 10),
        double(0, 50),
        double(1, 500),
        double(0.05, 1),
        (k, scale, planned, more, at) => {
          const ask = {
            survival: weibull(k, scale),
            plannedCost: planned,
            failureCost: planned + more,
            oldestAge: 4 * scale,
          };
          const { costRate } = bestReplacement(ask);
          const age = at * ask.oldestAge;
          const steps = 4_000;
          let lived = 0;
          for (let step = 0; step < steps; step += 1)
            lived += ask.survival(((step + 0.5) / steps) * age) * (age / steps);
          const works = ask.survival(age);
          const rate = (planned * works + (planned + more) * (1 - works)) / lived;
          expect(costRate).toBeLessThanOrEqual(rate * 1.01);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('wants costs and a span', () => {
    expect(() => bestReplacement({ ...fan, plannedCost: -1 })).toThrow(RangeError);
    expect(() => bestReplacement({ ...fan, failureCost: Number.NaN })).toThrow(RangeError);
    expect(() => bestReplacement({ ...fan, oldestAge: 0 })).toThrow(RangeError);
  });
});

describe('replacing now', () => {
  test('is worth nothing before the best age, and something after it', () => {
    const { age = Number.NaN, costRate } = bestReplacement(fan);
    expect(worthOfReplacingNow(fan, costRate, 0.5 * age, 0.1)).toBeLessThan(0);
    expect(worthOfReplacingNow(fan, costRate, 1.5 * age, 0.1)).toBeGreaterThan(0);
  });

  test('a part that has failed costs what a failure costs more', () => {
    expect(worthOfReplacingNow({ ...fan, survival: (age) => (age < 1 ? 1 : 0) }, 10, 2, 1)).toBe(100);
  });
});

describe('the days between cleanings', () => {
  test('cost less than a day more or less', () => {
    const ask = { lossGrowthPerDay: 0.004, cleaningCost: 5 };
    const costPerDay = (days: number) => ask.cleaningCost / days + (ask.lossGrowthPerDay * days) / 2;
    const days = cleaningIntervalDays(ask);
    expect(days).toBeCloseTo(50, 9);
    expect(costPerDay(days)).toBeLessThan(Math.min(costPerDay(days - 1), costPerDay(days + 1)));
  });

  test('are without end where no loss grows', () => {
    expect(cleaningIntervalDays({ lossGrowthPerDay: 0, cleaningCost: 5 })).toBe(Number.POSITIVE_INFINITY);
    expect(cleaningIntervalDays({ lossGrowthPerDay: -1, cleaningCost: 5 })).toBe(Number.POSITIVE_INFINITY);
    expect(costOfCleaningLate({ lossGrowthPerDay: -1, cleaningCost: 5 }, 9)).toBe(0);
    expect(() => cleaningIntervalDays({ lossGrowthPerDay: 1, cleaningCost: Number.NaN })).toThrow(RangeError);
  });

  test('late by more costs by the square', () => {
    const ask = { lossGrowthPerDay: 0.01, cleaningCost: 5 };
    expect(costOfCleaningLate(ask, 20)).toBeCloseTo(4 * costOfCleaningLate(ask, 10), 12);
    expect(costOfCleaningLate(ask, -3)).toBe(0);
  });
});
