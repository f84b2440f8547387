import { expect, test } from 'vitest';
import { hashrateIndexHashprice, hashrateIndexHistory } from './hashrate-index.ts';

const reply = (told: unknown) => ({ status: 200, text: JSON.stringify(told), receivedAtMs: 5 });

test('a hashprice of 45 dollars for a PH/s is 4.5·10⁻¹⁴ dollars for an H/s', () => {
  const told = { data: { priceBTC: null, priceUSD: 45, timestamp: '2024-01-01T00:00:00Z' } };
  expect(hashrateIndexHashprice.parse(reply(told), undefined)).toEqual([
    {
      algorithm: 'sha256',
      coin: 'BTC',
      currency: 'USD',
      perHsDay: expect.closeTo(4.5e-14, 24),
      fee: 'gross',
      over: 'now',
      standing: 'reckoned',
      atMs: Date.UTC(2024, 0, 1),
    },
  ]);
});

test('the past of the hashprice is in the currency that was asked for, oldest first', () => {
  const told = {
    data: [
      { price: 50, timestamp: '2024-01-01T01:00:00Z' },
      { price: 45, timestamp: '2024-01-01T00:00:00Z' },
      { price: 40 },
    ],
  };
  const past = hashrateIndexHistory.parse(reply(told), { currency: 'USD', span: '1D' });
  expect(past.map(({ currency, atMs }) => [currency, atMs])).toEqual([
    ['USD', Date.UTC(2024, 0, 1)],
    ['USD', Date.UTC(2024, 0, 1, 1)],
  ]);
});
