import { describe, expect, it, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, RECEIVED_AT_MS, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { openPools } from '../../domain/upstreams/open-pools.ts';
import {
  oceanBlocks,
  oceanPay,
  oceanPool,
  oceanPoolRates,
  oceanRates,
  oceanSnapshot,
  windowFraction,
} from './ocean.ts';

const ASK = { user: 'bc1qzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz.rig 1' };
const PAY = { ...ASK, fromDay: '2026-05-01', untilDay: '2026-06-30' };
const SNAPSHOT = {
  result: {
    snap_ts: '1785080000',
    hashrate_60s: '0',
    hashrate_300s: '2000000000000',
    lastest_share_ts: '2026-07-26T15:00:00',
    shares_in_tides: '1000',
    estimated_earn_next_block: '0.00015',
    unpaid: '-1',
  },
};
const RATES = {
  result: {
    user_hashrate: { hashrate_3600s: '2e12', active_worker_count: 2 },
    workers: { rig1: [{ hashrate_300s: '1e12' }], rig2: { hashrate_300s: 5 }, total: 2 },
  },
};
const POOL = {
  result: {
    active_users: '2410',
    active_workers: '86080',
    network_difficulty: '125000000000000.5',
    current_tides_shares: '4000',
    current_estimated_block_reward: '3.2',
  },
};
const BLOCKS = {
  result: [
    {
      block_hash: '00ab',
      ts: '2026-04-18T10:54:28.021400',
      height: '945606',
      total_reward_sats: 314_000_000,
      network_difficulty: 1.2e14,
      workername: 'rig',
    },
    { ts: 'never' },
  ],
};
const EARNPAY = {
  result: {
    earnings: [
      { block_hash: '00ab', ts: '2026-06-07T03:35:48', satoshis_net_earned: '4', shares_in_window: 12 },
      { ts: '', satoshis_net_earned: 4 },
    ],
    payouts: [
      { ts: '2026-05-25T14:02:11', on_chain_txid: 'ab', total_satoshis_net_paid: 1_115_700 },
      { ts: '1780000000', on_chain_txid: null, total_satoshis_net_paid: '65536' },
      { ts: '2026-05-26T00:00:00', on_chain_txid: 'cd', total_satoshis_net_paid: 1, is_generation_txn: true },
      { ts: '2026-05-26T00:00:00', on_chain_txid: 'ef', total_satoshis_net_paid: 0 },
    ],
  },
};

function reply(body: unknown, status = 200) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, text, receivedAtMs: RECEIVED_AT_MS };
}

test.each([
  oceanSnapshot.request(ASK),
  oceanRates.request(ASK),
  oceanRates.request({ ...ASK, workers: true }),
  oceanPool.request(),
  oceanPoolRates.request(),
  oceanBlocks.request({ page: 0, size: 20 }),
  oceanPay.request(PAY),
])('OCEAN is asked for what its row allows: $path', (request) => {
  expect(isAllowed(openPools, request)).toBe(true);
});

