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
