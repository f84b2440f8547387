import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bill, bill, marginalBill } from './bill.ts';
import { peakImportKw, tierCost } from './contract-charge.ts';
import type { ContractTerms } from './contract-terms.ts';
import type { Span } from './covered-span.ts';
import { localMonths } from './local-month.ts';
import { constantPower, type PowerTrace } from './power-trace.ts';
import { solarPricePerKwh } from './solar-price.ts';
import type { FlatTariff } from './tariff.ts';

const HOUR = 3_600_000;
const MIAMI = { timeZone: 'America/New_York' };
/** A local year: begins and ends in winter time, UTC−5. */
const YEAR: Span = { fromMs: Date.UTC(2025, 0, 1, 5), toMs: Date.UTC(2026, 0, 1, 5) };
const JANUARY: Span = { fromMs: Date.UTC(2025, 0, 1, 5), toMs: Date.UTC(2025, 1, 1, 5) };

const flat = (pricePerKwh: number, terms: ContractTerms = {}): FlatTariff => ({
  kind: 'flat',
  pricePerKwh,
  terms,
});
const total = (tariff: FlatTariff, load: PowerTrace, within: Span) => bill(tariff, load, within, MIAMI).total;

describe('a bill', () => {
  it('of 2,000 kWh a month in two tiers is 2,342.88 a year (NREL REopt’s check of an OpenEI rate)', () => {
    // 0.07531 up to 1,000 kWh, 0.09613 above, 0.0119 of adjustment on both.
    const tariff = flat(0.07531 + 0.0119, { tiers: [{ aboveKwh: 1000, addPerKwh: 0.09613 - 0.07531 }] });
    const load = localMonths(YEAR, MIAMI.timeZone).flatMap(({ fromMs, toMs }) =>
      constantPower(2_000_000 / ((toMs - fromMs) / HOUR), fromMs, toMs),
    );
    const year = bill(tariff, load, YEAR, MIAMI);
    expect(year.importKwh).toBeCloseTo(24_000, 7);
    expect(Math.abs(year.total / 2342.88 - 1)).toBeLessThan(1e-9);
  });

  it('counts standing charges by the day and by the month, also of a month with a day of 23 hours', () => {
    const tariff = flat(0, {
      standingCharges: [
        { amount: 0.5, per: 'day' },
        { amount: 10, per: 'month' },
      ],
    });
    expect(total(tariff, [], YEAR)).toBeCloseTo(365 * 0.5 + 120, 9);
    const march = { fromMs: Date.UTC(2025, 2, 1, 5), toMs: Date.UTC(2025, 3, 1, 4) };
    expect((march.toMs - march.fromMs) / HOUR).toBe(31 * 24 - 1);
    expect(total(tariff, [], march)).toBeCloseTo(31 * 0.5 + 10, 9);
  });

  it('asks for the highest mean of a window, not for a moment’s peak', () => {
    const noon = JANUARY.fromMs + 12 * HOUR;
    const quarter = HOUR / 4;
    const load: PowerTrace = [
      ...constantPower(1000, JANUARY.fromMs, noon),
      { fromMs: noon, toMs: noon + quarter, fromW: 1000, toW: 9000 },
      ...constantPower(1000, noon + quarter, JANUARY.toMs),
    ];
    const demand = (windowMinutes: 15 | 30 | 60) =>
      bill(flat(0, { demandCharges: [{ pricePerKw: 13.2, windowMinutes }] }), load, JANUARY, MIAMI)
        .demandCost;
    expect(demand(15)).toBeCloseTo(13.2 * 5, 9);
    expect(demand(30)).toBeCloseTo(13.2 * 3, 9);
    expect(demand(60)).toBeCloseTo(13.2 * 2, 9);
  });

  it('asks for demand and tiers of some months only in those', () => {
    const tariff = flat(0, {
      demandCharges: [{ pricePerKw: 10, windowMinutes: 15, months: [6, 7] }],
      tiers: [{ aboveKwh: 0, addPerKwh: 0.1, months: [7] }],
    });
    const year = bill(tariff, constantPower(1000, YEAR.fromMs, YEAR.toMs), YEAR, MIAMI);
    expect(year.demandCost).toBeCloseTo(20, 9);
    expect(year.tierCost).toBeCloseTo(31 * 24 * 0.1, 9);
  });

  it('takes off what was fed in, and says so where its price is not known', () => {
    const load = constantPower(-1000, JANUARY.fromMs, JANUARY.toMs);
    expect(total(flat(0.3, { feedIn: { kind: 'fixed', pricePerKwh: 0.08 } }), load, JANUARY)).toBeCloseTo(
      -31 * 24 * 0.08,
      9,
    );
    expect(bill(flat(0.3), load, JANUARY, MIAMI)).toMatchObject({ total: 0, unpricedKwh: 31 * 24 });
  });
});

