import { expect, test } from 'vitest';
import { elprisetPrices } from './elprisetjustnu.ts';

const ASK = { zone: 'SE3', day: '2026-10-25' } as const;

function replyOf(rows: unknown, status = 200) {
  return { status, text: JSON.stringify(rows), receivedAtMs: 0 };
}

test('the hour that comes twice in autumn is two hours', () => {
  const rows = ['+02:00', '+01:00'].map((offset, at) => ({
    SEK_per_kWh: 0.1 + at,
    EUR_per_kWh: 0.01 + at,
    time_start: `2026-10-25T02:00:00${offset}`,
    time_end: offset === '+02:00' ? '2026-10-25T02:00:00+01:00' : '2026-10-25T03:00:00+01:00',
  }));
  const [kronor, euro] = elprisetPrices.parse(replyOf(rows), ASK);
  expect(kronor?.prices.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
    [Date.UTC(2026, 9, 25, 0), Date.UTC(2026, 9, 25, 1)],
    [Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 9, 25, 2)],
  ]);
  expect([kronor?.currency, euro?.currency]).toEqual(['SEK', 'EUR']);
  expect(euro?.prices[0]?.pricePerKwh).toBe(0.01);
});

test('one currency may be missing', () => {
  const rows = [
    { EUR_per_kWh: 0.2, time_start: '2026-01-01T00:00:00+01:00', time_end: '2026-01-01T01:00:00+01:00' },
  ];
  expect(elprisetPrices.parse(replyOf(rows), ASK).map(({ currency }) => currency)).toEqual(['EUR']);
});

test('tomorrow that is not there yet is no error of the owner', () => {
  expect(() => elprisetPrices.parse(replyOf('Not found', 404), ASK)).toThrow('not-yet');
});
