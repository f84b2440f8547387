import { describe, expect, test } from 'vitest';
import { easyEnergyPrices } from './easyenergy.ts';

const HOUR_MS = 3_600_000;

function read(wallHours: readonly string[]) {
  const prices = wallHours.map((hour, at) => ({
    from: `${hour}:00.0000000`,
    price: at / 100,
    priceIncVat: at / 50,
    invoicePrice: 1,
  }));
  const ask = { fromDay: '', toDay: '', granularity: 'hour' } as const;
  return easyEnergyPrices.parse({ status: 200, text: JSON.stringify({ prices }), receivedAtMs: 0 }, ask);
}

function day(date: string, hours: readonly number[]) {
  return hours.map((hour) => `${date}T${String(hour).padStart(2, '0')}:00`);
}

const ALL_HOURS = Array.from({ length: 24 }, (_, hour) => hour);

describe('a clock in Amsterdam without a zone', () => {
  test('skips an hour in spring: 23 hours that touch', () => {
    const [series] = read(
      day(
        '2026-03-29',
        ALL_HOURS.filter((hour) => hour !== 2),
      ),
    );
    expect(series?.prices).toHaveLength(23);
    expect(series?.prices[0]?.fromMs).toBe(Date.UTC(2026, 2, 28, 23));
    expect(series?.prices.at(-1)?.toMs).toBe(Date.UTC(2026, 2, 29, 22));
    expect(series?.prices.every(({ fromMs, toMs }) => toMs - fromMs === HOUR_MS)).toBe(true);
  });

  test('shows an hour twice in autumn: 25 hours in the order told', () => {
    const [series] = read(day('2026-10-25', [0, 1, 2, ...ALL_HOURS.slice(2)]));
    expect(series?.prices).toHaveLength(25);
    expect(series?.prices.map(({ pricePerKwh }) => pricePerKwh).slice(2, 4)).toEqual([0.02, 0.03]);
    expect(series?.prices.at(-1)?.toMs).toBe(Date.UTC(2026, 9, 25, 23));
  });

  test('tells quarter-hours of the hour that comes twice', () => {
    const quarters = ['02:00', '02:15', '02:30', '02:45'].map((at) => `2026-10-25T${at}`);
    const [series] = read([...quarters, ...quarters]);
    expect(series?.prices.map(({ fromMs }) => (fromMs - Date.UTC(2026, 9, 25)) / 900_000)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
  });
});

test('the market, the market with VAT and the bill are three series', () => {
  expect(read(day('2026-11-21', [0, 1])).map(({ includes }) => includes)).toEqual([
    'wholesale',
    'incl-vat',
    'all-in',
  ]);
});

test('a time that no clock of Amsterdam shows is left out', () => {
  const [series] = read(day('2026-03-29', [1, 2, 3]));
  expect(series?.prices).toHaveLength(2);
});

test('its former interface told a zone with each time, and one price', () => {
  const rows = [0, 1].map((hour) => ({
    Timestamp: `2026-02-11T0${hour}:00:00+01:00`,
    TariffUsage: hour / 10,
  }));
  const ask = { fromDay: '', toDay: '', granularity: 'hour' } as const;
  const [series] = easyEnergyPrices.parse({ status: 200, text: JSON.stringify(rows), receivedAtMs: 0 }, ask);
  expect(series?.prices).toEqual([
    { fromMs: Date.UTC(2026, 1, 10, 23), toMs: Date.UTC(2026, 1, 11), pricePerKwh: 0 },
    { fromMs: Date.UTC(2026, 1, 11), toMs: Date.UTC(2026, 1, 11, 1), pricePerKwh: 0.1 },
  ]);
});
