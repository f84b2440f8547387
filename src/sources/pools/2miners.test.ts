import { describe, expect, test } from 'vitest';
import type { SourceReply } from '../source.ts';
import { twoMinersAccount, twoMinersPool, twoMinersUnits } from './2miners.ts';

const etc = { coin: 'etc', address: '0xabc' };
const said = (body: unknown): SourceReply => ({ status: 200, text: JSON.stringify(body), receivedAtMs: 7 });

describe('2Miners', () => {
  const body = {
    '24hreward': 4_000_000,
    config: { minPayout: 100_000_000 },
    currentHashrate: 5e8,
    hashrate: 4e8,
    payments: null,
    rewards: [
      { blockheight: 10, timestamp: 1_700_000_000, reward: 1_000, orphan: false },
      { blockheight: 11, timestamp: 1_700_000_100, reward: 2_000, orphan: true },
    ],
    stats: { balance: 5_000_000, immature: 1_000, paid: 2_000_000_000, lastShare: 1_700_000_000 },
    workers: { rig: { lastBeat: 1_700_000_000, hr: 5e8, hr2: 4e8, offline: false }, old: { offline: true } },
    workersOnline: 1,
    workersOffline: 1,
    updatedAt: 1_700_000_111_222,
  };

  test('counts coins of the Ethash family in billionths, most others in 1e-8', () => {
    expect(twoMinersAccount.parse(said(body), etc)).toMatchObject({
      atMs: 1_700_000_111_222,
      coins: [
        { coin: 'ETC', balance: 0.005, unconfirmed: 1e-6, paid: 2, earnedLast24h: 0.004, minPayout: 0.1 },
      ],
      rewards: [{ blockHeight: 10, amount: 1e-6 }],
      payouts: [],
      workerCounts: { ok: 1, off: 1 },
    });
    expect(twoMinersAccount.parse(said(body), { ...etc, coin: 'kas' }).coins[0]?.balance).toBe(0.05);
  });

  test('is told without amounts where nobody knows their unit', () => {
    expect(twoMinersUnits('XMR')).toBeUndefined();
    const account = twoMinersAccount.parse(said(body), { ...etc, coin: 'xmr' });
    expect(account.coins[0]?.balance).toBeUndefined();
    expect(account.rewards).toEqual([]);
    expect(account.hashrates).toHaveLength(2);
  });

  test('knows which worker is off', () => {
    expect(twoMinersAccount.parse(said(body), etc).workers).toMatchObject([
      { name: 'rig', state: 'ok', lastShareAtMs: 1_700_000_000_000 },
      { name: 'old', state: 'off', hashrates: [] },
    ]);
  });

  test('lists what it paid', () => {
    const payments = [{ amount: 1_000_000_000, timestamp: 1_700_000_000, tx: '0xfe' }, null];
    expect(twoMinersAccount.parse(said({ ...body, payments }), etc).payouts).toEqual([
      { atMs: 1_700_000_000_000, coin: 'ETC', amount: 1, txId: '0xfe' },
    ]);
  });

  test('tells the pool of a coin, also the one of solo miners', () => {
    expect(twoMinersPool.request({ coin: 'ETC', solo: true })).toMatchObject({
      host: 'solo-etc.2miners.com',
      path: '/api/stats',
    });
    const stats = { hashrate: 1e12, minersTotal: 9, nodes: [{ difficulty: '2e15', height: '20000000' }] };
    expect(twoMinersPool.parse(said(stats), etc)).toMatchObject({
      coin: 'ETC',
      users: 9,
      networkDifficulty: 2e15,
      blockHeight: 20_000_000,
    });
  });

  test.each([
    [{ error: 'account not found' }, 'not-found'],
    [{}, 'unreadable-reply'],
    ['nothing', 'unreadable-reply'],
  ])('tells no account: %j', (told, kind) => {
    expect(() => twoMinersAccount.parse(said(told), etc)).toThrow(expect.objectContaining({ kind }));
  });
});
