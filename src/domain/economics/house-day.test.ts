import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeatCredit } from '../settings.ts';
import { bill, marginalBill } from './bill.ts';
import type { ContractTerms } from './contract-terms.ts';
import type { Heating } from './heat-price.ts';
import { type HouseDay, houseDay } from './house-day.ts';
import { localMonths } from './local-month.ts';
import { constantPower } from './power-trace.ts';
import { energyKwh, runningCost } from './running-cost.ts';
import type { PriceSegment, Tariff } from './tariff.ts';

const NO_HEAT: HeatCredit = { share: 0, pricePerKwhHeat: 0 };
const minute = (hour: number, past = 0) => 60 * hour + past;

interface Ask {
  readonly tariff: Tariff;
  readonly powerW: number;
  readonly nowMs: number;
  readonly timeZone: string;
  readonly spotPrices?: readonly PriceSegment[];
}

function dayOf({ tariff, heat = NO_HEAT, ...ask }: Ask & { readonly heat?: HeatCredit }): HouseDay {
  const house = houseDay({ ...ask, settings: { tariff, heat } });
  if (!house) throw new Error('the day has no prices');
  return house;
}

function costOf({ segments, powerW }: HouseDay): number {
  return runningCost(powerW, segments, ({ pricePerKwh }) => pricePerKwh);
}

function solarKwhOf({ segments, powerW }: HouseDay): number {
  return runningCost(powerW, segments, ({ solarPart }) => solarPart);
}

/** A night of 0.12, an evening of 0.40, and half past two to half past three at 0.50: in it clocks change. */
const TOU: Tariff = {
  kind: 'time-of-use',
  basePerKwh: 0.2,
  periods: [
    { fromMinute: minute(2, 30), toMinute: minute(3, 30), pricePerKwh: 0.5 },
    { fromMinute: minute(17), toMinute: minute(20), pricePerKwh: 0.4 },
    { fromMinute: minute(22), toMinute: minute(6), pricePerKwh: 0.12 },
  ],
};
const NOON_SUN: ContractTerms = {
  feedIn: { kind: 'fixed', pricePerKwh: 0.08 },
  solar: [{ fromMinute: minute(10), toMinute: minute(16), powerW: 1500 }],
};
const withTerms = <Made extends Tariff>(tariff: Made, terms: ContractTerms): Made => ({ ...tariff, terms });

/**
 * Made apart from this code: a Python 3.13 script walked each day minute by minute from local midnight to local midnight
 * by `zoneinfo`, with the price of each minute and 1,370 W, in fractions without rounding. The interval prices are
 * (10 + 7i mod 23) / 100 for the i-th half-hour of the day and (50 + 2 · (13i mod 97)) / 1000 for its i-th quarter.
 */
const WALKED = [
  // zone, a moment of the day, hours, by the clock, with sun at noon, by the half-hour, by the quarter
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 12), 23, 6.6171, 5.6307, 6.6171, 4.56621],
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 12), 25, 7.4665, 6.4801, 7.1788, 4.928575],
  ['Europe/Berlin', Date.UTC(2026, 5, 15, 12), 24, 7.0418, 6.0554, 6.80205, 4.77582],
  ['Europe/London', Date.UTC(2026, 2, 29, 12), 23, 6.8774, 5.891, 6.6171, 4.56621],
  ['Europe/London', Date.UTC(2026, 9, 25, 12), 25, 7.2062, 6.2198, 7.1788, 4.928575],
  ['America/New_York', Date.UTC(2026, 2, 8, 18), 23, 6.6171, 5.6307, 6.6171, 4.56621],
  ['America/New_York', Date.UTC(2026, 10, 1, 18), 25, 7.2062, 6.2198, 7.1788, 4.928575],
  // Half an hour of daylight saving.
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 4, 2), 23.5, 6.9596, 5.9732, 6.6856, 4.653205],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 5, 2), 24.5, 7.124, 6.1376, 6.96645, 4.86761],
] as const;

/** The same with sun at noon: the half-hours beside 1,500 W of it, the quarters beside 900 W. */
const WALKED_SUN = [
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 12), 5.5348, 4.17021],
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 12), 6.15815, 4.544275],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 5, 2), 5.891, 4.50221],
] as const;

