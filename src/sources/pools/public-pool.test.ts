import { describe, expect, it, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, RECEIVED_AT_MS, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { openPools } from '../../domain/upstreams/open-pools.ts';
import { publicPoolAccount, publicPoolChart, publicPoolState } from './public-pool.ts';

const ASK = { address: 'bc1qzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz' };
const CLIENT = {
  bestDifficulty: '2099543213.77',
  workersCount: 2,
  workers: [
    {
      sessionId: 'a1',
      name: 'bitaxe',
      bestDifficulty: '10.50',
      hashRate: 1.2e12,
      startTime: '2026-07-01T00:00:00.000Z',
      lastSeen: '2026-07-02T00:00:00.000Z',
    },
    { sessionId: 'a2', bestDifficulty: '0.00', hashRate: '5e11' },
    { name: '' },
  ],
};
const CHART = [
  { label: '2026-07-01T00:10:00.000Z', data: '1.2e12' },
  { label: '2026-07-01T00:00:00.000Z', data: 1.1e12 },
  { label: 'soon', data: 1 },
];
const POOL = {
  totalHashRate: 3.2e15,
  blockHeight: 900_000,
  totalMiners: 2_500,
  blocksFound: [{ height: 853_742 }],
  fee: 2,
};

function reply(body: unknown, status = 200) {
  return { status, text: JSON.stringify(body), receivedAtMs: RECEIVED_AT_MS };
}

test.each([publicPoolAccount.request(ASK), publicPoolChart.request(ASK), publicPoolState.request()])(
  'Public Pool is asked for what its row allows: $path',
  (request) => expect(isAllowed(openPools, request)).toBe(true),
);

describe('Public Pool', () => {
  it('tells best difficulties as text or number, and a worker without a name by its session', () => {
    const account = publicPoolAccount.parse(reply(CLIENT), ASK);
    expect(account).toMatchObject({ bestDifficulty: 2_099_543_213.77, workerCounts: { active: 2 } });
    expect(account.workers).toMatchObject([
      { name: 'bitaxe', bestSessionDifficulty: 10.5, lastSeenAtMs: Date.UTC(2026, 6, 2) },
      { name: 'a2', bestSessionDifficulty: undefined, hashrates: [{ hashrateHs: 5e11 }] },
    ]);
  });

  it('tells the past, oldest first', () => {
    expect(publicPoolChart.parse(reply(CHART), ASK)).toEqual([
      { atMs: Date.UTC(2026, 6, 1), hashrateHs: 1.1e12 },
      { atMs: Date.UTC(2026, 6, 1, 0, 10), hashrateHs: 1.2e12 },
    ]);
  });

  it('tells its fee in percent', () => {
    expect(publicPoolState.parse(reply(POOL), undefined)).toMatchObject({
      poolFee: 0.02,
      users: 2_500,
      blocks: [{ height: 853_742 }],
    });
  });

  it('is unreadable where nothing of it is known', () => {
    const kind = 'unreadable-reply';
    expect(() => publicPoolAccount.parse(reply({ message: 'x' }), ASK)).toThrow(
      expect.objectContaining({ kind }),
    );
    expect(() => publicPoolChart.parse(reply({}), ASK)).toThrow(expect.objectContaining({ kind }));
    expect(() => publicPoolState.parse(reply([]), undefined)).toThrow(expect.objectContaining({ kind }));
  });
});

test.each([
  wholeAnswer('account', publicPoolAccount, ASK, CLIENT),
  wholeAnswer('chart', publicPoolChart, ASK, CHART),
  wholeAnswer('state', publicPoolState, undefined, POOL),
])('the $title of Public Pool stays sane when damaged', (answer) => expectSaneWhenDamaged(answer));
