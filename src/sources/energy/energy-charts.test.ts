import { expect, test } from 'vitest';
import { energyChartsPrices } from './energy-charts.ts';

const ASK = { zone: 'AT', fromDay: '2026-10-25', toDay: '2026-10-25' };

function read(body: unknown) {
  return energyChartsPrices.parse({ status: 200, text: JSON.stringify(body), receivedAtMs: 0 }, ASK);
}

test('a day of 25 hours has a hundred quarter-hours', () => {
  const startS = Date.UTC(2026, 9, 24, 22) / 1_000;
  const unix_seconds = Array.from({ length: 100 }, (_, at) => startS + at * 900);
  const [series] = read({ unix_seconds, price: unix_seconds.map((_, at) => at), unit: 'No Unit' });
  expect(series?.prices).toHaveLength(100);
  expect(series?.prices.at(-1)?.toMs).toBe(Date.UTC(2026, 9, 25, 23));
  expect(series?.prices.at(-1)?.pricePerKwh).toBeCloseTo(0.099, 12);
});

test('a price that is null leaves a gap of its own length', () => {
  const [series] = read({ unix_seconds: [0, 900, 1_800].map((s) => s + 1_790_000_100), price: [1, null, 3] });
  expect(series?.prices.map(({ fromMs, toMs }) => toMs - fromMs)).toEqual([900_000, 900_000]);
});

test('lists of unlike length are refused, for no one knows any more which price is of when', () => {
  expect(() => read({ unix_seconds: [1_790_000_000], price: [1, 2] })).toThrow('differ in length');
});