function intervals(nowMs: number, timeZone: string, lengthMs: number, priceOf: (i: number) => number) {
  const { fromMs, toMs } = dayOf({ tariff: { kind: 'flat', pricePerKwh: 0 }, powerW: 1, nowMs, timeZone });
  return Array.from({ length: Math.ceil((toMs - fromMs) / lengthMs) }, (_, i) => ({
    fromMs: fromMs + i * lengthMs,
    toMs: fromMs + (i + 1) * lengthMs,
    pricePerKwh: priceOf(i),
  }));
}
const halfHourly = (nowMs: number, timeZone: string) =>
  intervals(nowMs, timeZone, 1_800_000, (i) => (10 + ((7 * i) % 23)) / 100);
const quarterly = (nowMs: number, timeZone: string) =>
  intervals(nowMs, timeZone, 900_000, (i) => (50 + 2 * ((13 * i) % 97)) / 1000);
const SPOT: Tariff = { kind: 'spot', provider: 'octopus' };
const exactly = (found: number, expected: number) =>
  expect(Math.abs(found / expected - 1)).toBeLessThanOrEqual(1e-9);

describe('a day of power, beside one walked minute by minute', () => {
  it.each(WALKED)('%s %d: %d hours', (timeZone, nowMs, hours, clock, sun, half, quarter) => {
    const ask = { powerW: 1370, nowMs, timeZone };
    const byClock = dayOf({ ...ask, tariff: TOU });
    expect((byClock.toMs - byClock.fromMs) / 3_600_000).toBe(hours);
    exactly(costOf(byClock), clock);
    const sunny = dayOf({ ...ask, tariff: withTerms(TOU, NOON_SUN) });
    exactly(costOf(sunny), sun);
    exactly(solarKwhOf(sunny), 8.22);
    exactly(costOf(dayOf({ ...ask, tariff: SPOT, spotPrices: halfHourly(nowMs, timeZone) })), half);
    exactly(costOf(dayOf({ ...ask, tariff: SPOT, spotPrices: quarterly(nowMs, timeZone) })), quarter);
  });

  it.each(WALKED_SUN)('%s %d: a market’s prices beside the sun', (timeZone, nowMs, half, quarter) => {
    const ask = { powerW: 1370, nowMs, timeZone };
    const tariff = withTerms(SPOT, NOON_SUN);
    exactly(costOf(dayOf({ ...ask, tariff, spotPrices: halfHourly(nowMs, timeZone) })), half);
    const less = [{ fromMinute: minute(10), toMinute: minute(16), powerW: 900 }];
    const small = withTerms(SPOT, { ...NOON_SUN, solar: less });
    const day = dayOf({ ...ask, tariff: small, spotPrices: quarterly(nowMs, timeZone) });
    exactly(costOf(day), quarter);
    exactly(solarKwhOf(day), 5.4);
  });

  it('counts a surplus in the night as long as clocks let it last: two hours once are one, once three', () => {
    // By the same script: 900 W from 01:30 to 03:30 are 0.9 kWh on 29 March and 2.7 kWh on 25 October.
    const solar = [{ fromMinute: minute(1, 30), toMinute: minute(3, 30), powerW: 900 }];
    const tariff = withTerms(TOU, { ...NOON_SUN, solar });
    const on = (nowMs: number) => dayOf({ tariff, powerW: 1370, nowMs, timeZone: 'Europe/Berlin' });
    const [spring, autumn] = [on(Date.UTC(2026, 2, 29, 12)), on(Date.UTC(2026, 9, 25, 12))];
    exactly(solarKwhOf(spring), 0.9);
    exactly(costOf(spring), 6.4101);
    exactly(solarKwhOf(autumn), 2.7);
    exactly(costOf(autumn), 6.8455);
  });
});

const JANUARY = { nowMs: Date.UTC(2026, 0, 15, 12), timeZone: 'UTC' };
const flat = (pricePerKwh: number, terms: ContractTerms): Tariff => ({ kind: 'flat', pricePerKwh, terms });

