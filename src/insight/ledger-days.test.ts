import { describe, expect, test } from 'vitest';
import type { PoolReward } from '../domain/pool-account.ts';
import type { SeriesColumns } from '../domain/series.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { daysBefore, type LedgerContext, ledgerDay, type PastPrices, priceBefore } from './ledger-days.ts';
import { ledgerPayouts } from './ledger-payouts.ts';

const HOUR = 3_600_000;
const DAY = { fromMs: Date.UTC(2026, 10, 20), toMs: Date.UTC(2026, 10, 21) };

/** Steps of one hour at a power and a rate; NaN where nothing was recorded. */
function hours(
  powerW: (hour: number) => number,
  rateHs: (hour: number) => number = () => 1e12,
): SeriesColumns {
  const places = Array.from({ length: 24 }, (_, hour) => hour);
  return {
    atMs: Float64Array.from(places, (hour) => DAY.fromMs + hour * HOUR),
    values: {
      powerW: Float64Array.from(places, powerW),
      hashrateHs: Float64Array.from(places, rateHs),
    },
  };
}

function past(points: readonly (readonly [atMs: number, price: number])[]): PastPrices {
  return {
    atMs: Float64Array.from(points, ([atMs]) => atMs),
    values: Float64Array.from(points, ([, price]) => price),
    provider: 'kraken',
  };
}

function reward(atMs: number, amount: number, coin = 'BTC'): PoolReward {
  return { atMs, of: 'day', coin, amount };
}

const flat: LedgerContext = {
  timeZone: 'UTC',
  settings: { ...DEFAULT_SETTINGS, tariff: { kind: 'flat', pricePerKwh: 0.25 }, tariffIsExample: false },
  marketOf: () => undefined,
  owed: {},
  prices: {},
  rewards: [],
};

describe('a day of the books', () => {
  test('costs its energy at the price of power', () => {
    const { day, recorded, unpriced } = ledgerDay(
      DAY,
      hours(() => 1000),
      flat,
    );
    expect(day).toMatchObject({ day: '2026-11-20', energyKwh: 24, runningHours: 24, meanHashrateHs: 1e12 });
    expect(day.powerCost).toBeCloseTo(6, 12);
    expect([recorded, unpriced]).toEqual([1, false]);
  });

  test('costs what the contract of then said, and says which that was', () => {
    const noonMs = DAY.fromMs + 12 * HOUR;
    const settings = {
      ...flat.settings,
      pastTariffs: [{ tariff: { kind: 'flat', pricePerKwh: 0.1 }, untilMs: noonMs } as const],
    };
    const { day } = ledgerDay(
      DAY,
      hours(() => 1000),
      { ...flat, settings },
    );
    expect(day.powerCost).toBeCloseTo(12 * 0.1 + 12 * 0.25, 12);
    expect(day.powerPriceSources).toEqual(['contract until 2026-11-20', 'contract of now']);
  });

  test('saves the heating that its heat replaces, in the season when rooms are heated', () => {
    const settings = { ...flat.settings, heat: { share: 0.5, pricePerKwhHeat: 0.12 } };
    const warm = (
      heat: typeof settings.heat & { season?: { fromMinute: number; toMinute: number; months: number[] } },
    ) =>
      ledgerDay(
        DAY,
        hours(() => 1000),
        { ...flat, settings: { ...settings, heat } },
      ).day.heatCredit;
    expect(warm(settings.heat)).toBeCloseTo(24 * 0.5 * 0.12, 12);
    expect(warm({ ...settings.heat, season: { fromMinute: 0, toMinute: 1440, months: [6] } })).toBe(0);
    expect(warm({ ...settings.heat, share: 0 })).toBeUndefined();
  });

  test('holds what was recorded and says how much that is', () => {
    const half = (hour: number) => (hour < 12 ? 1000 : Number.NaN);
    const { day, recorded } = ledgerDay(
      DAY,
      hours(half, (hour) => (hour < 6 ? 0 : half(hour))),
      flat,
    );
    expect(day.energyKwh).toBeCloseTo(12, 12);
    expect(recorded).toBeCloseTo(0.5, 12);
    expect(day.runningHours).toBe(6);
  });

  test('is empty, and not 0, where nothing was recorded', () => {
    const { day, recorded } = ledgerDay(DAY, { atMs: new Float64Array(), values: {} }, flat);
    expect([day.energyKwh, day.powerCost, day.revenue, day.meanHashrateHs]).toEqual(Array(4).fill(undefined));
    expect(recorded).toBe(0);
  });

  test('has no cost while the market’s price of a part of it is not known', () => {
    const prices = [{ fromMs: DAY.fromMs, toMs: DAY.fromMs + 23 * HOUR, pricePerKwh: 0.1 }];
    const market = { id: 'DE', includes: 'all-in', direction: 'import', prices } as const;
    const tariff = { kind: 'spot', provider: 'awattar-de' } as const;
    const { day, unpriced } = ledgerDay(
      DAY,
      hours(() => 1000),
      { ...flat, settings: { ...flat.settings, tariff }, marketOf: () => market },
    );
    expect(day.energyKwh).toBeCloseTo(24, 12);
    expect(day.powerPriceSources).toEqual(['market awattar-de']);
    expect(day.powerCost).toBeUndefined();
    expect(unpriced).toBe(true);
  });

  test('adds up what every pool credited, at the price of then', () => {
    const rewards = [[reward(DAY.fromMs, 0.001), reward(DAY.toMs, 9)], [reward(DAY.fromMs + HOUR, 0.002)]];
    const prices = { BTC: past([[DAY.toMs - HOUR, 80_000]]) };
    const { day } = ledgerDay(
      DAY,
      hours(() => 1000),
      { ...flat, rewards, prices },
    );
    expect(day.credited.BTC).toBeCloseTo(0.003, 15);
    expect(day.revenue).toBeCloseTo(240, 9);
    expect(day.prices.BTC).toEqual({ price: 80_000, atMs: DAY.toMs - HOUR, provider: 'kraken' });
  });

  test('has no worth while one of its coins has no price', () => {
    const rewards = [[reward(DAY.fromMs, 0.001), reward(DAY.fromMs, 5, 'DOGE')]];
    const prices = { BTC: past([[DAY.toMs - HOUR, 80_000]]) };
    const { day } = ledgerDay(
      DAY,
      hours(() => 1000),
      { ...flat, rewards, prices },
    );
    expect(day.credited).toEqual({ BTC: 0.001, DOGE: 5 });
    expect(day.revenue).toBeUndefined();
  });
});

