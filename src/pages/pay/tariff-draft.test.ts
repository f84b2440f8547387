import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTariff } from '../../domain/economics/check-tariff.ts';
import type { TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import { asKind, clockMinute, clockText, raisePeriod, toggleWeekday, withPeriod } from './tariff-draft.ts';

const evening: TimeOfUseTariff = {
  kind: 'time-of-use',
  basePerKwh: 0.2,
  periods: [{ fromMinute: 1020, toMinute: 1200, pricePerKwh: 0.4 }],
};

test('a clock reads back what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
      expect(clockMinute(clockText(minute))).toBe(minute);
    }),
  );
});

test('an empty clock is no time, and the check says so', () => {
  expect(clockMinute('')).toBeNaN();
});

test('looking at the other kind of tariff and back loses nothing', () => {
  const flat = asKind(evening, 'flat', undefined);
  expect(flat).toEqual({ kind: 'flat', pricePerKwh: 0.2 });
  expect(asKind(flat, 'time-of-use', evening)).toBe(evening);
});

test('the terms of the contract stay with the owner whatever kind of price is looked at', () => {
  const terms = { standingCharges: [{ amount: 12, per: 'month' as const }] };
  const additions = { surchargePerKwh: 0.1, leviesPerKwh: 0, vatFraction: 0.19 };
  const flat = asKind({ ...evening, terms, additions }, 'flat', undefined);
  expect(flat).toEqual({ kind: 'flat', pricePerKwh: 0.2, terms, additions });
  expect(asKind(flat, 'time-of-use', undefined)).toMatchObject({ basePerKwh: 0.2, terms, additions });
});

test('of a market only the price that the owner has chosen becomes one, taxes and all', () => {
  const additions = { surchargePerKwh: 0.1, leviesPerKwh: 0, vatFraction: 0.19 };
  const spot = { kind: 'spot' as const, provider: 'awattar', additions };
  expect(asKind({ ...spot, fallbackPerKwh: 0.3 }, 'flat', undefined)).toEqual({
    kind: 'flat',
    pricePerKwh: 0.3,
  });
  const unpriced = asKind(spot, 'flat', undefined);
  expect(checkTariff(unpriced)).toEqual([{ field: 'pricePerKwh', problem: 'not-a-number' }]);
});

test('a new period is one that can be used at once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3 }), (count) => {
      let tariff = evening;
      for (let i = 0; i < count; i++) tariff = withPeriod(tariff);
      expect(checkTariff(tariff)).toEqual([]);
    }),
  );
});

test('a raised period changes places with the one above', () => {
  const two = withPeriod(evening);
  expect(raisePeriod(two, 1).periods).toEqual([two.periods[1], two.periods[0]]);
  expect(raisePeriod(two, 0)).toBe(two);
});

test('all seven weekdays are every day', () => {
  const [period] = evening.periods;
  if (!period) throw new Error('no period');
  const weekdays = toggleWeekday(period, 7);
  expect(weekdays.weekdays).toEqual([1, 2, 3, 4, 5, 6]);
  expect(toggleWeekday(weekdays, 7).weekdays).toBeUndefined();
});
