import { expect, test } from 'vitest';
import { eleringPrices } from './elering.ts';

const SPAN = { fromMs: 0, toMs: 1 };

function read(data: unknown) {
  return eleringPrices.parse(
    { status: 200, text: JSON.stringify({ success: true, data }), receivedAtMs: 0 },
    SPAN,
  );
}

test('countries are series of their own, and hours that become quarter-hours keep their lengths', () => {
  const change = Date.UTC(2025, 8, 30, 22) / 1_000;
  const times = [change - 7_200, change - 3_600, change, change + 900, change + 1_800];
  const [ee, fi] = read({
    ee: times.map((timestamp) => ({ timestamp, price: 40 })),
    fi: [{ timestamp: change, price: '12.5' }],
    lv: [],
  });
  expect(ee?.prices.map(({ fromMs, toMs }) => (toMs - fromMs) / 60_000)).toEqual([60, 60, 15, 15, 15]);
  expect([fi?.id, fi?.prices[0]?.pricePerKwh]).toEqual(['fi', 0.0125]);
  expect(fi?.resolutionMs).toBe(900_000);
});

test('empty lists are a matter of time', () => {
  expect(() => read({ ee: [] })).toThrow('not-yet');
});
