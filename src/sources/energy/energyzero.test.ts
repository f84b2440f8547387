import { expect, test } from 'vitest';
import { energyZeroPrices } from './energyzero.ts';

const ASK = { day: '2026-12-01', interval: 'quarter' } as const;

function read(body: unknown) {
  return energyZeroPrices.parse({ status: 200, text: JSON.stringify(body), receivedAtMs: 0 }, ASK);
}

function row(value: unknown) {
  return { start: '2026-11-30T23:00:00Z', end: '2026-11-30T23:15:00Z', price: { value } };
}

test('its four makings of a price stay four series', () => {
  const series = read({
    base: [row('0.10')],
    base_with_vat: [row('0.121')],
    all_in: [row('0.22')],
    all_in_with_vat: [row('0.2662')],
  });
  expect(series.map(({ includes, prices }) => [includes, prices[0]?.pricePerKwh])).toEqual([
    ['wholesale', 0.1],
    ['incl-vat', 0.121],
    ['all-in-excl-vat', 0.22],
    ['all-in', 0.2662],
  ]);
});

test('a making that it does not tell is left out, one without prices too', () => {
  expect(read({ base: [row('0.1')], all_in: [row(null)] }).map(({ id }) => id)).toEqual(['base']);
});

test('its own error is no price', () => {
  expect(() => read({ code: 3, message: 'invalid date', details: [] })).toThrow('unreadable-reply');
});

test('asks for the day the Dutch way round', () => {
  expect(energyZeroPrices.request(ASK).path).toContain('date=01-12-2026');
});

test('its former interface told beginnings alone, and one price', () => {
  const Prices = [22, 23].map((hour) => ({ price: hour / 100, readingDate: `2022-12-06T${hour}:00:00Z` }));
  expect(read({ Prices, intervalType: 4 })[0]?.prices).toEqual([
    { fromMs: Date.UTC(2022, 11, 6, 22), toMs: Date.UTC(2022, 11, 6, 23), pricePerKwh: 0.22 },
    { fromMs: Date.UTC(2022, 11, 6, 23), toMs: Date.UTC(2022, 11, 7), pricePerKwh: 0.23 },
  ]);
  expect(() => read({ Prices: [] })).toThrow('not-yet');
});