describe('the months of a place', () => {
  it.each(['America/Santiago', 'Asia/Beirut', 'Australia/Lord_Howe', 'Pacific/Apia'])(
    'of %s follow each other through the years',
    (timeZone) => {
      const within = { fromMs: Date.UTC(2011, 0, 1), toMs: Date.UTC(2027, 0, 1) };
      const found = localMonths(within, timeZone);
      for (const [i, month] of found.entries()) {
        const next = found[i + 1];
        if (!next) continue;
        expect(next.whole.fromMs).toBe(month.whole.toMs);
        expect(next.month).toBe((month.month % 12) + 1);
      }
    },
  );
});

const terms: fc.Arbitrary<ContractTerms> = fc.record({
  standingCharges: fc.constant([{ amount: 12, per: 'month' as const }]),
  feedIn: fc.constant({ kind: 'fixed' as const, pricePerKwh: 0.08 }),
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
      windowMinutes: fc.constantFrom(15 as const, 30 as const, 60 as const),
    }),
    { maxLength: 2 },
  ),
});
const watts = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** A household that changes every hour through a day, and feeds in at noon. */
const household = fc
  .array(watts(-4000, 5000), { minLength: 24, maxLength: 24 })
  .map((hours) =>
    hours.flatMap((powerW, i) =>
      constantPower(powerW, JANUARY.fromMs + i * HOUR, JANUARY.fromMs + (i + 1) * HOUR),
    ),
  );
const DAY: Span = { fromMs: JANUARY.fromMs, toMs: JANUARY.fromMs + 24 * HOUR };
const minerOf = (powerW: number) => constantPower(powerW, DAY.fromMs, DAY.toMs);

