import { describe, expect, test } from 'vitest';
import type { ForecastLack, ForecastQuantity, ForecastTarget } from '../../domain/forecast.ts';
import type { TargetStanding } from '../../workers/forecast-api.ts';
import { chosenHorizon, chosenThing, forecastThings, horizonsOf } from './forecast-things.ts';

const lacking: ForecastLack = { kind: 'too-little-data', has: 1, needs: 60 };
function standing(
  quantity: ForecastQuantity,
  step: 'hour' | 'day',
  horizon: number,
  lack?: ForecastLack,
): TargetStanding {
  const subject: ForecastTarget['subject'] = { kind: 'coin', id: 'BTC' };
  const target = { id: `${quantity}:BTC:${step}`, quantity, subject, step, horizon, season: 1, unit: '' };
  return { target, lack, rows: 9 };
}

describe('things to forecast', () => {
  const things = forecastThings([
    standing('power-price', 'hour', 48),
    standing('price', 'hour', 24, lacking),
    standing('price', 'day', 7),
    standing('earnings', 'day', 7, lacking),
  ]);
  test('are one each, however many steps of time they have, in the order of their groups', () => {
    expect(things.map(({ key }) => key)).toEqual(['earnings:BTC', 'price:BTC', 'power-price:BTC']);
    expect(things.map(({ isReady }) => isReady)).toEqual([false, true, true]);
  });
  test('begin with the first that can be forecast, unless another is asked for', () => {
    expect(chosenThing(things, undefined)?.key).toBe('price:BTC');
    expect(chosenThing(things, 'earnings:BTC')?.key).toBe('earnings:BTC');
    expect(chosenThing(things, 'gone')?.key).toBe('price:BTC');
    expect(chosenThing([], undefined)).toBeUndefined();
  });
  test('offer 24 hours, 48 hours and days as far as they go, nearest first', () => {
    const keys = (at: number) => {
      const thing = things[at];
      return thing ? horizonsOf(thing).map(({ key }) => key) : [];
    };
    expect(keys(1)).toEqual(['24h', '7d']);
    expect(keys(2)).toEqual(['24h', '48h']);
    expect(forecastThings([standing('fees', 'hour', 6)]).flatMap(horizonsOf)).toMatchObject([{ steps: 6 }]);
  });
  test('show the nearest horizon that can be forecast', () => {
    const [, price] = things;
    const horizons = price ? horizonsOf(price) : [];
    expect(chosenHorizon(horizons, undefined)?.key).toBe('7d');
    expect(chosenHorizon(horizons, '24h')?.key).toBe('24h');
  });
});
