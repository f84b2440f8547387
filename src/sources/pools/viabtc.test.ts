import { describe, expect, test } from 'vitest';
import type { SourceReply } from '../source.ts';
import {
  viabtcHashrate,
  viabtcHashrateHistory,
  viabtcPayments,
  viabtcProfit,
  viabtcProfitHistory,
  viabtcSignature,
  viabtcWorkers,
} from './viabtc.ts';

const BTC = { coin: 'BTC' };
const reply = (body: unknown): SourceReply => ({ status: 200, text: JSON.stringify(body), receivedAtMs: 7 });
const said = (data: unknown) => reply({ code: 0, data, message: 'OK' });

describe('ViaBTC', () => {
  test('tells rates as text, and how many workers are off', () => {
    const data = {
      active_workers: 2,
      unactive_workers: '1',
      hashrate_10min: '100000000000000',
      hashrate_1hour: '',
    };
    expect(viabtcHashrate.parse(said(data), BTC)).toMatchObject({
      atMs: 7,
      hashrates: [{ windowMs: 600_000, hashrateHs: 1e14 }],
      workerCounts: { ok: 2, off: 1 },
    });
  });

  test('has workers of one name, told apart by their number', () => {
    const row = { worker_name: '1x1', worker_id: 7, worker_status: 'active', reject_rate: '0.01' };
    const rows = [row, { ...row, worker_id: 8, worker_status: 'unactive', last_active: 1_700_000_000 }, null];
    expect(viabtcWorkers.parse(said({ data: rows }), BTC).workers).toMatchObject([
      { name: '1x1', id: '7', state: 'ok', work: { rejectedFraction: 0.01 } },
      { name: '1x1', id: '8', state: 'off', lastShareAtMs: 1_700_000_000_000 },
    ]);
  });

  test('tells of one worker without a list around it', () => {
    const row = { worker_name: '1x1', worker_id: 7, worker_status: 'active', hashrate_10min: '5' };
    expect(viabtcWorkers.parse(said(row), BTC).workers).toMatchObject([{ name: '1x1', id: '7' }]);
  });

  test('has an owner without workers, which is an answer', () => {
    expect(viabtcWorkers.parse(said({ data: [], total: 0 }), BTC).workers).toEqual([]);
  });

  test('earns by several ways of pay', () => {
    const data = { coin: 'LTC', total_profit: '3', pps_profit: '2', pplns_profit: '1', solo_profit: null };
    expect(viabtcProfit.parse(said(data), BTC).coins).toEqual([
      { coin: 'LTC', earned: 3, earnedBy: { pps: 2, pplns: 1, solo: undefined } },
    ]);
  });

  test('is asked for days of UTC, and tells them oldest first', () => {
    expect(viabtcProfitHistory.request(BTC).path).toContain('utc=true');
    const rows = [
      { date: '2026-02-02', total_profit: '0.2' },
      { date: '2026-02-01', total_profit: '0.1' },
    ];
    expect(viabtcProfitHistory.parse(said({ data: rows }), BTC).rewards).toEqual([
      { atMs: Date.UTC(2026, 1, 1), of: 'day', coin: 'BTC', amount: 0.1 },
      { atMs: Date.UTC(2026, 1, 2), of: 'day', coin: 'BTC', amount: 0.2 },
    ]);
    const days = rows.map(({ date }) => ({ date, hashrate: '1e14', reject_rate: '2' }));
    expect(viabtcHashrateHistory.parse(said({ data: days }), BTC)[0]).toEqual({
      atMs: Date.UTC(2026, 1, 1),
      hashrateHs: 1e14,
      rejectedFraction: undefined,
    });
  });

  test('prints payments one level higher than everything else', () => {
    const row = { coin: 'BTC', amount: '0.001', tx: 'eaa0', create_time: 1_530_704_756 };
    const payouts = [{ atMs: 1_530_704_756_000, coin: 'BTC', amount: 0.001, way: 'on-chain', txId: 'eaa0' }];
    expect(viabtcPayments.parse(said([row]), BTC).payouts).toEqual(payouts);
    expect(viabtcPayments.parse(said({ data: [row] }), BTC).payouts).toEqual(payouts);
  });

  test('is signed as the example of its manual is', () => {
    const secret = 'd186ababcb0eb1f6af5c1519424f462b84c631f86c06309992ae1f15604668b0';
    expect(viabtcSignature(secret, 'coin=BTC&amount=1.0&tonce=1513746038205')).toBe(
      '4a1c9e4c73629b62fd999cbbcd2bc8b87a07f1791ae61ba576427f820dd3bc59',
    );
  });

  test('gets the signature of exactly the query that is sent, and never the secret', () => {
    const request = viabtcProfit.request({
      coin: 'LTC',
      signed: { secret: 's3cret', atMs: 1_700_000_000_123.4 },
    });
    expect(request.path).toBe('/res/openapi/v1/profit?coin=LTC&tonce=1700000000123');
    expect(request.headers).toEqual({
      'x-signature': viabtcSignature('s3cret', 'coin=LTC&tonce=1700000000123'),
    });
    expect(JSON.stringify(request)).not.toContain('s3cret');
    expect(viabtcProfit.request(BTC).headers).toBeUndefined();
  });

  test.each([
    [{ code: 12_004, message: 'IP address is not in the white list', data: {} }, 'refused'],
    [{ code: 10_005, message: 'Request too frequent', data: {} }, 'rate-limited'],
    [{ code: 2, message: 'Invalid coin parameter', data: {} }, 'not-found'],
    [{ code: 1, message: 'Internal error' }, 'provider-failed'],
    [{ code: '4' }, 'provider-failed'],
    [{ code: 0, data: {} }, 'unreadable-reply'],
    [{ code: 0, data: null }, 'unreadable-reply'],
    [[], 'unreadable-reply'],
  ])('tells a failure with status 200: %j', (body, kind) => {
    expect(() => viabtcHashrate.parse(reply(body), BTC)).toThrow(expect.objectContaining({ kind }));
  });

  test('never has a key repeated out of its words', () => {
    const body = { code: 5, message: 'key 16289e05354c3c3814b8f3045950395f unknown' };
    expect(() => viabtcHashrate.parse(reply(body), BTC)).toThrow('refused: key … unknown');
  });
});
