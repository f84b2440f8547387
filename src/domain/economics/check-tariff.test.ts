import { describe, expect, it } from 'vitest';
import { checkTariff } from './check-tariff.ts';
import type { TariffPeriod, TimeOfUseTariff } from './tariff.ts';

const PERIOD: TariffPeriod = { fromMinute: 1020, toMinute: 1200, pricePerKwh: 0.4 };
const FLAT = { kind: 'flat', pricePerKwh: 0.3 } as const;
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

  it('may follow a market, have taxes on top, seasons, holidays and terms', () => {
    const additions = { surchargePerKwh: 0.1, leviesPerKwh: -0.02, vatFraction: 0.19 };
    const terms = {
      standingCharges: [{ amount: 12, per: 'month' as const }],
      feedIn: { kind: 'fixed' as const, pricePerKwh: -0.01 },
      tiers: [{ aboveKwh: 1000, addPerKwh: -0.02, months: [1, 12] }],
      demandCharges: [{ pricePerKw: 13.2, windowMinutes: 15 as const }],
    };
    expect(checkTariff({ kind: 'spot', provider: 'awattar', additions, terms })).toEqual([]);
    expect(
      checkTariff({
        kind: 'time-of-use',
        basePerKwh: 0.3,
        periods: [PERIOD],
        holidays: ['2028-02-29'],
        terms,
      }),
    ).toEqual([]);
  });

  it.each([
    [{ kind: 'spot', provider: '' }, 'provider', 'no-provider'],
    [{ kind: 'spot', provider: 'awattar', fallbackPerKwh: -1 }, 'fallbackPerKwh', 'negative'],
    [
      { ...FLAT, additions: { surchargePerKwh: 0, leviesPerKwh: 0, vatFraction: 19 } },
      'additions.vatFraction',
      'no-fraction',
    ],
    [
      { ...FLAT, additions: { surchargePerKwh: Number.NaN, leviesPerKwh: 0, vatFraction: 0 } },
      'additions.surchargePerKwh',
      'not-a-number',
    ],
    [
      { ...FLAT, terms: { standingCharges: [{ amount: -1, per: 'day' }] } },
      'terms.standingCharges[0].amount',
      'negative',
    ],
    [{ ...FLAT, terms: { tiers: [{ aboveKwh: -1, addPerKwh: 0 }] } }, 'terms.tiers[0].aboveKwh', 'negative'],
    [
      { ...FLAT, terms: { tiers: [{ aboveKwh: 1, addPerKwh: 0, months: [] }] } },
      'terms.tiers[0].months',
      'no-month',
    ],
    [
      { ...FLAT, terms: { demandCharges: [{ pricePerKw: 1, windowMinutes: 15, months: [13] }] } },
      'terms.demandCharges[0].months',
      'out-of-range',
    ],
    [
      { ...FLAT, terms: { solar: [{ fromMinute: 600, toMinute: 960, powerW: 500 }] } },
      'terms.feedIn',
      'no-feed-in',
    ],
    [
      {
        ...FLAT,
        terms: {
          feedIn: { kind: 'fixed', pricePerKwh: 0 },
          solar: [{ fromMinute: 600, toMinute: 960, powerW: Number.NaN }],
        },
      },
      'terms.solar[0].powerW',
      'not-a-number',
    ],
    [{ ...FLAT, terms: { householdKwhPerMonth: -1 } }, 'terms.householdKwhPerMonth', 'negative'],
    [
      { ...FLAT, terms: { feedIn: { kind: 'market', feePerKwh: Number.NaN } } },
      'terms.feedIn.feePerKwh',
      'not-a-number',
    ],
  ] as const)('is refused with %j', (tariff, field, problem) => {
    expect(checkTariff(tariff)).toEqual([{ field, problem }]);
  });

  it.each(['2026-02-29', '2026-13-01', '25.12.2026', ''])('is refused with the holiday "%s"', (day) => {
    const tariff: TimeOfUseTariff = { kind: 'time-of-use', basePerKwh: 0.3, periods: [], holidays: [day] };
    expect(checkTariff(tariff)).toEqual([{ field: 'holidays[0]', problem: 'no-date' }]);
  });

  it('has no hidden period where seasons or holidays leave it a minute', () => {
    const winter = { ...PERIOD, months: [1, 2, 12] };
    const summer = { ...PERIOD, months: [3, 4, 5, 6, 7, 8, 9, 10, 11] };
    expect(check(winter, PERIOD)).toEqual([]);
    expect(check(winter, summer, PERIOD)).toEqual([{ field: 'periods[2]', problem: 'never-applies' }]);
    // Of a winter's night only its morning in March is left: 1 March, after midnight.
    const night = { fromMinute: 1320, toMinute: 360, months: [2], pricePerKwh: 0.1 };
    const februaryDays = { fromMinute: 0, toMinute: 1440, months: [2], pricePerKwh: 0.2 };
    expect(check(februaryDays, night)).toEqual([]);
    // Sunday nights hold all of a Monday's morning, unless that follows no Sunday, or is none itself.
    const mornings = { fromMinute: 0, toMinute: 360, pricePerKwh: 0.1 };
    const notSunday = { ...mornings, weekdays: [1, 2, 3, 4, 5, 6] };
    const tuesday = { fromMinute: 1320, toMinute: 360, weekdays: [2], pricePerKwh: 0.3 };
    const evening = { fromMinute: 1320, toMinute: 1440, pricePerKwh: 0.2 };
    expect(check(evening, notSunday, tuesday)).toEqual([{ field: 'periods[2]', problem: 'never-applies' }]);
    expect(
      checkTariff({
        kind: 'time-of-use',
        basePerKwh: 0.3,
        periods: [evening, notSunday, tuesday],
        holidays: ['2026-05-13'],
      }),
    ).toEqual([]);
  });

  it('tells of a period that earlier ones hide', () => {
    expect(check(PERIOD, { ...PERIOD, fromMinute: 1080, toMinute: 1140 })).toEqual([
      { field: 'periods[1]', problem: 'never-applies' },
    ]);
  });
});
