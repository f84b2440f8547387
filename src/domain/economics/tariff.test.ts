import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay } from './local-time.ts';
import { runningCost } from './running-cost.ts';
import { priceAt, priceSegments, type Tariff, type TimeOfUseTariff } from './tariff.ts';

const BERLIN = 'Europe/Berlin';
const HOUR = 3_600_000;
const minute = (hour: number) => hour * 60;

/** Dear from 17 to 20 on weekdays, cheap from 22 to 6 every night. */
const EVENING_AND_NIGHT: TimeOfUseTariff = {
  kind: 'time-of-use',
  basePerKwh: 0.3,
  periods: [
    { fromMinute: minute(17), toMinute: minute(20), weekdays: [1, 2, 3, 4, 5], pricePerKwh: 0.4 },
    { fromMinute: minute(22), toMinute: minute(6), pricePerKwh: 0.2 },
  ],
};

/** Local Berlin winter time (UTC+1). */
const winter = (day: number, hour: number, min = 0) => Date.UTC(2026, 0, day, hour - 1, min);

describe('the price of a kilowatt-hour', () => {
  it.each([
    ['a Monday noon', winter(5, 12), 0.3],
    ['a Monday at 16:59', winter(5, 16, 59), 0.3],
    ['a Monday at 17:00', winter(5, 17), 0.4],
    ['a Monday at 20:00', winter(5, 20), 0.3],
    ['a Saturday at 18:00', winter(10, 18), 0.3],
    ['late at night', winter(5, 23), 0.2],
    ['early in the morning', winter(6, 5, 59), 0.2],
    ['at six', winter(6, 6), 0.3],
  ])('on %s', (_, atMs, price) => {
    expect(priceAt(EVENING_AND_NIGHT, atMs, BERLIN)).toBe(price);
  });

  it('of a night that begins on Friday lasts into Saturday, and no other night', () => {
    const friday: Tariff = {
      kind: 'time-of-use',
      basePerKwh: 1,
      periods: [{ fromMinute: minute(22), toMinute: minute(6), weekdays: [5], pricePerKwh: 0 }],
    };
    expect(priceAt(friday, winter(9, 23), BERLIN)).toBe(0);
    expect(priceAt(friday, winter(10, 5), BERLIN)).toBe(0);
    expect(priceAt(friday, winter(10, 23), BERLIN)).toBe(1);
    expect(priceAt(friday, winter(9, 5), BERLIN)).toBe(1);
  });

  it('of a season holds in its months, and through the night with which the last one ends', () => {
    const winterNights: Tariff = {
      kind: 'time-of-use',
      basePerKwh: 1,
      periods: [{ fromMinute: minute(22), toMinute: minute(6), months: [12], pricePerKwh: 0 }],
    };
    expect(priceAt(winterNights, Date.UTC(2025, 11, 31, 22), BERLIN)).toBe(0);
    expect(priceAt(winterNights, winter(1, 5), BERLIN)).toBe(0);
    expect(priceAt(winterNights, winter(1, 23), BERLIN)).toBe(1);
    // The night before 1 December began in November.
    expect(priceAt(winterNights, Date.UTC(2026, 11, 1, 4), BERLIN)).toBe(1);
  });

  it('of a holiday is a Sunday’s', () => {
    const weekdays = { ...EVENING_AND_NIGHT, holidays: ['2026-01-06'] };
    expect(priceAt(weekdays, winter(5, 18), BERLIN)).toBe(0.4);
    expect(priceAt(weekdays, winter(6, 18), BERLIN)).toBe(0.3);
    expect(priceAt(weekdays, winter(7, 18), BERLIN)).toBe(0.4);
  });

  it('holds what comes on top of it: (0.10 + 0.08 + 0.02) and 19 % of VAT are 0.238', () => {
    const additions = { surchargePerKwh: 0.08, leviesPerKwh: 0.02, vatFraction: 0.19 };
    expect(priceAt({ kind: 'flat', pricePerKwh: 0.1, additions }, 0, BERLIN)).toBeCloseTo(0.238, 12);
    expect(priceAt({ ...EVENING_AND_NIGHT, additions }, winter(5, 18), BERLIN)).toBeCloseTo(0.5 * 1.19, 12);
  });

  it('is the first period’s where two overlap', () => {
    const overlap: Tariff = {
      kind: 'time-of-use',
      basePerKwh: 1,
      periods: [
        { fromMinute: 0, toMinute: 1440, pricePerKwh: 2 },
        { fromMinute: 600, toMinute: 700, pricePerKwh: 3 },
      ],
    };
    expect(priceAt(overlap, winter(5, 11), BERLIN)).toBe(2);
  });

  it('is refused for a time zone that does not exist', () => {
    expect(() => priceAt(EVENING_AND_NIGHT, 0, 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('the prices of a day', () => {
  it('of a flat tariff are one', () => {
    expect(priceSegments({ kind: 'flat', pricePerKwh: 0.25 }, 0, 1000, BERLIN)).toEqual([
      { fromMs: 0, toMs: 1000, pricePerKwh: 0.25 },
    ]);
  });

  it('change at the edges of the periods, in local time', () => {
    const { fromMs, toMs } = localDay(winter(5, 12), BERLIN);
    expect(fromMs).toBe(winter(5, 0));
    expect(toMs - fromMs).toBe(24 * HOUR);
    expect(priceSegments(EVENING_AND_NIGHT, fromMs, toMs, BERLIN)).toEqual([
      { fromMs: winter(5, 0), toMs: winter(5, 6), pricePerKwh: 0.2 },
      { fromMs: winter(5, 6), toMs: winter(5, 17), pricePerKwh: 0.3 },
      { fromMs: winter(5, 17), toMs: winter(5, 20), pricePerKwh: 0.4 },
      { fromMs: winter(5, 20), toMs: winter(5, 22), pricePerKwh: 0.3 },
      { fromMs: winter(5, 22), toMs: winter(6, 0), pricePerKwh: 0.2 },
    ]);
  });

  it.each([
    ['23 hours when clocks go forward', Date.UTC(2026, 2, 29, 12), 23, 7],
    ['25 hours when clocks go back', Date.UTC(2026, 9, 25, 12), 25, 9],
  ])('last %s, and the cheap night is an hour shorter or longer', (_, atMs, hours, cheapHours) => {
    const { fromMs, toMs } = localDay(atMs, BERLIN);
    expect((toMs - fromMs) / HOUR).toBe(hours);
    const cheap = priceSegments(EVENING_AND_NIGHT, fromMs, toMs, BERLIN).filter(
      ({ pricePerKwh }) => pricePerKwh === 0.2,
    );
    expect(cheap.reduce((sum, segment) => sum + segment.toMs - segment.fromMs, 0) / HOUR).toBe(cheapHours);
  });

  it('follow the wall clock where a period lies in the hour that is skipped or comes twice', () => {
    const halfPastTwo: Tariff = {
      kind: 'time-of-use',
      basePerKwh: 1,
      periods: [{ fromMinute: 150, toMinute: 165, pricePerKwh: 0 }],
    };
    const freeMinutes = (atMs: number) => {
      const { fromMs, toMs } = localDay(atMs, BERLIN);
      return priceSegments(halfPastTwo, fromMs, toMs, BERLIN)
        .filter(({ pricePerKwh }) => pricePerKwh === 0)
        .map((segment) => (segment.toMs - segment.fromMs) / 60_000);
    };
    expect(freeMinutes(Date.UTC(2026, 2, 28, 12))).toEqual([15]);
    expect(freeMinutes(Date.UTC(2026, 2, 29, 12))).toEqual([]);
    expect(freeMinutes(Date.UTC(2026, 9, 25, 12))).toEqual([15, 15]);
  });

  it('of places with odd clocks are whole days', () => {
    const hours = (timeZone: string, atMs: number) => {
      const { fromMs, toMs } = localDay(atMs, timeZone);
      return (toMs - fromMs) / HOUR;
    };
    expect(hours('Asia/Kathmandu', Date.UTC(2026, 0, 5))).toBe(24);
    // Half an hour of daylight saving; clocks that change at midnight, both ways.
    expect(hours('Australia/Lord_Howe', Date.UTC(2026, 3, 5, 0))).toBe(24.5);
    expect(hours('Asia/Beirut', Date.UTC(2024, 2, 31, 10))).toBe(23);
    expect(hours('America/Sao_Paulo', Date.UTC(2018, 1, 17, 15))).toBe(25);
    expect(hours('America/New_York', Date.UTC(2026, 2, 8, 12))).toBe(23);
  });
});

const zones = fc.constantFrom(
  BERLIN,
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Tokyo',
  'America/Sao_Paulo',
);
const period = fc.record({
  fromMinute: fc.nat(1439),
  toMinute: fc.nat(1440),
  weekdays: fc.option(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), { nil: undefined }),
  pricePerKwh: fc.constantFrom(0, 0.1, 0.25, 0.5),
});
const tariffs = fc.record({
  kind: fc.constant('time-of-use' as const),
  basePerKwh: fc.constantFrom(0.2, 0.3),
  periods: fc.array(period, { maxLength: 4 }),
});
const fromMs = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });

describe('price segments of any tariff, place and time', () => {
  it('cover the span without gap or overlap, change price at each edge, and agree with the price at each moment', () => {
    fc.assert(
      fc.property(
        tariffs,
        zones,
        fromMs,
        fc.integer({ min: 1, max: 50 * HOUR }),
        fc.nat(999),
        (tariff, zone, from, length, permille) => {
          const to = from + length;
          const segments = priceSegments(tariff, from, to, zone);
          expect(segments[0]?.fromMs).toBe(from);
          expect(segments.at(-1)?.toMs).toBe(to);
          for (const [index, segment] of segments.entries()) {
            const next = segments[index + 1];
            expect(segment.toMs).toBeGreaterThan(segment.fromMs);
            if (!next) continue;
            expect(next.fromMs).toBe(segment.toMs);
            expect(next.pricePerKwh).not.toBe(segment.pricePerKwh);
          }
          const atMs = from + Math.floor((length * permille) / 1000);
          const holding = segments.find((segment) => segment.fromMs <= atMs && atMs < segment.toMs);
          expect(holding?.pricePerKwh).toBe(priceAt(tariff, atMs, zone));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('cost the same in one piece or cut anywhere', () => {
    fc.assert(
      fc.property(
        tariffs,
        zones,
        fromMs,
        fc.nat(30 * HOUR),
        fc.nat(30 * HOUR),
        (tariff, zone, from, first, second) => {
          const cost = (a: number, b: number) =>
            runningCost(1000, priceSegments(tariff, a, b, zone), ({ pricePerKwh }) => pricePerKwh);
          const whole = cost(from, from + first + second);
          expect(cost(from, from + first) + cost(from + first, from + first + second)).toBeCloseTo(whole, 9);
        },
      ),
      { numRuns: 60 },
    );
  });
});
