import { describe, expect, test } from 'vitest';
import type { SourceReply } from '../source.ts';
import { miningDutchStatus } from './mining-dutch.ts';
import { miningPoolHubBalance, miningPoolHubWorkers } from './miningpoolhub.ts';
import { mposBalance, mposStatus, mposWorkers } from './mpos.ts';

const ask = { pool: 'litecoin', coin: 'LTC' };
const reply = (text: string): SourceReply => ({ status: 200, text, receivedAtMs: 7 });
const said = (action: string, data: unknown) =>
  reply(JSON.stringify({ [action]: { version: '1.0.0', runtime: 3.1, data } }));

describe('a pool on MPOS', () => {
  test('counts kH/s in its classic list, and H/s in the form of Mining-Dutch', () => {
    const classic = [{ id: 3, username: 'anna.rig', hashrate: 500, difficulty: 64 }, { username: null }];
    expect(mposWorkers(said('getuserworkers', classic)).workers).toMatchObject([
      {
        name: 'anna.rig',
        id: '3',
        state: undefined,
        hashrates: [{ hashrateHs: 500_000 }],
        shareDifficulty: 64,
      },
    ]);
    const miners = [
      { username: 'a', alive: '1', hashrate: '500', lastshare: 1_700_000_000, nowMining: 'digibyte' },
      { username: 'b', alive: 0, hashrate: 0, lastshare: 0, difficulty: '0' },
    ];
    expect(mposWorkers(said('getuserworkers', { miners })).workers).toMatchObject([
      { state: 'ok', hashrates: [{ hashrateHs: 500 }], lastShareAtMs: 1_700_000_000_000, coin: 'digibyte' },
      { state: 'off', hashrates: [{ hashrateHs: 0 }], lastShareAtMs: undefined, shareDifficulty: undefined },
    ]);
  });

  test('has an owner without workers, which is an answer', () => {
    expect(mposWorkers(said('getuserworkers', [])).workers).toEqual([]);
    expect(mposWorkers(said('getuserworkers', { miners: [] })).workers).toEqual([]);
  });

  test('tells balances as text, in the coin that was asked for', () => {
    const data = { confirmed: '1.5', unconfirmed: 0.25, orphaned: '0' };
    expect(mposBalance(said('getuserbalance', data), ask).coins).toEqual([
      { coin: 'LTC', balance: 1.5, unconfirmed: 0.25 },
    ]);
  });

  test('tells the rate of an account in its own unit', () => {
    const data = { username: 'anna', hashrate: 700, shares: { valid: '12000', invalid: 8 }, sharerate: 0.1 };
    expect(mposStatus(said('getuserstatus', data))).toMatchObject({
      user: 'anna',
      hashrates: [{ hashrateHs: 700_000 }],
      work: { accepted: 12_000, rejected: 8 },
    });
    expect(miningDutchStatus.parse(said('getuserstatus', data), ask).hashrates[0]?.hashrateHs).toBe(700);
  });

  test('has its key in no question', () => {
    expect(miningPoolHubWorkers.request({ ...ask, user: '42' })).toEqual({
      provider: 'miningpoolhub',
      host: 'litecoin.miningpoolhub.com',
      path: '/index.php?page=api&action=getuserworkers&id=42',
    });
    expect(miningPoolHubBalance.request(ask).path).not.toContain('id=');
  });

  test.each([
    [reply('Access denied'), 'refused'],
    [{ ...reply(''), status: 401 }, 'refused'],
    [said('getuserbalance', 'Invalid API key'), 'refused'],
    [said('getuserbalance', { error: 'account not found' }), 'not-found'],
    [said('getuserbalance', null), 'unreadable-reply'],
    [reply('{"getuserbalance":{"version":"1"}}'), 'unreadable-reply'],
    [reply('<!doctype html>'), 'unreadable-reply'],
  ])('says no: %j', (told, kind) => {
    expect(() => mposBalance(told, ask)).toThrow(expect.objectContaining({ kind }));
  });
});
