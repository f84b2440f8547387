import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SourceReply } from '../source.ts';
import { antpoolAccount, antpoolRates, antpoolSignature, antpoolSummary, antpoolWorkers } from './antpool.ts';

const ask = { coin: 'BTC', user: 'anna', key: 'k3y', secret: 's3cret', nonce: 1_700_000_000_000 };
const reply = (body: unknown): SourceReply => ({ status: 200, text: JSON.stringify(body), receivedAtMs: 7 });
const said = (data: unknown) => reply({ code: 0, message: 'ok', data });

describe('AntPool', () => {
  test('gets the owner’s name, key and moment signed, and never the secret', () => {
    const signature = createHmac('sha256', 's3cret')
      .update('annak3y1700000000000')
      .digest('hex')
      .toUpperCase();
    expect(antpoolSignature(ask)).toBe(signature);
    const request = antpoolWorkers.request(ask);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/api/workers.htm',
      body: `key=k3y&nonce=1700000000000&signature=${signature}&coin=BTC&pageEnable=0`,
    });
    expect(request.path).not.toContain('k3y');
    expect(JSON.stringify(request)).not.toContain('s3cret');
  });

  test('tells earnings as text', () => {
    const data = {
      earn24Hours: '0.001',
      earnTotal: '1.5',
      paidOut: '1.4',
      balance: '0.1',
      settleTime: '2026-03-27',
    };
    expect(antpoolAccount.parse(said(data), ask).coins).toEqual([
      { coin: 'BTC', balance: 0.1, paid: 1.4, earned: 1.5, earnedLast24h: 0.001 },
    ]);
  });

  test('told rates of five minutes and fifteen before it was of ten and thirty', () => {
    expect(antpoolRates.parse(said({ last5m: '12', last15m: '6', last1h: '3' }), ask).hashrates).toEqual([
      { windowMs: 300_000, hashrateHs: 12e6 },
      { windowMs: 900_000, hashrateHs: 6e6 },
      { windowMs: 3_600_000, hashrateHs: 3e6 },
    ]);
  });

  test('counts MH/s for SHA-256, and in a unit that nobody names for others', () => {
    const data = { last10m: '12000000.5', last1h: '0', activeWorkerNumber: '2', inactiveWorkerNumber: '1' };
    expect(antpoolRates.parse(said(data), ask)).toMatchObject({
      hashrates: [
        { windowMs: 600_000, hashrateHs: 12_000_000_500_000 },
        { windowMs: 3_600_000, hashrateHs: 0 },
      ],
      workerCounts: { ok: 2, off: 1 },
    });
    expect(antpoolRates.parse(said(data), { ...ask, coin: 'LTC' }).hashrates).toEqual([]);
  });

  test('names its workers', () => {
    const rows = [{ worker: 'anna.1', last10m: '5' }, { last10m: '5' }];
    expect(antpoolWorkers.parse(said({ rows, totalRecord: 2 }), ask).workers).toEqual([
      { name: 'anna.1', hashrates: [{ windowMs: 600_000, hashrateHs: 5e6 }] },
    ]);
  });

  test('tells an operator all in one', () => {
    const data = {
      poolStats: { poolHashrate: '1000', networkDiff: '1e14', activeWorkerNumber: '9' },
      account: { balance: '0.5', userActiveWorkerNumber: '3' },
      hashrate: { last1d: '7' },
    };
    expect(antpoolSummary(reply({ code: '000000', data }), 'BTC')).toMatchObject({
      account: { coins: [{ balance: 0.5 }], workerCounts: { ok: 3 }, hashrates: [{ hashrateHs: 7e6 }] },
      pool: { hashrates: [{ hashrateHs: 1e9 }], networkDifficulty: 1e14, workers: 9 },
    });
  });

  test.each([
    [{ code: -6, message: 'wrong' }, 'refused'],
    [{ code: '-18', message: 'nonce must grow' }, 'refused'],
    [{ code: 9, message: 'Too many requests' }, 'rate-limited'],
    [{ code: 0, data: null }, 'unreadable-reply'],
  ])('says no: %j', (body, kind) => {
    expect(() => antpoolAccount.parse(reply(body), ask)).toThrow(expect.objectContaining({ kind }));
  });
});