describe('a user of OCEAN', () => {
  it('has figures as text, and none where they are negative', () => {
    const account = oceanSnapshot.parse(reply(SNAPSHOT), ASK);
    expect(account).toMatchObject({
      atMs: 1_785_080_000_000,
      coins: [{ coin: 'BTC', unpaid: undefined, estimatedNextBlock: 0.00015 }],
      lastShareAtMs: Date.UTC(2026, 6, 26, 15),
      windowDifficulty: 1_000,
    });
    expect(account.hashrates).toEqual([
      { windowMs: 60_000, hashrateHs: 0 },
      { windowMs: 300_000, hashrateHs: 2e12 },
    ]);
  });

  it('has a part of the reward window, never more than the whole', () => {
    const account = oceanSnapshot.parse(reply(SNAPSHOT), ASK);
    const pool = oceanPool.parse(reply(POOL), undefined);
    expect(windowFraction(account, pool)).toBe(0.25);
    expect(windowFraction({ ...account, windowDifficulty: 4_001 }, pool)).toBeUndefined();
    expect(windowFraction(account, { ...pool, windowDifficulty: undefined })).toBeUndefined();
  });

  it('has workers that are lists of one, and words beside them that are none', () => {
    expect(oceanRates.parse(reply(RATES), ASK)).toMatchObject({
      hashrates: [{ windowMs: 3_600_000, hashrateHs: 2e12 }],
      workerCounts: { active: 2 },
      workers: [
        { name: 'rig1', hashrates: [{ windowMs: 300_000, hashrateHs: 1e12 }] },
        { name: 'rig2', hashrates: [{ hashrateHs: 5 }] },
      ],
    });
  });

  it('was paid by chain, by Lightning and out of a block, in UTC', () => {
    const account = oceanPay.parse(reply(EARNPAY), PAY);
    expect(account.payouts).toMatchObject([
      { way: 'on-chain', amount: 0.011157, atMs: Date.UTC(2026, 4, 25, 14, 2, 11) },
      { way: 'lightning', amount: 0.00065536, txId: undefined, atMs: 1_780_000_000_000 },
      { way: 'coinbase', txId: 'cd' },
    ]);
    expect(account.rewards).toEqual([
      { atMs: Date.UTC(2026, 5, 7, 3, 35, 48), of: 'block', coin: 'BTC', amount: 4e-8, workDifficulty: 12 },
    ]);
  });
});

describe('OCEAN as a whole', () => {
  it('tells what its window holds and the next block brings', () => {
    expect(oceanPool.parse(reply(POOL), undefined)).toMatchObject({
      users: 2_410,
      workers: 86_080,
      windowDifficulty: 4_000,
      networkDifficulty: 125_000_000_000_000.5,
      blockReward: 3.2,
    });
    expect(oceanPoolRates.parse(reply({ result: { hashrate_60s: '1e19' } }), undefined).hashrates).toEqual([
      { windowMs: 60_000, hashrateHs: 1e19 },
    ]);
  });

  it('found blocks, as a list or beneath a name', () => {
    const asked = { page: 0, size: 10 };
    const blocks = oceanBlocks.parse(reply(BLOCKS), asked);
    expect(blocks).toMatchObject([
      { height: 945_606, reward: 3.14, foundAtMs: Date.UTC(2026, 3, 18, 10, 54, 28, 21), finder: 'rig' },
    ]);
    expect(oceanBlocks.parse(reply({ result: { blocks: BLOCKS.result } }), asked)).toEqual(blocks);
  });
});

it.each([
  [{ error: 'No such user or user has no active workers' }, 200, 'not-found'],
  [{ error: 'No such user' }, 404, 'not-found'],
  [{ error: 'internal error' }, 200, 'provider-failed'],
  ['gone', 404, 'not-found'],
  [{ result: {} }, 200, 'unreadable-reply'],
  [{ result: { other: 1 } }, 200, 'unreadable-reply'],
  ['<html></html>', 200, 'unreadable-reply'],
  ['', 503, 'provider-failed'],
])('OCEAN that answers %j with status %i is told as %3$s', (body, status, kind) => {
  const failing = [
    () => oceanSnapshot.parse(reply(body, status), ASK),
    () => oceanRates.parse(reply(body, status), ASK),
    () => oceanPool.parse(reply(body, status), undefined),
    () => oceanBlocks.parse(reply(body, status), { page: 0, size: 1 }),
    () => oceanPay.parse(reply(body, status), PAY),
  ];
  for (const parse of failing) expect(parse).toThrow(expect.objectContaining({ kind }));
});

test.each([
  wholeAnswer('snapshot', oceanSnapshot, ASK, SNAPSHOT),
  wholeAnswer('rates', oceanRates, ASK, RATES),
  wholeAnswer('pool', oceanPool, undefined, POOL),
  wholeAnswer('blocks', oceanBlocks, { page: 0, size: 1 }, BLOCKS),
  wholeAnswer('pay', oceanPay, PAY, EARNPAY),
])('the $title of OCEAN stays sane when damaged', (answer) => expectSaneWhenDamaged(answer));