describe('what a miner adds to a bill', () => {
  it('is the bill of both less the bill without it', () => {
    fc.assert(
      fc.property(terms, household, watts(1, 4000), (these, home, powerW) => {
        const tariff = flat(0.3, these);
        const both = home.map((span) => ({ ...span, fromW: span.fromW + powerW, toW: span.toW + powerW }));
        const added = marginalBill(tariff, { household: home, miner: minerOf(powerW) }, DAY, MIAMI);
        const expected = bill(tariff, both, DAY, MIAMI).total - bill(tariff, home, DAY, MIAMI).total;
        expect(added.total).toBeCloseTo(expected, 9);
        expect(added.importKwh - added.exportKwh).toBeCloseTo((powerW / 1000) * 24, 9);
        expect(added.standingCost).toBe(0);
      }),
    );
  });

  it('grows with its power, and by as much as each part of it adds after the other', () => {
    const rising = terms.map((these) => ({
      ...these,
      tiers: [...(these.tiers ?? [])].map(({ aboveKwh, addPerKwh }) => ({
        aboveKwh,
        addPerKwh: Math.abs(addPerKwh),
      })),
    }));
    fc.assert(
      fc.property(rising, household, watts(1, 2000), watts(1, 2000), (these, home, first, second) => {
        const tariff = flat(0.3, these);
        const added = (base: PowerTrace, powerW: number) =>
          marginalBill(tariff, { household: base, miner: minerOf(powerW) }, DAY, MIAMI).total;
        const withFirst = home.map((span) => ({ ...span, fromW: span.fromW + first, toW: span.toW + first }));
        expect(added(home, first) + added(withFirst, second)).toBeCloseTo(added(home, first + second), 8);
        expect(added(home, first)).toBeGreaterThan(0);
      }),
    );
  });

  it('is its part in the peak, whenever it ran: 1 kW beside a peak of 3 kW costs 1 kW of demand', () => {
    const tariff = flat(0, { demandCharges: [{ pricePerKw: 13.2, windowMinutes: 15 }] });
    const home = constantPower(3000, DAY.fromMs, DAY.toMs);
    expect(marginalBill(tariff, { household: home, miner: minerOf(1000) }, DAY, MIAMI).total).toBeCloseTo(
      13.2,
      9,
    );
  });

  it('is the dear tier’s price once the household has used up the cheap one', () => {
    const tariff = flat(0.1, { tiers: [{ aboveKwh: 24, addPerKwh: 0.2 }] });
    const home = constantPower(1000, DAY.fromMs, DAY.toMs);
    expect(marginalBill(tariff, { household: home, miner: minerOf(1000) }, DAY, MIAMI).total).toBeCloseTo(
      24 * 0.3,
      9,
    );
  });

  it('is counted only while both are known', () => {
    const home = constantPower(500, DAY.fromMs, DAY.fromMs + 12 * HOUR);
    const added = marginalBill(flat(0.25), { household: home, miner: minerOf(1000) }, DAY, MIAMI);
    expect(added.total).toBeCloseTo(12 * 0.25, 9);
    expect(added.unmeasuredMs).toBe(12 * HOUR);
  });
});

describe('a miner beside a solar surplus', () => {
  const prices = { pricePerKwh: 0.32, feedInPerKwh: 0.08 };

  it.each([
    [1500, 0.08],
    [1000, 0.08],
    [250, 0.26],
    [0, 0.32],
    [-700, 0.32],
  ])('of 1000 W pays with %d W of surplus %d', (surplusW, price) => {
    expect(solarPricePerKwh({ powerW: 1000, surplusW, ...prices })).toBeCloseTo(price, 12);
  });

  it('pays what it adds to the bill', () => {
    fc.assert(
      fc.property(household, watts(1, 4000), (home, powerW) => {
        const tariff = flat(0.32, { feedIn: { kind: 'fixed', pricePerKwh: 0.08 } });
        const byPrice = home.reduce((sum, { fromW }) => {
          const price = solarPricePerKwh({ powerW, surplusW: -fromW, ...prices });
          return sum + (powerW / 1000) * price;
        }, 0);
        const added: Bill = marginalBill(tariff, { household: home, miner: minerOf(powerW) }, DAY, MIAMI);
        expect(Math.abs(added.total / byPrice - 1)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('tiers and peaks', () => {
  it('of a month are continuous and no kilowatt-hour is counted twice', () => {
    const tiers = [
      { aboveKwh: 300, addPerKwh: 0.1 },
      { aboveKwh: 100, addPerKwh: 0.05 },
    ];
    expect(tierCost(tiers, 1, 100)).toBe(0);
    expect(tierCost(tiers, 1, 300)).toBeCloseTo(10, 12);
    expect(tierCost(tiers, 1, 500)).toBeCloseTo(30, 12);
    expect(tierCost([...tiers, { aboveKwh: 300, addPerKwh: 0.2 }], 1, 500)).toBeCloseTo(50, 12);
  });

  it('are homogeneous: twice the power is twice the peak', () => {
    fc.assert(
      fc.property(household, fc.constantFrom(15, 30, 60), (home, windowMinutes) => {
        const [month] = localMonths(DAY, MIAMI.timeZone);
        if (!month) throw new Error('a day lies in no month');
        const twice = home.map((span) => ({ ...span, fromW: 2 * span.fromW, toW: 2 * span.toW }));
        expect(peakImportKw(month, twice, windowMinutes)).toBeCloseTo(
          2 * peakImportKw(month, home, windowMinutes),
          9,
        );
      }),
    );
  });
});
