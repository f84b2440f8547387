import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { energyPriceSeries } from '../energy-price.ts';
import { completedPricePerKwh } from './completed-price.ts';
import type { Span } from './covered-span.ts';
import { type EnergyCost, energyCost } from './energy-cost.ts';
import { localDay } from './local-time.ts';
import { constantPower, type PowerTrace } from './power-trace.ts';
import { type PriceSpan, priceSpans } from './price-span.ts';
import type { SpotTariff, Tariff, TariffPeriod, TimeOfUseTariff } from './tariff.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A price of 1.5e-323 has no ninth digit to agree on: numbers below 2.2e-308 lose theirs. */
const NOTHING = 1e-300;

/** Moments at which clocks change, both ways, in both hemispheres, by half an hour, at midnight; and places without. */
const CLOCK_CHANGES: readonly (readonly [string, number, number])[] = [
  ['Europe/Berlin', Date.UTC(2026, 2, 29, 1), 23],
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 1), 25],
  ['America/New_York', Date.UTC(2026, 10, 1, 6), 25],
  ['Australia/Sydney', Date.UTC(2026, 3, 4, 16), 25],
  ['Australia/Sydney', Date.UTC(2026, 9, 3, 16), 23],
  ['Australia/Lord_Howe', Date.UTC(2026, 3, 4, 15), 24.5],
  ['Australia/Lord_Howe', Date.UTC(2026, 9, 3, 15, 30), 23.5],
  ['America/Santiago', Date.UTC(2024, 3, 7, 2, 59), 25],
  ['America/Santiago', Date.UTC(2024, 8, 8, 4), 23],
  ['Asia/Beirut', Date.UTC(2024, 2, 30, 22), 23],
  ['Asia/Beirut', Date.UTC(2024, 9, 26, 20, 59), 25],
  ['Asia/Kolkata', Date.UTC(2026, 5, 30, 18, 30), 24],
  ['Asia/Kathmandu', Date.UTC(2026, 11, 31, 18, 15), 24],
];

it.each(CLOCK_CHANGES)('a day of %s at %d is %d hours long', (timeZone, atMs, hours) => {
  const { fromMs, toMs } = localDay(atMs, timeZone);
  expect((toMs - fromMs) / HOUR).toBe(hours);
});

const months = fc.subarray([1, 3, 4, 6, 9, 10, 11, 12], { minLength: 1 });
const period: fc.Arbitrary<TariffPeriod> = fc.record({
  fromMinute: fc.nat(1439),
  toMinute: fc.nat(1440),
  weekdays: fc.option(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }), { nil: undefined }),
  months: fc.option(months, { nil: undefined }),
  pricePerKwh: fc.constantFrom(0.05, 0.1, 0.25, 0.5),
});
const additions = fc.record({
  surchargePerKwh: fc.double({ min: 0, max: 0.2, noNaN: true }),
  leviesPerKwh: fc.double({ min: 0, max: 0.1, noNaN: true }),
  vatFraction: fc.constantFrom(0, 0.05, 0.19, 0.25),
});
const byTheClock: fc.Arbitrary<TimeOfUseTariff> = fc.record({
  kind: fc.constant('time-of-use' as const),
  basePerKwh: fc.constantFrom(0.2, 0.3),
  periods: fc.array(period, { maxLength: 5 }),
  holidays: fc.constantFrom(undefined, ['2026-04-05', '2024-04-07', '2026-03-29', '2024-09-08']),
  additions: fc.option(additions, { nil: undefined }),
});

/** A change of clocks, and a time of some days about it that begins and ends at whole minutes. */
const aroundChange = fc
  .record({
    change: fc.constantFrom(...CLOCK_CHANGES),
    before: fc.integer({ min: 0, max: 40 * 60 }),
    after: fc.integer({ min: 1, max: 40 * 60 }),
  })
  .map(({ change: [timeZone, atMs], before, after }) => {
    const wholeMs = Math.floor(atMs / MINUTE) * MINUTE;
    return { timeZone, fromMs: wholeMs - before * MINUTE, toMs: wholeMs + after * MINUTE };
  });

/** Powers at whole minutes, joined by lines; with gaps where minutes are far apart. */
const readings = (fromMs: number) =>
  fc
    .array(
      fc.record({
        minutes: fc.integer({ min: 1, max: 400 }),
        powerW: fc.double({ min: 0, max: 4000, noNaN: true }),
      }),
      { minLength: 2, maxLength: 30 },
    )
    .map((steps) => {
      let atMs = fromMs;
      return steps.map(({ minutes, powerW }) => {
        atMs += minutes * MINUTE;
        return { atMs, powerW };
      });
    });

