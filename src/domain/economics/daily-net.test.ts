import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DailyNet, type DailyNetInputs, dailyNet } from './daily-net.ts';
import { houseDay } from './house-day.ts';
import { priceSegments, type TariffPeriod } from './tariff.ts';

const BERLIN = 'Europe/Berlin';
const minute = (hour: number) => hour * 60;
/** A Monday in Berlin, winter time. */
const at = (hour: number, day = 5) => Date.UTC(2026, 0, day, hour - 1);

const evening: TariffPeriod = { fromMinute: minute(17), toMinute: minute(20), pricePerKwh: 0.4 };
const night: TariffPeriod = { fromMinute: minute(22), toMinute: minute(6), pricePerKwh: 0.5 };

type Change = Partial<DailyNetInputs> & { readonly nowMs?: number };

function inputs(
  periods: readonly TariffPeriod[],
  { nowMs = at(12), ...change }: Change = {},
): DailyNetInputs {
  const given = {
    hashrateHs: 60e12,
    algorithm: 'sha256' as const,
    powerW: 500,
    powerAtWall: true,
    idlePowerW: 0,
    rejectShare: 0,
    settings: {
      currency: 'EUR',
      tariff: { kind: 'time-of-use' as const, basePerKwh: 0.2, periods },
      tariffIsExample: true,
      market: { hashpricePerPhPerDay: 52, poolFee: 0, btcPrice: 80_000 },
      heat: { share: 0, pricePerKwhHeat: 0.12 },
    },
    ...change,
  };
  const { settings, powerW = 0 } = given;
  return { house: houseDay({ settings, powerW, nowMs, timeZone: BERLIN }), ...given };
}

function netOf(given: DailyNetInputs): DailyNet {
  const answer = dailyNet(given);
  if ('missing' in answer) throw new Error(`missing ${answer.missing.join()}`);
  return answer;
}

describe('a day of mining', () => {
  it('earns revenue less power: 60 TH/s at 52 and 12 kWh, three of them hours dear', () => {
    const day = netOf(inputs([evening]));
    expect(day.revenue).toBeCloseTo(3.12, 12);
    expect(day.energyKwh).toBe(12);
    expect(day.powerCost).toBeCloseTo(0.5 * (21 * 0.2 + 3 * 0.4), 12);
    expect(day.net).toBeCloseTo(3.12 - 2.7, 12);
    expect(day.breakEvenPricePerKwh).toBeCloseTo(0.26, 12);
    expect(day.breakEvenHashprice).toBeCloseTo(45, 12);
  });

  it('off from 17:00 to 20:00 would save 0.21 a day', () => {
    const { offWindows } = netOf(inputs([evening]));
    expect(offWindows).toHaveLength(1);
    expect(offWindows[0]).toMatchObject({ fromMs: at(17), toMs: at(20) });
    expect(offWindows[0]?.savesPerDay).toBeCloseTo(3 * (0.5 * 0.4 - 3.12 / 24), 12);
    expect(offWindows[0]?.savesPerDay.toFixed(2)).toBe('0.21');
  });

  it('shows what it was computed from', () => {
    const given = inputs([evening]);
    expect(netOf(given).inputs).toBe(given);
  });

  it('says what is missing instead of guessing', () => {
    const market = { poolFee: 0.01 };
    const settings = { ...inputs([]).settings, market };
    expect(dailyNet(inputs([], { hashrateHs: undefined, powerW: undefined, settings }))).toEqual({
      missing: ['hashrate', 'power', 'hashprice'],
    });
    expect(dailyNet(inputs([], { algorithm: 'scrypt' }))).toEqual({ missing: ['hashprice-for-algorithm'] });
    expect(dailyNet(inputs([], { powerW: 0, hashrateHs: Number.NaN }))).toEqual({
      missing: ['hashrate', 'power'],
    });
  });

  it.each([
    [Date.UTC(2026, 2, 29, 12), 23],
    [Date.UTC(2026, 9, 25, 12), 25],
  ])('has 23 or 25 hours when clocks change', (nowMs, hours) => {
    const day = netOf(inputs([], { nowMs }));
    expect(day.energyKwh).toBeCloseTo(0.5 * hours, 12);
    expect(day.revenue).toBeCloseTo((3.12 * hours) / 24, 12);
  });
});

describe('a day at the prices of a market', () => {
  const byClock = inputs([evening]);
  const settings = { ...byClock.settings, tariff: { kind: 'spot' as const, provider: 'awattar' } };
  const spotPrices = priceSegments(
    { kind: 'time-of-use', basePerKwh: 0.2, periods: [evening] },
    at(-30),
    at(40),
    BERLIN,
  );
  const houseAt = (prices: typeof spotPrices) =>
    houseDay({ settings, powerW: 500, nowMs: at(12), timeZone: BERLIN, spotPrices: prices });

  it('earns what it earns at the same prices by the clock', () => {
    const { inputs: _, ...day } = netOf({ ...byClock, settings, house: houseAt(spotPrices) });
    const { inputs: __, ...same } = netOf(byClock);
    expect(day).toEqual(same);
  });

  it('is not counted while a part of its prices is missing', () => {
    const missing = { missing: ['power-price'] };
    const dayOf = (prices: typeof spotPrices) => dailyNet({ ...byClock, settings, house: houseAt(prices) });
    expect(dayOf([])).toEqual(missing);
    expect(dayOf(spotPrices.slice(0, -1))).toEqual(missing);
    expect(dayOf(spotPrices.filter(({ fromMs }) => fromMs !== at(17)))).toEqual(missing);
  });
});

