import { expect, test } from 'vitest';
import { energinetPrices } from './energinet.ts';

const ASK = { area: 'DK1', fromMs: Date.UTC(2026, 9, 24, 22), toMs: Date.UTC(2026, 9, 25, 23) };

function read(records: unknown) {
  return energinetPrices.parse({ status: 200, text: JSON.stringify({ records }), receivedAtMs: 0 }, ASK);
}

function row(atMs: number, area = 'DK1') {
  const TimeUTC = new Date(atMs).toISOString().slice(0, 19);
  return { TimeUTC, PriceArea: area, DayAheadPriceEUR: 100, DayAheadPriceDKK: 746 };
}

test('times without a zone are UTC, newest first or not; a day of 25 hours has a hundred rows', () => {
  const rows = Array.from({ length: 100 }, (_, at) => row(ASK.fromMs + at * 900_000)).reverse();
  const [kroner, euro] = read(rows);
  expect(kroner?.prices).toHaveLength(100);
  expect([kroner?.prices[0]?.fromMs, kroner?.prices.at(-1)?.toMs]).toEqual([ASK.fromMs, ASK.toMs]);
  expect([kroner?.currency, euro?.currency]).toEqual(['DKK', 'EUR']);
  expect(kroner?.prices[0]?.pricePerKwh).toBeCloseTo(0.746, 12);
});

test('areas are not mixed', () => {
  const series = read([row(ASK.fromMs), row(ASK.fromMs, 'DK2')]);
  expect(series.map(({ id }) => id)).toEqual(['DK1', 'DK1', 'DK2', 'DK2']);
});

test('asks in UTC for one area, all rows', () => {
  const { searchParams } = new URL(energinetPrices.request(ASK).path, 'https://host');
  expect(searchParams.get('filter')).toBe('{"PriceArea":["DK1"]}');
  expect([searchParams.get('start'), searchParams.get('timezone')]).toEqual(['2026-10-24T22:00', 'UTC']);
});

test('hours of before October 2025 have the names of its dataset of then', () => {
  const old = { HourUTC: '2022-06-01T00:00:00', PriceArea: 'DK1', SpotPriceDKK: 900, SpotPriceEUR: 121 };
  const [kroner, euro] = read([{ ...old, HourUTC: '2022-06-01T01:00:00' }, old]);
  expect(kroner?.prices[0]).toEqual({
    fromMs: Date.UTC(2022, 5, 1),
    toMs: Date.UTC(2022, 5, 1, 1),
    pricePerKwh: 0.9,
  });
  expect(euro?.prices).toHaveLength(2);
});
