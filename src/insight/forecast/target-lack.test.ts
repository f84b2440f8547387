import { describe, expect, it } from 'vitest';
import type { ForecastQuantity } from '../../domain/forecast.ts';
import { Random } from '../../numerics/random.ts';
import type { TargetData } from './target-data.ts';
import { contestLack, contestRows, forecastLack, TargetLackError } from './target-lack.ts';

const HOUR_MS = 3_600_000;
const random = new Random(8);
const noise = (rows: number) => Float64Array.from({ length: rows }, () => 20 + random.normal());

function dataOf(values: Float64Array, quantity: ForecastQuantity = 'room-temperature'): TargetData {
  return {
    target: {
      id: `${quantity}:home:hour`,
      quantity,
      subject: { kind: 'site', id: 'home' },
      step: 'hour',
      horizon: 24,
      season: 24,
      unit: '°C',
    },
    startMs: 0,
    stepMs: HOUR_MS,
    values,
    covariates: [],
    ahead: [],
    exact: new Float64Array(24).fill(Number.NaN),
    exactBy: 'tariff',
  };
}

describe('what is lacking', () => {
  it('is so much past, and it says when there will be enough', () => {
    const needs = contestRows({ step: 'hour', horizon: 24 });
    const lack = contestLack(dataOf(noise(needs - 10)));
    expect(lack).toEqual({
      kind: 'too-little-data',
      has: needs - 10,
      needs,
      enoughAtMs: needs * HOUR_MS,
    });
    expect(contestLack(dataOf(noise(needs)))).toBeUndefined();
    expect(forecastLack(dataOf(noise(100)))).toBeUndefined();
    expect(forecastLack(dataOf(noise(60)))).toMatchObject({ has: 60, needs: 68 });
  });

  it('is nothing for a few gaps, and too much where more than three of ten are missing', () => {
    const rows = 420;
    const gappy = (every: number) =>
      noise(rows).map((value, row) => (row % every === 0 ? Number.NaN : value));
    expect(contestLack(dataOf(gappy(5)))).toBeUndefined();
    const holes = noise(rows).map((value, row) => (row % 2 === 0 ? Number.NaN : value));
    expect(contestLack(dataOf(holes))).toMatchObject({ kind: 'too-little-data', has: 210 });
  });

  it('does not count the time before the first value', () => {
    const young = noise(600).map((value, row) => (row < 590 ? Number.NaN : value));
    expect(forecastLack(dataOf(young))).toMatchObject({ kind: 'too-little-data', has: 10, needs: 68 });
  });

  it('is told apart from what never changed, what nobody tells, and what cannot be', () => {
    expect(forecastLack(dataOf(new Float64Array(600).fill(21)))).toEqual({ kind: 'constant', value: 21 });
    expect(forecastLack(dataOf(new Float64Array(600).fill(Number.NaN)))).toEqual({
      kind: 'untold',
      of: 'room-temperature',
    });
    expect(forecastLack(dataOf(new Float64Array(600), 'price'))).toEqual({ kind: 'untold', of: 'price' });
    const infinite = noise(600).fill(Number.NEGATIVE_INFINITY, 7, 8);
    expect(forecastLack(dataOf(infinite))).toEqual({
      kind: 'bad-data',
      detail: 'One of the values is infinite.',
    });
    const short = { ...dataOf(noise(600)), covariates: [{ name: 'fan', version: 1, values: noise(599) }] };
    expect(forecastLack(short)).toEqual({
      kind: 'bad-data',
      detail: '"fan" has 599 values beside 600 of the target.',
    });
    const blind = { ...dataOf(noise(600)), ahead: [{ name: 'hour', version: 1, values: noise(600) }] };
    expect(forecastLack(blind)).toMatchObject({ detail: '"hour" does not reach as far ahead as it should.' });
    expect(forecastLack({ ...dataOf(noise(600)), stepMs: 0 })).toMatchObject({ kind: 'bad-data' });
  });

  it('is said in a plain sentence where it is thrown', () => {
    expect(new TargetLackError({ kind: 'constant', value: 2 }).message).toContain('nothing to learn');
    expect(new TargetLackError({ kind: 'too-little-data', has: 3, needs: 9 }).message).toBe(
      'There are 3 values of the past, and 9 are needed.',
    );
  });
});