/** Words of a wall clock: `2026-03-29 02:30`. Making one costs far more than asking it. */
const clocks = new Map(
  CLOCK_CHANGES.map(([timeZone]) => [
    timeZone,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }),
  ]),
);

/** The price of a minute as a person would look it up: on the wall, in the list. */
function lookedUp(tariff: TimeOfUseTariff, atMs: number, timeZone: string): number {
  const onWall = (moment: number) => {
    const [date = '', time = ''] = (clocks.get(timeZone)?.format(moment) ?? '').split(' ');
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return { date, minute: hours * 60 + minutes };
  };
  const { date, minute } = onWall(atMs);
  const dayBefore = new Date(Date.parse(date) - 24 * HOUR).toISOString().slice(0, 10);
  const dayFits = (day: string, { weekdays, months }: TariffPeriod) => {
    const weekday = tariff.holidays?.includes(day) ? 7 : new Date(day).getUTCDay() || 7;
    return (!weekdays || weekdays.includes(weekday)) && (!months || months.includes(Number(day.slice(5, 7))));
  };
  const found = tariff.periods.find((each) => {
    const { fromMinute, toMinute } = each;
    const overNight = toMinute <= fromMinute;
    if (minute >= fromMinute && (overNight || minute < toMinute) && dayFits(date, each)) return true;
    return overNight && minute < toMinute && dayFits(dayBefore, each);
  });
  const net = found?.pricePerKwh ?? tariff.basePerKwh;
  const { surchargePerKwh = 0, leviesPerKwh = 0, vatFraction = 0 } = tariff.additions ?? {};
  return (net + surchargePerKwh + leviesPerKwh) * (1 + vatFraction);
}

/** Energy and cost minute by minute. `scale` is the sum without signs, which an error is measured by. */
function minuteSums(
  { fromMs, toMs }: Span,
  trace: PowerTrace,
  priceOf: (atMs: number) => number | undefined,
) {
  const sum = { kwh: 0, cost: 0, scale: 0, unpricedKwh: 0, unmeasuredMs: 0 };
  for (let atMs = fromMs; atMs < toMs; atMs += MINUTE) {
    const power = trace.find((span) => span.fromMs <= atMs && atMs < span.toMs);
    if (!power) {
      sum.unmeasuredMs += MINUTE;
      continue;
    }
    const middle = (atMs + MINUTE / 2 - power.fromMs) / (power.toMs - power.fromMs);
    const kwh = (power.fromW * (1 - middle) + power.toW * middle) / 1000 / 60;
    const price = priceOf(atMs);
    sum.kwh += kwh;
    if (price === undefined) sum.unpricedKwh += kwh;
    else {
      sum.cost += kwh * price;
      sum.scale += kwh * Math.abs(price);
    }
  }
  return sum;
}

function expectSame(found: EnergyCost, expected: ReturnType<typeof minuteSums>): void {
  const { cost, scale, kwh, unpricedKwh } = expected;
  expect(Math.abs(found.cost - cost)).toBeLessThanOrEqual(1e-9 * scale + NOTHING);
  expect(Math.abs(found.importKwh - kwh)).toBeLessThanOrEqual(1e-9 * kwh + NOTHING);
  expect(Math.abs(found.unpricedKwh - unpricedKwh)).toBeLessThanOrEqual(1e-9 * kwh + NOTHING);
  expect(found.unmeasuredMs).toBe(expected.unmeasuredMs);
  expect(found.exportKwh).toBe(0);
}

/** Readings joined by straight lines; two further apart than `longestGapMs` leave a gap between them. */
function powerOfReadings(
  readings: readonly { readonly atMs: number; readonly powerW: number }[],
  longestGapMs: number,
): PowerTrace {
  const known = readings.filter(({ powerW }) => Number.isFinite(powerW)).sort((a, b) => a.atMs - b.atMs);
  return known.flatMap((from, i) => {
    const to = known[i + 1];
    const lengthMs = (to?.atMs ?? Number.NaN) - from.atMs;
    return to && lengthMs > 0 && lengthMs <= longestGapMs
      ? [{ fromMs: from.atMs, toMs: to.atMs, fromW: from.powerW, toW: to.powerW }]
      : [];
  });
}