describe('the sun', () => {
  it('gives 2 kW of miners 9 of their 48 kWh: 9 · 0.08 + 39 · 0.30 = 12.42 (economics section 7)', () => {
    const day = dayOf({ ...JANUARY, tariff: flat(0.3, NOON_SUN), powerW: 2000 });
    expect(solarKwhOf(day)).toBeCloseTo(9, 12);
    expect(costOf(day)).toBeCloseTo(12.42, 12);
  });

  it('costs as if it came from the grid while nobody has said what the grid would pay', () => {
    const day = dayOf({ ...JANUARY, tariff: flat(0.3, { solar: NOON_SUN.solar }), powerW: 2000 });
    expect(costOf(day)).toBeCloseTo(14.4, 12);
    expect(solarKwhOf(day)).toBe(0);
  });

  it('is there only in its months', () => {
    const summer = [{ fromMinute: minute(10), toMinute: minute(16), powerW: 1500, months: [5, 6, 7] }];
    const day = dayOf({ ...JANUARY, tariff: flat(0.3, { ...NOON_SUN, solar: summer }), powerW: 2000 });
    expect(solarKwhOf(day)).toBe(0);
  });

  it('costs what a market pays at the time, less its fee', () => {
    const spotPrices = [
      { fromMs: Date.UTC(2026, 0, 15), toMs: Date.UTC(2026, 0, 16), pricePerKwh: 0.3, feedInPerKwh: 0.05 },
    ];
    const tariff = withTerms(SPOT, { feedIn: { kind: 'market', feePerKwh: 0.01 }, solar: NOON_SUN.solar });
    const day = dayOf({ ...JANUARY, tariff, spotPrices, powerW: 2000 });
    expect(costOf(day)).toBeCloseTo(9 * 0.05 + 39 * 0.3, 12);
  });
});

const HEATED: HeatCredit = {
  share: 1,
  pricePerKwhHeat: 0,
  season: { fromMinute: 0, toMinute: 0, months: [1, 2, 3, 4, 10, 11, 12] },
};
const savedOf = ({ segments, powerW }: HouseDay) =>
  runningCost(powerW, segments, ({ heatPerKwh }) => heatPerKwh);

describe('heat', () => {
  const tariff = flat(0.3, {});

  it('of a kilowatt in winter saves 24 kWh of gas heat at 0.09 / 0.9 = 0.10: 2.40 (economics section 9)', () => {
    const heating = { kind: 'boiler', pricePerKwhFuel: 0.09, efficiency: 0.9 } as const;
    const winter = dayOf({ ...JANUARY, tariff, powerW: 1000, heat: { ...HEATED, heating } });
    expect(savedOf(winter)).toBeCloseTo(2.4, 12);
  });

  it('saves nothing in summer', () => {
    const nowMs = Date.UTC(2026, 6, 15, 12);
    const heat: HeatCredit = { ...HEATED, heating: { kind: 'resistive' } };
    expect(savedOf(dayOf({ tariff, powerW: 1000, heat, nowMs, timeZone: 'UTC' }))).toBe(0);
  });

  it('in place of a resistance heater makes power free, and in place of a heat pump of COP 3 a third of it', () => {
    const by = (heating: Heating) =>
      dayOf({ ...JANUARY, tariff: TOU, powerW: 1000, heat: { ...HEATED, heating } });
    const heater = by({ kind: 'resistive' });
    expect(savedOf(heater)).toBeCloseTo(costOf(heater), 12);
    const pump = by({ kind: 'heat-pump', cop: 3 });
    expect(savedOf(pump)).toBeCloseTo(costOf(pump) / 3, 12);
  });

  it('in place of a heat pump that runs on the sun alone saves its feed-in alone', () => {
    // 3 kW of heat took the pump 1 kW, all of it of the 1.5 kW from 10 to 16 h: 6 h · 1 kWh · 0.08 there, 0.30 else.
    const heat: HeatCredit = { ...HEATED, heating: { kind: 'heat-pump', cop: 3 } };
    const day = dayOf({ ...JANUARY, tariff: flat(0.3, NOON_SUN), powerW: 3000, heat });
    expect(savedOf(day)).toBeCloseTo(6 * 0.08 + 18 * 0.3, 12);
  });

  it('is wanted only at its hours', () => {
    const season = { fromMinute: minute(16), toMinute: minute(23), months: [1] };
    const heat = { ...HEATED, pricePerKwhHeat: 0.1, share: 0.5, season };
    expect(savedOf(dayOf({ ...JANUARY, tariff, powerW: 1000, heat }))).toBeCloseTo(7 * 0.5 * 0.1, 12);
  });
});

