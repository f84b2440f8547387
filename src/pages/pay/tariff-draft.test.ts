import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTariff } from '../../domain/economics/check-tariff.ts';
import type { TimeOfUseTariff } from '../../domain/economics/tariff.ts';
import {
  asKind,
  clockMinute,
  clockText,
  raisePeriod,
  toggleMonth,
  toggleWeekday,
  withAdditions,
  withHoliday,
  withoutHoliday,
  withPeriod,
} from './tariff-draft.ts';

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

test('a market has to be chosen, and what comes on top of its price stays as typed', () => {
  const additions = { surchargePerKwh: 0.1, leviesPerKwh: 0, vatFraction: 0.19 };
  const spot = asKind({ ...evening, additions }, 'spot', undefined);
  expect(spot).toEqual({ kind: 'spot', provider: '', additions });
  expect(checkTariff(spot)).toEqual([{ field: 'provider', problem: 'no-provider' }]);
});

test('prices come back as they were left, with the terms typed meanwhile', () => {
  const terms = { standingCharges: [{ amount: 12, per: 'month' as const }] };
  const back = asKind({ kind: 'flat', pricePerKwh: 0.2, terms }, 'time-of-use', evening);
  expect(back).toEqual({ ...evening, terms });
});

test('additions of nothing at all are none', () => {
  const flat = { kind: 'flat' as const, pricePerKwh: 0.2 };
  const taxed = withAdditions(flat, { vatFraction: 0.19 });
  expect(taxed.additions).toEqual({ surchargePerKwh: 0, leviesPerKwh: 0, vatFraction: 0.19 });
  expect(withAdditions(taxed, { vatFraction: 0 })).toEqual(flat);
});

test('all twelve months are every month, and none is told as none', () => {
  const others = toggleMonth(undefined, 3);
  expect(others).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(toggleMonth(others, 3)).toBeUndefined();
  expect(toggleMonth([3], 3)).toEqual([]);
});

test('holidays stand in order, each once, and without any there are none', () => {
  const both = withHoliday(withHoliday(withHoliday(evening, '2026-12-25'), '2026-01-01'), '2026-12-25');
  expect(both.holidays).toEqual(['2026-01-01', '2026-12-25']);
  expect(withoutHoliday(withoutHoliday(both, '2026-01-01'), '2026-12-25')).toEqual(evening);
});