test('days are local ones, and end yesterday', () => {
  const days = daysBefore(Date.UTC(2026, 9, 27, 12), 3, 'Europe/Berlin');
  expect(days.map(({ fromMs, toMs }) => (toMs - fromMs) / HOUR)).toEqual([24, 25, 24]);
  expect(new Date(days.at(-1)?.toMs ?? 0).toISOString()).toBe('2026-10-26T23:00:00.000Z');
});

test('a price of two days before is none of that moment', () => {
  const prices = past([[DAY.fromMs, 70_000]]);
  expect(priceBefore(prices, DAY.fromMs + 35 * HOUR)?.price).toBe(70_000);
  expect(priceBefore(prices, DAY.fromMs + 37 * HOUR)).toBeUndefined();
  expect(priceBefore(prices, DAY.fromMs)).toBeUndefined();
});

test('a payout counts once, with its worth then; what failed or waits is none', () => {
  const sent = {
    atMs: DAY.fromMs + HOUR,
    coin: 'BTC',
    amount: 0.01,
    txId: 'a1',
    state: 'confirmed',
  } as const;
  const value = { atMs: 0, hashrates: [], coins: [], workers: [], rewards: [] };
  const account = (
    payouts: readonly (typeof sent | (Omit<typeof sent, 'state'> & { state: 'queued' }))[],
  ) => ({
    provider: 'braiins',
    atMs: 0,
    receivedAtMs: 0,
    value: { ...value, payouts },
  });
  const accounts = [account([sent, { ...sent, state: 'queued' }]), account([sent])];
  const rows = ledgerPayouts(accounts, { BTC: past([[DAY.fromMs, 80_000]]) }, DAY);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ pool: 'Braiins Pool', price: { price: 80_000, provider: 'kraken' } });
  expect(ledgerPayouts(accounts, {}, { fromMs: DAY.toMs, toMs: DAY.toMs + 1 })).toEqual([]);
});
