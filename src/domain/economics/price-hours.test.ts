import { describe, expect, it } from 'vitest';
import { energyPriceSeries } from '../energy-price.ts';
import { priceDays, todayAndTomorrow } from './price-hours.ts';
import { priceSpans } from './price-span.ts';
import type { Tariff } from './tariff.ts';

const HOUR = 3_600_000;
const QUARTER = HOUR / 4;
const SPOT: Tariff = { kind: 'spot', provider: 'awattar' };

function rows(tariff: Tariff, nowMs: number, timeZone: string, quarters: readonly number[] = []) {
  const days = todayAndTomorrow(nowMs, timeZone);
  const [{ fromMs }, { toMs }] = days;
  const prices = quarters.map((pricePerKwh, i) => ({
    fromMs: fromMs + i * QUARTER,
    toMs: fromMs + (i + 1) * QUARTER,
    pricePerKwh,
  }));
  const market = energyPriceSeries({ id: 'DE', includes: 'all-in', direction: 'import' }, prices);
  return priceDays(days, priceSpans(tariff, fromMs, toMs, { timeZone, market }), timeZone);
}

describe('prices by local hour', () => {
  it('are the means of their quarters, today and tomorrow, and unknown where a quarter is', () => {
    const quarters = Array.from({ length: 4 * 24 + 6 }, (_, i) => i / 100);
    const [today, tomorrow] = rows(SPOT, Date.UTC(2026, 0, 5, 12), 'Europe/Berlin', quarters);
    expect(today?.hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, i) => i));
    expect(today?.hours[0]?.pricePerKwh).toBeCloseTo(0.015, 12);
    expect(today?.hours[23]?.pricePerKwh).toBeCloseTo(0.935, 12);
    expect(tomorrow?.fromMs).toBe(today?.toMs);
    expect(tomorrow?.hours[0]?.pricePerKwh).toBeCloseTo(0.975, 12);
    // Two quarters of the next hour are there, the other two are not.
    expect(tomorrow?.hours[1]?.pricePerKwh).toBeUndefined();
  });

  it.each([
    ['skip an hour', Date.UTC(2026, 2, 28, 12), 'Europe/Berlin', [0, 1, 3, 4], 23],
    ['have one twice', Date.UTC(2026, 9, 24, 12), 'Europe/Berlin', [0, 1, 2, 2, 3], 25],
    ['have half of one again', Date.UTC(2026, 3, 4, 2), 'Australia/Lord_Howe', [0, 1, 1, 2, 3], 25],
    ['begin at one', Date.UTC(2024, 8, 7, 12), 'America/Santiago', [1, 2, 3], 23],
    ['have midnight’s hour twice', Date.UTC(2024, 9, 25, 12), 'Asia/Beirut', [0, 1, 2], 25],
  ])('%s where clocks change', (_, nowMs, timeZone, firstHours, count) => {
    const [, tomorrow] = rows({ kind: 'flat', pricePerKwh: 0.3 }, nowMs, timeZone);
    expect(tomorrow?.hours.slice(0, firstHours.length).map(({ hour }) => hour)).toEqual(firstHours);
    expect(tomorrow?.hours).toHaveLength(count);
    expect(tomorrow?.hours.every(({ pricePerKwh }) => pricePerKwh === 0.3)).toBe(true);
  });
});
