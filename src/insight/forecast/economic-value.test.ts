import { describe, expect, it } from 'vitest';
import { economicValue } from './economic-value.ts';

const of = (...days: readonly number[][]) => days.map((day) => Float64Array.from(day));
const band = { fromStep: 1, toStep: 6 };

describe('what a decision would have earned', () => {
  it('by prices of power is what it costs less to run in the hours that are said to be cheap', () => {
    const came = of([0.1, 0.1, 0.3, 0.3, 0.3, 0.3], [0.3, 0.3, 0.3, 0.1, 0.1, 0.3]);
    const wrong = of([1, 1, 1, 1, 0, 0], [0, 0, 1, 1, 1, 1]);
    const gain = economicValue(
      'power-price',
      band,
      { said: came, rule: wrong, came, overlap: 1 },
      { shiftableW: 2_000 },
    );
    // A third of the day, 8 h, at 2 kW: 16 kWh that cost 20 cents less each.
    expect(gain?.mean).toBeCloseTo(3.2, 10);
    expect(gain?.low80).toBeCloseTo(3.2, 10);
  });

  it('by earnings is what is not lost by standing still, with an interval where days differ', () => {
    const came = of([2, 2, 2, 2, 2, 2], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]);
    const asNow = of([2, 2, 2, 2, 2, 2], [2, 2, 2, 2, 2, 2]);
    const gain = economicValue(
      'earnings',
      band,
      { said: came, rule: asNow, came, overlap: 1 },
      { costPerUnit: 1, units: 10 },
    );
    expect(gain?.mean).toBeCloseTo(2.5, 10);
    expect(gain?.low80).toBeLessThan(0);
    expect(gain?.high80).toBeGreaterThan(5);
  });

  it('is nothing where decisions are the same, and unknown where none hangs on it', () => {
    const came = of([2, 2, 2, 2, 2, 2], [3, 3, 3, 3, 3, 3]);
    const paths = { said: came, rule: came, came, overlap: 1 };
    expect(economicValue('earnings', band, paths, { costPerUnit: 1, units: 1 })).toEqual({
      mean: 0,
      low80: 0,
      high80: 0,
    });
    expect(
      economicValue('room-temperature', band, paths, { shiftableW: 1, units: 1, costPerUnit: 1 }),
    ).toBeUndefined();
    expect(economicValue('power-price', band, paths, {})).toBeUndefined();
    const oneHour = { fromStep: 1, toStep: 1 };
    expect(economicValue('power-price', oneHour, paths, { shiftableW: 1 })).toBeUndefined();
    const gaps = { ...paths, came: of([Number.NaN, 2, 2, 2, 2, 2], [3, 3, 3, 3, 3, Number.NaN]) };
    expect(economicValue('earnings', band, gaps, { costPerUnit: 1, units: 1 })).toBeUndefined();
  });
});
