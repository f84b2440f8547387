import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { accuracyOf } from './accuracy.ts';
import { evaluateForecasts } from './evaluation.ts';

describe('the judgement of forecasts', () => {
  const random = new Random(5);
  const walk = [0];
  for (let at = 1; at < 1500; at++) walk.push((walk[at - 1] ?? 0) + random.normal());
  const came = walk.slice(1);
  const before = walk.slice(0, -1);

  it('of a random walk says that persistence cannot be beaten, and by how little a coin', () => {
    const guess = before.map((value) => value + 0.5 * random.normal());
    const told = evaluateForecasts({
      forecasts: guess,
      came,
      before,
      baseline: before,
      intervals: [
        {
          level: 0.8,
          low: before.map((value) => value - 1.2815515655446004),
          high: before.map((value) => value + 1.2815515655446004),
        },
      ],
      stepsAhead: 1,
      past: [0, 1, 0],
      season: 1,
    });
    expect(told.skill).toBeLessThan(0);
    expect(told.againstBaseline.p).toBeLessThan(0.01);
    expect(told.direction.low).toBeLessThan(0.5);
    expect(told.direction.high).toBeGreaterThan(0.5);
    expect(told.direction.baseRate).toBeGreaterThanOrEqual(0.5);
    expect(told.coverage[0]?.low).toBeLessThan(0.8);
    expect(told.coverage[0]?.high).toBeGreaterThan(0.8);
    expect(told.residuals.bias.p).toBeGreaterThan(0.001);
    expect(told.mase).toBeCloseTo(told.mae, 12);
    expect(told.baseline).toEqual(accuracyOf(before, came));
  });

  it('of one that knows what comes says so', () => {
    const told = evaluateForecasts({
      forecasts: came.map((value) => value + 0.1 * random.normal()),
      came,
      before,
      baseline: before,
      intervals: [],
      stepsAhead: 1,
      past: before,
      season: 1,
    });
    expect(told.skill).toBeGreaterThan(0.85);
    expect(told.direction.low).toBeGreaterThan(told.direction.baseRate);
  });

  it('refuses lists of different lengths', () => {
    const none = { before: [], baseline: [1], intervals: [], stepsAhead: 1, past: [], season: 1 };
    expect(() => evaluateForecasts({ ...none, forecasts: [1, 2], came: [1] })).toThrow(
      '2 forecasts beside 1',
    );
  });
});
