import { expect, test } from 'vitest';
import { octopusRegions, octopusStandingCharges, octopusUnitRates } from './octopus.ts';

const ASK = { product: 'AGILE-24-10-01', region: 'C', fromMs: 0, toMs: 86_400_000 };

function replyOf(body: unknown) {
  return { status: 200, text: JSON.stringify(body), receivedAtMs: 0 };
}

function rate(
  valid_from: string,
  valid_to: string | null,
  pence: number,
  payment_method: string | null = null,
) {
  return { value_exc_vat: pence / 1.05, value_inc_vat: pence, valid_from, valid_to, payment_method };
}

test('pence, newest first, become pounds in order, with VAT and without', () => {
  const results = [
    rate('2026-11-21T00:30:00Z', '2026-11-21T01:00:00Z', -1.05),
    rate('2026-11-21T00:00:00Z', '2026-11-21T00:30:00Z', 21),
  ];
  const { series, nextPage } = octopusUnitRates.parse(replyOf({ next: null, results }), ASK);
  expect(series.map(({ includes }) => includes)).toEqual(['all-in', 'all-in-excl-vat']);
  expect(series[0]?.prices.map(({ pricePerKwh }) => pricePerKwh)).toEqual([0.21, -0.0105]);
  expect(series[1]?.prices[0]?.pricePerKwh).toBeCloseTo(0.2, 12);
  expect([nextPage, series[0]?.resolutionMs, series[0]?.currency]).toEqual([undefined, 1_800_000, 'GBP']);
});

test('a flat rate holds until further notice, and its ways of paying are not mixed', () => {
  const results = [
    rate('2026-10-01T00:00:00+01:00', null, 25, 'DIRECT_DEBIT'),
    rate('2026-10-01T00:00:00+01:00', null, 27, 'NON_DIRECT_DEBIT'),
    rate('2026-07-01T00:00:00+01:00', '2026-10-01T00:00:00+01:00', 24, 'DIRECT_DEBIT'),
  ];
  const { series } = octopusUnitRates.parse(replyOf({ results }), ASK);
  const debit = series.find(({ id, includes }) => id === 'DIRECT_DEBIT' && includes === 'all-in');
  expect(debit?.prices.map(({ toMs, pricePerKwh }) => [toMs, pricePerKwh])).toEqual([
    [Date.UTC(2026, 8, 30, 23), 0.24],
    [Number.POSITIVE_INFINITY, 0.25],
  ]);
  expect(new Set(series.map(({ id }) => id)).size).toBe(2);
});

test('a row whose end is missing, and not null, is no price for ever', () => {
  const { valid_to: _, ...endless } = rate('2026-11-21T00:00:00Z', null, 20);
  expect(() => octopusUnitRates.parse(replyOf({ results: [endless] }), ASK)).toThrow('unreadable-reply');
});

test('of the next address only the page is taken, and asked for at the known place', () => {
  const results = [rate('2026-11-21T00:00:00Z', '2026-11-21T00:30:00Z', 20)];
  const next = 'https://evil.example/v1/?page=7&page_size=1500';
  const { nextPage } = octopusUnitRates.parse(replyOf({ next, results }), ASK);
  expect(nextPage).toBe(7);
  const { host, path } = octopusUnitRates.request({ ...ASK, page: nextPage });
  expect(host).toBe('api.octopus.energy');
  expect(path).toContain('page=7');
});

test('what a tariff pays for power fed in is told as such', () => {
  const results = [rate('2026-11-21T00:00:00Z', '2026-11-21T00:30:00Z', 15)];
  const direction = (product: string) =>
    octopusUnitRates.parse(replyOf({ results }), { ...ASK, product }).series[0]?.direction;
  expect(direction('OUTGOING-VAR-24-10-26')).toBe('export');
  expect(direction('AGILE-OUTGOING-19-05-13')).toBe('export');
  expect(direction('AGILE-24-10-01')).toBe('import');
});

test('a standing charge is money by the day, for each way of paying', () => {
  const results = [
    rate('2026-10-01T00:00:00Z', null, 48.5, 'DIRECT_DEBIT'),
    rate('2026-07-01T00:00:00Z', '2026-10-01T00:00:00Z', 50, 'DIRECT_DEBIT'),
    rate('2026-10-01T00:00:00Z', null, -3),
  ];
  const charges = octopusStandingCharges.parse(replyOf({ results }), ASK);
  expect(charges.map(({ perDay, toMs }) => [perDay, toMs])).toEqual([
    [0.5, Date.UTC(2026, 9, 1)],
    [0.485, Number.POSITIVE_INFINITY],
  ]);
});

test('a postcode belongs to a region, or is not known', () => {
  const read = (results: unknown) => octopusRegions.parse(replyOf({ results }), { postcode: 'SW1A1AA' });
  expect(read([{ group_id: '_C' }, { group_id: '_C' }, { group_id: null }])).toEqual(['C']);
  expect(() => read([])).toThrow('not-found');
});
