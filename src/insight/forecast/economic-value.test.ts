import { describe, expect, it } from 'vitest';
import { decisionBy, economicValue } from './economic-value.ts';

const of = (...days: readonly number[][]) => days.map((day) => Float64Array.from(day));
const band = { fromStep: 1, toStep: 6 };

describe('what a decision would have earned', () => {
  it('by prices of power is what it costs less to run in the hours that are said to be cheap', () => {
    const came = of([0.1, 0.1, 0.3, 0.3, 0.3, 0.3], [0.3, 0.3, 0.3, 0.1, 0.1, 0.3]);
    const wrong = of([1, 1, 1, 1, 0, 0], [0, 0, 1, 1, 1, 1]);
    const gain = economicValue(
      'power-price',
      band,
      { said: came, rule: wrong, came, before: [], overlap: 1 },
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
      { said: came, rule: asNow, came, before: [], overlap: 1 },
      { costPerUnit: 1, units: 10 },
    );
    expect(gain?.mean).toBeCloseTo(2.5, 10);
    expect(gain?.low80).toBeLessThan(0);
    expect(gain?.high80).toBeGreaterThan(5);
  });

  it('by prices of a coin is what holding it to the end brings over selling at once', () => {
    const came = of([100, 105, 110], [100, 95, 90], [100, 100, 120]);
    const asNow = of([100, 100, 100], [100, 100, 100], [100, 100, 100]);
    const said = of([101, 101, 101], [101, 101, 101], [99, 99, 99]);
    const paths = { said, rule: asNow, came, before: [100, 100, 100], overlap: 1 };
    const days = { fromStep: 1, toStep: 3 };
    // It is held twice, for 10 more and 10 less, and sold at once the third time, as the rule does.
    expect(economicValue('price', days, paths, { coinsPerDay: 0.5 })?.mean).toBeCloseTo(0, 10);
    const right = { ...paths, said: came };
    expect(economicValue('price', days, right, { coinsPerDay: 0.5 })?.mean).toBeCloseTo((0.5 * 30) / 3, 10);
    expect(economicValue('price', days, paths, {})).toBeUndefined();
  });

  it('is named where one hangs on the quantity and its money is known, and only there', () => {
    const all = { shiftableW: 1_000, costPerUnit: 0.03, units: 100, coinsPerDay: 0.001 };
    expect(decisionBy('power-price', all)).toBe('cheap-hours');
    expect(decisionBy('earnings', all)).toBe('run-or-rest');
    expect(decisionBy('price', all)).toBe('sell-or-hold');
    for (const quantity of [
      'difficulty',
      'fees',
      'power',
      'room-temperature',
      'outdoor-temperature',
    ] as const)
      expect(decisionBy(quantity, all)).toBeUndefined();
    expect(decisionBy('earnings', { units: 100 })).toBeUndefined();
    expect(decisionBy('power-price', { shiftableW: 0 })).toBeUndefined();
  });

  it('is nothing where decisions are the same, and unknown where none hangs on it', () => {
    const came = of([2, 2, 2, 2, 2, 2], [3, 3, 3, 3, 3, 3]);
    const paths = { said: came, rule: came, came, before: [], overlap: 1 };
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
