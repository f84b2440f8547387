import { describe, expect, test } from 'vitest';
import { binanceCandles } from './binance.ts';
import { coinbaseCandles } from './coinbase.ts';
import { krakenCandles } from './kraken.ts';

const reply = (told: unknown, status = 200) => ({ status, text: JSON.stringify(told), receivedAtMs: 5 });
const pair = { coin: 'BTC', currency: 'USD', intervalS: 3600 } as const;

describe('a candle', () => {
  test('of Binance has its moments in ms and its prices as text', () => {
    const told = [
      [7_200_000, '3', '4', '2', '3.5', '10', 10_799_999, '33', 5, '1', '1', '0'],
      [3_600_000, '1', '2', '0.5', '1.5', '20', 7_199_999, '30', 5, '1', '1', '0'],
    ];
    expect(binanceCandles.parse(reply(told), pair)).toEqual([
      { atMs: 3_600_000, open: 1, high: 2, low: 0.5, close: 1.5, volume: 20, volumeQuote: 30 },
      { atMs: 7_200_000, open: 3, high: 4, low: 2, close: 3.5, volume: 10, volumeQuote: 33 },
    ]);
  });

  test('of Kraken stands under another name of the pair than was asked for', () => {
    const told = {
      error: [],
      result: { last: 9, XXBTZUSD: [[3600, '1', '2', '0.5', '1.5', '1.2', '20', 3]] },
    };
    expect(krakenCandles.parse(reply(told), pair)).toEqual([
      { atMs: 3_600_000, open: 1, high: 2, low: 0.5, close: 1.5, volume: 20 },
    ]);
    expect(krakenCandles.request({ ...pair, coin: 'DOGE' }).path).toContain('pair=XDGUSD');
  });

  test('of Coinbase has the low before the high and the open, newest first', () => {
    const told = [
      [7200, 2, 4, 3, 3.5, 10],
      [3600, 0.5, 2, 1, 1.5, 20],
    ];
    expect(coinbaseCandles.parse(reply(told), pair)[0]).toEqual({
      atMs: 3_600_000,
      open: 1,
      high: 2,
      low: 0.5,
      close: 1.5,
      volume: 20,
    });
  });

  test('of Coinbase is asked for with both ends, and never more than it tells at once', () => {
    const { path } = coinbaseCandles.request({ ...pair, sinceMs: 0, untilMs: 1e12 });
    const query = new URL(path, 'https://host').searchParams;
    const span = Date.parse(query.get('end') ?? '') - Date.parse(query.get('start') ?? '');
    expect(span / 3_600_000 + 1).toBe(300);
  });

  test('without a close or a time is none, one without an open is one', () => {
    const told = [[3600, 1, 2, null, 1.5, null], [7200, 1, 2, 1, null, 1], ['', 1, 2, 1, 1, 1], null];
    expect(coinbaseCandles.parse(reply(told), pair)).toEqual([
      { atMs: 3_600_000, low: 1, high: 2, close: 1.5 },
    ]);
  });
});

describe('an exchange that does not answer the question', () => {
  test.each([
    ['not-found', 400, { code: -1121, msg: 'Invalid symbol.' }],
    ['rate-limited', 400, { code: -1003, msg: 'Too much request weight used.' }],
    ['not-found', 200, { code: -1121, msg: 'Invalid symbol.' }],
    ['rate-limited', 418, { code: -1003, msg: 'Way too many requests; IP banned.' }],
    ['not-here', 451, { code: 0, msg: 'Service unavailable from a restricted location' }],
    ['unreadable-reply', 200, []],
  ])('is %s at Binance, with status %i', (kind, status, told) => {
    expect(() => binanceCandles.parse(reply(told, status), pair)).toThrow(expect.objectContaining({ kind }));
  });

  test.each([
    ['not-found', 'EQuery:Unknown asset pair'],
    ['rate-limited', 'EGeneral:Too many requests'],
    ['rate-limited', 'EAPI:Rate limit exceeded'],
    ['provider-failed', 'EService:Unavailable'],
  ])('is %s at Kraken, with status 200: %s', (kind, words) => {
    const told = { error: [words] };
    expect(() => krakenCandles.parse(reply(told), pair)).toThrow(expect.objectContaining({ kind }));
  });
});
