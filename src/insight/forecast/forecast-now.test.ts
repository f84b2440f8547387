import { describe, expect, it } from 'vitest';
import type { ForecastTarget } from '../../domain/forecast.ts';
import type { Competitor } from './competitor.ts';
import { plainCompetitor } from './competitor.ts';
import { forecastNow, learnSpeakers } from './forecast-now.ts';
import type { TargetData } from './target-data.ts';

const HOUR_MS = 3_600_000;
const RULE = { kind: 'rule', name: 'persistence' } as const;
const STEPPER = { kind: 'model', name: 'stepper' } as const;

const target: ForecastTarget = {
  id: 'power-price:home:hour',
  quantity: 'power-price',
  subject: { kind: 'site', id: 'home' },
  step: 'hour',
  horizon: 8,
  season: 24,
  unit: 'EUR/kWh',
};

function dataOf(values: readonly number[], exact: readonly number[] = []): TargetData {
  return {
    target,
    startMs: 0,
    stepMs: HOUR_MS,
    values: Float64Array.from(values),
    covariates: [],
    ahead: [],
    exact: Float64Array.from({ length: 8 }, (_, step) => exact[step] ?? Number.NaN),
    exactBy: 'published',
  };
}

/** One that says the last value and twice, three times, four times as much … of what was added last. */
const stepper = plainCompetitor(STEPPER, 2, 8, (past) => {
  const [before = 0, last = 0] = past.slice(-2);
  return Float64Array.from({ length: 8 }, (_, step) => last + (last - before) * (step + 1) ** 2);
});
const asNow = plainCompetitor(RULE, 1, 8, (past) => new Float64Array(8).fill(past.at(-1) ?? 0));

const OUTCOME = {
  seats: [
    { fromStep: 1, toStep: 1, speaker: STEPPER, weights: { stepper: 1 } },
    { fromStep: 2, toStep: 8, speaker: RULE, weights: { persistence: 1 } },
  ],
  errors: Array.from({ length: 40 }, (_, at) => new Float64Array(8).fill(at % 2 === 0 ? 0.5 : -0.5)),
  spacing: 8,
};

function speakersOf(data: TargetData, competitors: readonly Competitor[] = [asNow, stepper]) {
  const learning = learnSpeakers(data, OUTCOME, competitors);
  for (;;) {
    const step = learning.next();
    if (step.done) return step.value;
  }
}

const valuesOf = (data: TargetData, kind: 'direct' | 'recursive' = 'direct', outcome = OUTCOME) =>
  forecastNow(data, outcome, speakersOf(data), { madeAtMs: 0, kind }).forecast.steps.map(
    ({ value }) => value,
  );

describe('the forecast of now', () => {
  it('is what each seat says of its part, with intervals from what was missed', () => {
    const data = dataOf([1, 2, 3]);
    const { forecast } = forecastNow(data, OUTCOME, speakersOf(data), { madeAtMs: 5 });
    expect(forecast.steps.map(({ value }) => value)).toEqual([4, 3, 3, 3, 3, 3, 3, 3]);
    expect(forecast.steps[0]?.atMs).toBe(4 * HOUR_MS);
    for (const { value, low80, high80, low95, high95 } of forecast.steps) {
      expect(high80 - value).toBeCloseTo(value - low80, 12);
      expect(high80 - value).toBeGreaterThan(0.2);
      expect(high95).toBeGreaterThanOrEqual(high80);
      expect(low95).toBeLessThanOrEqual(low80);
    }
    expect(forecast.speakers).toEqual([STEPPER, RULE]);
  });

  it('tells what is published as it is, and foresees what is behind it from there', () => {
    const data = dataOf([1, 2, 3], [5, 7]);
    const { forecast, published } = forecastNow(data, OUTCOME, speakersOf(data), { madeAtMs: 0 });
    expect(published).toBe(2);
    expect(forecast.publishedSteps).toBe(2);
    expect(forecast.steps.map(({ value }) => value)).toEqual([5, 7, 9, 7, 7, 7, 7, 7]);
    expect(forecast.steps[1]).toMatchObject({ low95: 7, high95: 7, exact: 'published' });
    expect(forecast.steps[2]?.exact).toBeUndefined();
  });

  it('step by step asks only for the next one, by those said before', () => {
    const steps = {
      ...OUTCOME,
      seats: [{ fromStep: 1, toStep: 8, speaker: STEPPER, weights: { stepper: 1 } }],
    };
    expect(valuesOf(dataOf([1, 2, 3]), 'direct', steps)).toEqual([4, 7, 12, 19, 28, 39, 52, 67]);
    expect(valuesOf(dataOf([1, 2, 3]), 'recursive', steps)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('of a mixture is the parts together', () => {
    const seats = [
      {
        fromStep: 1,
        toStep: 8,
        speaker: { kind: 'mixture', name: 'mixture' } as const,
        weights: { stepper: 0.25, persistence: 0.75 },
      },
    ];
    const data = dataOf([1, 2, 3]);
    const { forecast } = forecastNow(data, { ...OUTCOME, seats }, speakersOf(data), {
      madeAtMs: 0,
      steps: 2,
    });
    expect(forecast.steps.map(({ value }) => value)).toEqual([3.25, 4]);
    expect(() => forecastNow(data, OUTCOME, new Map(), { madeAtMs: 0 })).toThrow('"stepper" is to speak');
  });
});
