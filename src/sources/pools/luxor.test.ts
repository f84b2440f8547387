import { describe, expect, test } from 'vitest';
import type { SourceReply } from '../source.ts';
import { luxorHashprice, luxorPool, luxorSummary, luxorWorkers } from './luxor.ts';
import { luxorPayouts, luxorRates, luxorRevenue } from './luxor-history.ts';

const ask = { currency: 'LTC_DOGE' };
const span = { ...ask, fromMs: Date.UTC(2026, 0, 1), untilMs: Date.UTC(2026, 0, 3, 12) };
const said = (body: unknown): SourceReply => ({ status: 200, text: JSON.stringify(body), receivedAtMs: 7 });

describe('Luxor', () => {
  test('tells two coins of one rate, and sums what it lists apart', () => {
    const told = {
      currency_type: 'LTC_DOGE',
      hashrate_5m: '12000000000',
      hashrate_24h: 11e9,
      efficiency_5m: 0.99,
      active_miners: 3,
      revenue_24h: [
        { currency_type: 'LTC', revenue_type: 'MINING', revenue: 0.01 },
        { currency_type: 'LTC', revenue_type: 'REFERRAL', revenue: 0.02 },
        { currency_type: 'DOGE', revenue_type: 'MINING', revenue: 30 },
      ],
      balance: [{ currency_type: 'LTC', revenue: 0.5 }, { currency_type: 'DOGE', revenue: '700' }, 'x'],
    };
    const account = luxorSummary.parse(said(told), ask);
    expect(account.coins).toEqual([
      { coin: 'LTC', balance: 0.5, earnedLast24h: 0.03 },
      { coin: 'DOGE', balance: 700, earnedLast24h: 30 },
    ]);
    expect(account.hashrates).toEqual([
      { windowMs: 300_000, hashrateHs: 12e9 },
      { windowMs: 86_400_000, hashrateHs: 11e9 },
    ]);
    expect(account.work?.rejectedFraction).toBeCloseTo(0.01, 12);
  });

  test('prices the work of SHA-256 per PH/s; units of others nobody names', () => {
    const hashprice = [{ currency_type: 'BTC', value: 0.0006 }];
    expect(luxorHashprice.parse(said({ hashprice }), { currency: 'BTC' })).toMatchObject([
      { algorithm: 'sha256', currency: 'BTC', perHsDay: expect.closeTo(6e-19, 25) },
    ]);
    const others = [{ currency_type: 'LTC', value: 0.1 }];
    expect(() => luxorHashprice.parse(said({ hashprice: others }), ask)).toThrow(
      expect.objectContaining({ kind: 'unreadable-reply' }),
    );
  });

  test('names its workers', () => {
    const workers = [
      {
        name: 'a',
        id: '1',
        hashrate: '5e9',
        efficiency: 1,
        status: 'ACTIVE',
        last_share_time: '2026-01-01T00:00:00Z',
      },
      { name: 'b', hashrate: 0, efficiency: 1.5, status: 'INACTIVE' },
      {},
    ];
    expect(luxorWorkers.parse(said({ workers, total_active: 1, total_inactive: 1 }), ask)).toMatchObject({
      workers: [
        { name: 'a', state: 'ok', work: { rejectedFraction: 0 }, lastShareAtMs: Date.UTC(2026, 0, 1) },
        { name: 'b', state: 'off', work: undefined },
      ],
      workerCounts: { ok: 1, off: 1 },
    });
  });

  test('tells the past in order, and is asked for it by days', () => {
    expect(luxorRates.request(span).path).toBe(
      '/api/v2/pool/hashrate-efficiency/LTC_DOGE?start_date=2026-01-01&end_date=2026-01-03&tick_size=1d&page_size=1000',
    );
    const hashrate_efficiency = [
      { date_time: '2026-01-02T00:00:00Z', hashrate: '2', efficiency: 0.5 },
      { date_time: '2026-01-01T00:00:00.000Z', hashrate: '1', efficiency: null },
      { date_time: 'never', hashrate: '1' },
    ];
    expect(luxorRates.parse(said({ hashrate_efficiency }), span)).toEqual([
      { atMs: Date.UTC(2026, 0, 1), hashrateHs: 1, rejectedFraction: undefined },
      { atMs: Date.UTC(2026, 0, 2), hashrateHs: 2, rejectedFraction: 0.5 },
    ]);
  });

  test('credits days, and sends what its ledger takes away', () => {
    const day = (revenue: unknown) => ({ date_time: '2026-01-01T00:00:00Z', revenue });
    const coin = (currency_type: string, revenue: number) => ({ currency_type, revenue });
    const rows = [day([coin('LTC', 1), coin('DOGE', 2)]), day(coin('LTC', 3)), day(null)];
    expect(luxorRevenue.parse(said({ revenue: rows }), span).rewards.map(({ amount }) => amount)).toEqual([
      1, 2, 3,
    ]);
    const row = {
      currency_type: 'LTC',
      date_time: '2026-01-01T00:00:00Z',
      currency_amount: 0.4,
      transaction_id: 'x',
    };
    const transactions = [
      { ...row, transaction_type: 'debit', transaction_category: 'Payout' },
      { ...row, transaction_type: 'debit', transaction_category: 'Miner Revenue' },
      { ...row, transaction_type: 'credit' },
    ];
    expect(luxorPayouts.parse(said({ transactions }), span).payouts).toEqual([
      { atMs: Date.UTC(2026, 0, 1), coin: 'LTC', amount: 0.4, txId: 'x' },
    ]);
  });

  test('tells the rate of the pool', () => {
    expect(luxorPool.parse(said({ currency_type: 'BTC', hashrate_1h: '5' }), ask)).toMatchObject({
      coin: 'BTC',
      hashrates: [{ windowMs: 3_600_000, hashrateHs: 5 }],
    });
  });

  test.each([
    [{ error: 'Invalid API key' }, 'refused'],
    [{ message: 'Rate limit exceeded' }, 'rate-limited'],
    [{ detail: 'subaccount not found' }, 'not-found'],
    [{ hashrate_5m: null }, 'unreadable-reply'],
  ])('tells a failure in words: %j', (body, kind) => {
    expect(() => luxorSummary.parse(said(body), ask)).toThrow(expect.objectContaining({ kind }));
  });
});
