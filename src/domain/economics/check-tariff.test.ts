import { describe, expect, it } from 'vitest';
import { checkTariff } from './check-tariff.ts';
import type { TariffPeriod } from './tariff.ts';

const PERIOD: TariffPeriod = { fromMinute: 1020, toMinute: 1200, pricePerKwh: 0.4 };
const check = (...periods: TariffPeriod[]) => checkTariff({ kind: 'time-of-use', basePerKwh: 0.3, periods });

describe('a tariff as an owner types it', () => {
  it('is good with prices, minutes of the day and weekdays', () => {
    expect(checkTariff({ kind: 'flat', pricePerKwh: 0 })).toEqual([]);
    expect(check(PERIOD, { ...PERIOD, fromMinute: 1320, toMinute: 360, weekdays: [6, 7] })).toEqual([]);
  });

  it.each([
    [Number.NaN, 'not-a-number'],
    [Number.POSITIVE_INFINITY, 'not-a-number'],
    [-0.01, 'negative'],
  ])('is refused with a price of %s', (price, problem) => {
    expect(checkTariff({ kind: 'flat', pricePerKwh: price })).toEqual([{ field: 'pricePerKwh', problem }]);
    expect(check({ ...PERIOD, pricePerKwh: price })).toEqual([{ field: 'periods[0].pricePerKwh', problem }]);
  });

  it.each([
    [{ fromMinute: 1440 }, 'periods[1].fromMinute', 'out-of-range'],
    [{ fromMinute: 0.5 }, 'periods[1].fromMinute', 'out-of-range'],
    [{ toMinute: 1441 }, 'periods[1].toMinute', 'out-of-range'],
    [{ toMinute: Number.NaN }, 'periods[1].toMinute', 'not-a-number'],
    [{ weekdays: [] }, 'periods[1].weekdays', 'no-weekday'],
    [{ weekdays: [0] }, 'periods[1].weekdays', 'out-of-range'],
  ])('is refused with %j', (change, field, problem) => {
    expect(check(PERIOD, { ...PERIOD, ...change })).toEqual([{ field, problem }]);
  });

  it('tells of a period that earlier ones hide', () => {
    expect(check(PERIOD, { ...PERIOD, fromMinute: 1080, toMinute: 1140 })).toEqual([
      { field: 'periods[1]', problem: 'never-applies' },
    ]);
  });
});
