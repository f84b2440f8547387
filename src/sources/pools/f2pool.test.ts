import { describe, expect, test } from 'vitest';
import { hashrateOver } from '../../domain/pool-account.ts';
import type { SourceReply } from '../source.ts';
import { f2pool } from './f2pool.ts';
import { f2poolCoin } from './f2pool-coins.ts';
import {
  f2poolBalance,
  f2poolRateHistory,
  f2poolRates,
  f2poolTransactions,
  f2poolWorkers,
} from './f2pool-v2.ts';

const ask = { currency: 'litecoin', user: 'anna' };
const span = { ...ask, fromMs: 1_700_000_000_999, untilMs: 1_700_086_400_000 };
const NOW_MS = Date.UTC(2026, 2, 3, 12);
const said = (body: unknown): SourceReply => ({
  status: 200,
  text: JSON.stringify(body),
  receivedAtMs: NOW_MS,
});

describe('the public page of an F2Pool account', () => {
  const body = {
    balance: 0.5,
    paid: '2.5',
    hashrate: 100,
    hashes_last_hour: 3_600 * 90,
    hashes_last_day: 86_400 * 80,
    value_last_day: 0.01,
    worker_length_online: 1,
    workers: [
      ['rig', 100, 360_000, 0, 8_640_000, 86_400, '2026-03-03T11:59:00.123456Z', false],
      ['', 0, 0, 0, 0, 0, '0001-01-01T00:00:00Z', false],
      ['short'],
      null,
    ],
    payout_history: [['2026-03-01T00:00:00Z', 'ab12', 1.5], ['2026-02-01T00:00:00Z']],
    hashrate_history: { '2026-03-03T11:50:00Z': 70, '2026-03-03T11:40:00Z': 60, nonsense: 1 },
  };

  test('counts hashes, of which rates are made by the length of the window', () => {
    const { hashrates, workers } = f2pool.parse(said(body), ask);
    expect([undefined, 3_600_000, 86_400_000].map((window) => hashrateOver(hashrates, window))).toEqual([
      100, 90, 80,
    ]);
    expect(workers).toMatchObject([
      { name: 'rig', staleHs: 1, lastShareAtMs: Date.UTC(2026, 2, 3, 11, 59, 0, 123) },
      { name: '', lastShareAtMs: undefined },
      { name: 'short', hashrates: [] },
    ]);
  });

  test('is in whole coins of the coin that was asked for', () => {
    const { coins, payouts } = f2pool.parse(said(body), ask);
    expect(coins).toMatchObject([{ coin: 'LTC', balance: 0.5, paid: 2.5, earnedLast24h: 0.01 }]);
    expect(payouts).toEqual([
      { atMs: Date.UTC(2026, 2, 1), coin: 'LTC', amount: 1.5, way: 'on-chain', txId: 'ab12' },
    ]);
  });

  test('of a name that leads elsewhere stays below that coin', () => {
    expect(f2pool.request({ currency: 'bitcoin', user: '../v2/x?a=b' }).path).toBe(
      '/bitcoin/..%2Fv2%2Fx%3Fa%3Db',
    );
  });
});

describe('F2Pool with a key', () => {
  test('is asked by JSON, without the key', () => {
    expect(f2poolRates.request(ask)).toEqual({
      provider: 'f2pool',
      method: 'POST',
      host: 'api.f2pool.com',
      path: '/v2/hash_rate/info',
      body: '{"mining_user_name":"anna","currency":"litecoin"}',
      contentType: 'application/json',
    });
    expect(f2poolTransactions.request(span).body).toContain('"start_time":1700000000,"end_time":1700086400');
  });

  test('tells rates and workers, of whom one may have been gone for long', () => {
    const info = { name: 'anna', hash_rate: 5, h1_hash_rate: '4', h24_hash_rate: null };
    expect(f2poolRates.parse(said({ info, currency: 'litecoin' }), ask)).toMatchObject({
      user: 'anna',
      hashrates: [{ hashrateHs: 5 }, { windowMs: 3_600_000, hashrateHs: 4 }],
    });
    const lost = { ...info, h24_stale_hash_rate: '0.5' };
    expect(f2poolRates.parse(said({ info: lost }), ask).staleHs).toBe(0.5);
    const workers = [0, 1, 2, 9].map((status) => ({
      hash_rate_info: { ...info, name: `w${status}`, h24_stale_hash_rate: 1 },
      last_share_at: 1_700_000_000,
      status,
    }));
    expect(f2poolWorkers.parse(said({ workers }), ask).workers.map(({ state }) => state)).toEqual([
      'ok',
      'off',
      'off',
      undefined,
    ]);
  });

  test('tells yesterday as the day before the midnight of UTC', () => {
    const balance_info = {
      balance: 1,
      paid: 2,
      total_income: 3,
      yesterday_income: 0.1,
      estimated_today_income: 0.05,
    };
    expect(f2poolBalance.parse(said({ balance_info }), ask)).toMatchObject({
      coins: [{ coin: 'LTC', balance: 1, paid: 2, earned: 3, earnedToday: 0.05 }],
      rewards: [{ atMs: Date.UTC(2026, 2, 2), of: 'day', coin: 'LTC', amount: 0.1 }],
    });
  });

  test('has in one ledger what came in and what went out', () => {
    const transactions = [
      { type: 'revenue', changed_balance: 0.2, mining_extra: { mining_date: 1_700_000_000 } },
      {
        type: 'payout',
        changed_balance: -1,
        payout_extra: { value: 1, tip: 0.001, tx_id: 'ff', paid_time: 1_700_000_500 },
      },
    ];
    expect(f2poolTransactions.parse(said({ transactions }), span)).toMatchObject({
      rewards: [{ atMs: 1_700_000_000_000, amount: 0.2 }],
      payouts: [{ atMs: 1_700_000_500_000, amount: 1, fee: 0.001, txId: 'ff' }],
    });
  });

  test('tells a history with what was lost', () => {
    const history = [
      { timestamp: 1_700_000_600, hash_rate: 5, stale_hash_rate: 0.1 },
      { timestamp: 0, hash_rate: 1 },
    ];
    expect(f2poolRateHistory.parse(said({ history }), ask)).toEqual([
      { atMs: 1_700_000_600_000, hashrateHs: 5, staleHs: 0.1 },
    ]);
  });

  test.each([
    [{ code: -10_002, msg: 'invalid_parameters: bad user' }, 'not-found'],
    [{ code: -10_001, msg: 'permission_denied: wrong token' }, 'refused'],
    [{ code: -1, msg: 'internal: try again' }, 'provider-failed'],
    [{}, 'unreadable-reply'],
  ])('tells a failure with status 200: %j', (body, kind) => {
    expect(() => f2poolWorkers.parse(said(body), ask)).toThrow(expect.objectContaining({ kind }));
  });
});

test.each([
  ['bitcoin', 'BTC'],
  ['bells-mm', 'BELLS'],
  ['fractal-bitcoin-mm', 'FB'],
  ['unheard-of', 'unheard-of'],
])('F2Pool calls %s what others call %s', (currency, symbol) => {
  expect(f2poolCoin(currency)).toBe(symbol);
});