describe('a time to be off', () => {
  it('that runs over midnight is one window', () => {
    const { offWindows } = netOf(inputs([night]));
    expect(offWindows).toMatchObject([{ fromMs: at(22), toMs: at(6), durationMs: 8 * 3_600_000 }]);
    expect(offWindows[0]?.savesPerDay).toBeCloseTo(8 * (0.25 - 0.13), 12);
  });

  it('may be the whole day', () => {
    const { offWindows } = netOf(
      inputs([], { settings: { ...inputs([]).settings, tariff: { kind: 'flat', pricePerKwh: 0.3 } } }),
    );
    expect(offWindows).toMatchObject([{ fromMs: at(0), toMs: at(24), durationMs: 24 * 3_600_000 }]);
  });

  it('spans neighbouring dear prices as one', () => {
    const dearer = { fromMinute: minute(20), toMinute: minute(21), pricePerKwh: 0.9 };
    const { offWindows } = netOf(inputs([evening, dearer]));
    expect(offWindows).toMatchObject([{ fromMs: at(17), toMs: at(21) }]);
    expect(offWindows[0]?.savesPerDay).toBeCloseTo(0.21 + (0.45 - 0.13), 12);
  });

  it('is left out when it is short or saves next to nothing', () => {
    const short = { fromMinute: minute(17), toMinute: minute(17) + 29, pricePerKwh: 5 };
    const little = { fromMinute: minute(17), toMinute: minute(20), pricePerKwh: 0.2665 };
    expect(netOf(inputs([short])).offWindows).toEqual([]);
    expect(netOf(inputs([little])).offWindows).toEqual([]);
    expect(netOf(inputs([short], { offWindow: { shortestMs: 60_000 } })).offWindows).toHaveLength(1);
    expect(netOf(inputs([little], { offWindow: { leastSaving: 0 } })).offWindows).toHaveLength(1);
  });

  it('saves less when the device draws power while off', () => {
    const idle = netOf(inputs([evening], { idlePowerW: 50 })).offWindows[0]?.savesPerDay;
    expect(idle).toBeCloseTo(0.21 - 3 * 0.05 * 0.4, 12);
  });

  it('is none when the heat is worth as much as the power', () => {
    const heat = { share: 1, pricePerKwhHeat: 0.4 };
    const settings = { ...inputs([evening]).settings, heat };
    expect(netOf(inputs([evening], { settings })).offWindows).toEqual([]);
  });
});

describe('the laws of the net', () => {
  const periods = fc.array(
    fc.record({
      fromMinute: fc.nat(1439),
      toMinute: fc.nat(1440),
      pricePerKwh: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
    { maxLength: 3 },
  );
  const amount = fc.double({ min: 0.01, max: 1, noNaN: true });

  it('the segments sum up to the whole', () => {
    fc.assert(
      fc.property(periods, amount, fc.nat(365), (list, scale, day) => {
        const heat = { share: scale, pricePerKwhHeat: 0.1 };
        const settings = { ...inputs(list).settings, heat };
        const result = netOf(inputs(list, { settings, nowMs: at(12, day) }));
        const sum = result.segments.reduce(
          (total, segment) => total + (segment.netPerHour * (segment.toMs - segment.fromMs)) / 3_600_000,
          0,
        );
        expect(sum).toBeCloseTo(result.net, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('being off in the windows earns exactly what they say they save', () => {
    fc.assert(
      fc.property(periods, (list) => {
        const result = netOf(inputs(list, { offWindow: { leastSaving: 0, shortestMs: 0 } }));
        const best = result.segments.reduce(
          (total, segment) =>
            total + (Math.max(0, segment.netPerHour) * (segment.toMs - segment.fromMs)) / 3_600_000,
          0,
        );
        const saved = result.offWindows.reduce((total, { savesPerDay }) => total + savesPerDay, 0);
        expect(result.net + saved).toBeCloseTo(best, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('a higher hashprice never lowers the net, a higher price of power never raises it', () => {
    fc.assert(
      fc.property(periods, amount, (list, more) => {
        const given = inputs(list);
        const { settings } = given;
        const { market } = settings;
        const richer = { ...market, hashpricePerPhPerDay: 52 + more };
        const dearer = { kind: 'time-of-use' as const, basePerKwh: 0.2 + more, periods: list };
        expect(netOf({ ...given, settings: { ...settings, market: richer } }).net).toBeGreaterThan(
          netOf(given).net,
        );
        expect(netOf(inputs(list, { settings: { ...settings, tariff: dearer } })).net).toBeLessThanOrEqual(
          netOf(given).net,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('twice the machine is twice the money', () => {
    fc.assert(
      fc.property(periods, (list) => {
        const one = netOf(inputs(list));
        const two = netOf(inputs(list, { hashrateHs: 120e12, powerW: 1000 }));
        expect(two.net).toBeCloseTo(2 * one.net, 9);
        expect(two.breakEvenPricePerKwh).toBeCloseTo(one.breakEvenPricePerKwh ?? Number.NaN, 9);
      }),
      { numRuns: 50 },
    );
  });
});