describe('what the miners add to the contract', () => {
  const terms: fc.Arbitrary<ContractTerms> = fc.record({
    standingCharges: fc.constant([{ amount: 12, per: 'month' as const }]),
    feedIn: fc.constant({ kind: 'fixed' as const, pricePerKwh: 0.08 }),
    householdKwhPerMonth: fc.double({ min: 0, max: 900, noNaN: true }),
    tiers: fc.array(
      fc.record({
        aboveKwh: fc.double({ min: 0, max: 3000, noNaN: true }),
        addPerKwh: fc.double({ min: -0.05, max: 0.2, noNaN: true }),
      }),
      { maxLength: 3 },
    ),
    demandCharges: fc.array(
      fc.record({
        pricePerKw: fc.double({ min: 0, max: 20, noNaN: true }),
        windowMinutes: fc.constantFrom(15 as const, 60 as const),
      }),
      { maxLength: 2 },
    ),
  });
  const watts = fc.double({ min: 1, max: 8000, noNaN: true });

  it('in all days of a month is bill(with) − bill(without), to the cent’s billionth', () => {
    const [month] = localMonths({ fromMs: JANUARY.nowMs, toMs: JANUARY.nowMs + 1 }, 'UTC');
    if (!month) throw new Error('no month');
    const { fromMs, toMs } = month.whole;
    fc.assert(
      fc.property(terms, watts, (these, powerW) => {
        const tariff = flat(0.3, these);
        const day = dayOf({ ...JANUARY, tariff, powerW });
        const homeW = ((these.householdKwhPerMonth ?? 0) * 1000) / (31 * 24);
        const loads = {
          household: constantPower(homeW, fromMs, toMs),
          miner: constantPower(powerW, fromMs, toMs),
        };
        const added = marginalBill(tariff, loads, month.whole, { timeZone: 'UTC' });
        const ours = 31 * (costOf(day) + (powerW / 1000) * day.demandPerKw);
        expect(Math.abs(ours - added.total)).toBeLessThan(1e-9 * Math.max(1, added.total));
        expect(bill(tariff, [], month.whole, { timeZone: 'UTC' }).total).toBeCloseTo(12, 9);
      }),
    );
  });

  it('of two kilowatts at 12 per kW is 24 a month, in January 24 / 31 a day', () => {
    const demandCharges = [{ pricePerKw: 12, windowMinutes: 15 as const }];
    const day = dayOf({ ...JANUARY, tariff: flat(0.3, { demandCharges }), powerW: 2000 });
    expect(2 * day.demandPerKw).toBeCloseTo(24 / 31, 12);
    const july = [{ pricePerKw: 12, windowMinutes: 15 as const, months: [7] }];
    expect(dayOf({ ...JANUARY, tariff: flat(0.3, { demandCharges: july }), powerW: 2000 }).demandPerKw).toBe(
      0,
    );
  });

  it('costs more with each watt of surplus less, and twice as much for twice of everything', () => {
    fc.assert(
      fc.property(watts, watts, watts, (powerW, surplusW, moreW) => {
        const cost = (loadW: number, sunW: number) => {
          const solar = [{ fromMinute: minute(10), toMinute: minute(16), powerW: sunW }];
          return costOf(dayOf({ ...JANUARY, tariff: flat(0.3, { ...NOON_SUN, solar }), powerW: loadW }));
        };
        expect(cost(powerW, surplusW + moreW)).toBeLessThanOrEqual(cost(powerW, surplusW) + 1e-9);
        exactly(cost(2 * powerW, 2 * surplusW), 2 * cost(powerW, surplusW));
      }),
    );
  });

  it('is no energy from nowhere: the sun’s part and the grid’s are all of it', () => {
    fc.assert(
      fc.property(watts, watts, (powerW, surplusW) => {
        const solar = [{ fromMinute: minute(10), toMinute: minute(16), powerW: surplusW }];
        const day = dayOf({ ...JANUARY, tariff: flat(0.3, { ...NOON_SUN, solar }), powerW });
        exactly(solarKwhOf(day), energyKwh(Math.min(powerW, surplusW), 0, 6 * 3_600_000));
      }),
    );
  });
});