describe('the cost of a power, against the sum of its minutes, where clocks change', () => {
  it('is the same by the clock, with seasons, holidays and taxes', () => {
    fc.assert(
      fc.property(
        byTheClock,
        aroundChange,
        fc.double({ min: 1, max: 5000, noNaN: true }),
        (tariff, at, powerW) => {
          const trace = constantPower(powerW, at.fromMs, at.toMs);
          const found = energyCost(at, trace, priceSpans(tariff, at.fromMs, at.toMs, at));
          expectSame(
            found,
            minuteSums(at, trace, (atMs) => lookedUp(tariff, atMs, at.timeZone)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same for readings with gaps', () => {
    const measured = aroundChange.chain((at) =>
      fc.record({ at: fc.constant(at), powers: readings(at.fromMs) }),
    );
    fc.assert(
      fc.property(byTheClock, measured, (tariff, { at, powers }) => {
        const trace = powerOfReadings(powers, 300 * MINUTE);
        const found = energyCost(at, trace, priceSpans(tariff, at.fromMs, at.toMs, at));
        expectSame(
          found,
          minuteSums(at, trace, (atMs) => lookedUp(tariff, atMs, at.timeZone)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('is the same at market prices of 15, 30 and 60 minutes, also below zero, and with hours that nobody has told', () => {
    const market = fc.record({
      minutes: fc.constantFrom(15, 30, 60),
      prices: fc.array(fc.option(fc.double({ min: -0.1, max: 0.5, noNaN: true })), {
        minLength: 330,
        maxLength: 330,
      }),
    });
    fc.assert(
      fc.property(market, additions, aroundChange, ({ minutes, prices }, added, at) => {
        const stepMs = minutes * MINUTE;
        const beginMs = Math.floor(at.fromMs / stepMs) * stepMs;
        const rows = prices.flatMap((pricePerKwh, i) =>
          pricePerKwh === null
            ? []
            : [{ fromMs: beginMs + i * stepMs, toMs: beginMs + (i + 1) * stepMs, pricePerKwh }],
        );
        const series = energyPriceSeries({ id: 'zone', includes: 'wholesale', direction: 'import' }, rows);
        const tariff: SpotTariff = { kind: 'spot', provider: 'awattar', additions: added };
        const trace = constantPower(1234, at.fromMs, at.toMs);
        const spans = priceSpans(tariff, at.fromMs, at.toMs, { ...at, market: series });
        const priceOf = (atMs: number) => {
          const net = prices[Math.floor((atMs - beginMs) / stepMs)];
          const total = added.surchargePerKwh + added.leviesPerKwh;
          return net === null || net === undefined ? undefined : (net + total) * (1 + added.vatFraction);
        };
        expectSame(energyCost(at, trace, spans), minuteSums(at, trace, priceOf));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the cost of a power', () => {
  const flat = (pricePerKwh: number): Tariff => ({ kind: 'flat', pricePerKwh });
  const pricesOf = (tariff: Tariff, within: Span, timeZone = 'UTC') =>
    priceSpans(tariff, within.fromMs, within.toMs, { timeZone });
  const within = { fromMs: 0, toMs: 10 * HOUR };

  it('of readings is the trapezoid’s: 0, 1000 and 500 W an hour apart are 1.25 kWh', () => {
    const readings = [0, 1000, 500].map((powerW, i) => ({ atMs: i * HOUR, powerW }));
    const found = energyCost(within, powerOfReadings(readings, HOUR), pricesOf(flat(0.2), within));
    expect(found.importKwh).toBeCloseTo(1.25, 12);
    expect(found.cost).toBeCloseTo(0.25, 12);
    expect(found.unmeasuredMs).toBe(8 * HOUR);
  });

  it('leaves a long silence out and says how long it was, and takes no reading without a power', () => {
    const readings = [0, 1, 2, 6, 7].map((hour) => ({
      atMs: hour * HOUR,
      powerW: hour === 1 ? Number.NaN : 1000,
    }));
    const trace = powerOfReadings(readings, 2 * HOUR);
    expect(trace.map(({ fromMs, toMs }) => [fromMs / HOUR, toMs / HOUR])).toEqual([
      [0, 2],
      [6, 7],
    ]);
    expect(energyCost(within, trace, pricesOf(flat(1), within)).unmeasuredMs).toBe(7 * HOUR);
  });

  it('counts what is fed in apart: a line from 100 to −100 W in an hour takes 25 Wh and gives 25 Wh', () => {
    const prices: PriceSpan[] = [{ ...within, pricePerKwh: 0.4, feedInPerKwh: 0.08 }];
    const found = energyCost(within, [{ fromMs: 0, toMs: HOUR, fromW: 100, toW: -100 }], prices);
    expect(found.importKwh).toBeCloseTo(0.025, 15);
    expect(found.exportKwh).toBeCloseTo(0.025, 15);
    expect(found.cost).toBeCloseTo(0.01, 15);
    expect(found.feedInCredit).toBeCloseTo(0.002, 15);
  });

  it('is conserved: cut anywhere, the parts add up, and import less export is the energy', () => {
    const line = fc.record({
      fromW: fc.double({ min: -3000, max: 3000, noNaN: true }),
      toW: fc.double({ min: -3000, max: 3000, noNaN: true }),
      cutMs: fc.integer({ min: 1, max: 10 * HOUR - 1 }),
    });
    fc.assert(
      fc.property(line, ({ cutMs, ...powers }) => {
        const prices: PriceSpan[] = [{ ...within, pricePerKwh: 0.3, feedInPerKwh: 0.1 }];
        const cost = (span: Span) => energyCost(span, [{ ...within, ...powers }], prices);
        const [all, first, rest] = [
          cost(within),
          cost({ fromMs: 0, toMs: cutMs }),
          cost({ fromMs: cutMs, toMs: within.toMs }),
        ];
        expect(first.cost + rest.cost).toBeCloseTo(all.cost, 9);
        expect(first.feedInCredit + rest.feedInCredit).toBeCloseTo(all.feedInCredit, 9);
        expect(all.importKwh - all.exportKwh).toBeCloseTo(((powers.fromW + powers.toW) / 2000) * 10, 9);
      }),
    );
  });
});

describe('the price of a market', () => {
  const within = { fromMs: 0, toMs: 2 * HOUR };
  const added = { surchargePerKwh: 0.1, leviesPerKwh: 0.02, vatFraction: 0.2 };
  const series = (includes: 'wholesale' | 'all-in', direction: 'import' | 'export' = 'import') =>
    energyPriceSeries({ id: 'zone', includes, direction }, [{ fromMs: 0, toMs: HOUR, pricePerKwh: 0.08 }]);
  const tariff: SpotTariff = { kind: 'spot', provider: 'awattar', additions: added };
  const prices = (
    changes: Partial<SpotTariff>,
    market = series('wholesale'),
    feedIn = undefined as ReturnType<typeof series> | undefined,
  ) =>
    priceSpans({ ...tariff, ...changes }, 0, within.toMs, { timeZone: 'UTC', market, feedIn }).map(
      ({ pricePerKwh, feedInPerKwh }) => [pricePerKwh, feedInPerKwh],
    );

  it.each([
    ['wholesale', 0.24],
    ['incl-vat', 0.224],
    ['all-in-excl-vat', 0.096],
    ['all-in', 0.08],
  ] as const)('that holds %s gets only what it lacks', (includes, price) => {
    expect(completedPricePerKwh(0.08, includes, added)).toBeCloseTo(price, 12);
  });

  it('is unknown where nobody has told it, unless the owner has chosen what to count with', () => {
    expect(prices({})).toEqual([
      [expect.closeTo(0.24, 12), undefined],
      [undefined, undefined],
    ]);
    expect(prices({ fallbackPerKwh: 0.3 })[1]).toEqual([0.3, undefined]);
    expect(priceSpans(tariff, 0, HOUR, { timeZone: 'UTC' })[0]?.pricePerKwh).toBeUndefined();
  });

  it('pays for feed-in what is agreed: a fixed price, or the bare market’s less a fee', () => {
    expect(prices({ terms: { feedIn: { kind: 'fixed', pricePerKwh: 0.08 } } }).map(([, fed]) => fed)).toEqual(
      [0.08, 0.08],
    );
    const market = { terms: { feedIn: { kind: 'market', feePerKwh: 0.01 } } } as const;
    expect(prices(market)).toEqual([
      [expect.closeTo(0.24, 12), expect.closeTo(0.07, 12)],
      [undefined, undefined],
    ]);
    // What a household pays says nothing of what it is paid.
    expect(prices(market, series('all-in'))[0]?.[1]).toBeUndefined();
    expect(prices({}, series('all-in'), series('wholesale', 'export'))[0]?.[1]).toBe(0.08);
  });
});
