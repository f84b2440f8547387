import { describe, expect, it, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, RECEIVED_AT_MS, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { keyedPools } from '../../domain/upstreams/keyed-pools.ts';
import { braiinsAccount, braiinsPool, braiinsWorkers } from './braiins.ts';
import { braiinsBlockRewards, braiinsDays, braiinsPayouts, braiinsRewards } from './braiins-pay.ts';

const DAYS = { fromDay: '2026-07-01', untilDay: '2026-07-02' };
const POOL = {
  btc: {
    hash_rate_unit: 'Ph/s',
    pool_active_workers: 200_000,
    pool_5m_hash_rate: '16000.5',
    pool_24h_hash_rate: 15_000,
    update_ts: 1_785_080_000,
    fpps_rate: 4.2,
    blocks: {
      '900000': { date_found: 1_785_070_000, state: 'confirmed', value: '3.2', mining_duration: 7_200 },
    },
  },
};
const PROFILE = {
  username: 'ann',
  btc: {
    hash_rate_unit: 'TH/s',
    hash_rate_5m: '27.5',
    hash_rate_60m: null,
    hash_rate_24h: 28,
    current_balance: '0.00150000',
    estimated_reward: '0.00000012',
    ok_workers: 2,
    off_workers: '1',
  },
};
const WORKERS = {
  btc: {
    workers: {
      'ann.1': { state: 'OK', last_share: 1_785_080_000, hash_rate_unit: 'Gh/s', hash_rate_5m: 500.5 },
      'ann.2': { state: 'Low', last_share: 0, hash_rate_unit: 'furlongs', hash_rate_5m: 1 },
      'ann.3': { state: 'sleeping' },
    },
  },
};
const REWARDS = {
  btc: {
    daily_rewards: [
      { date: 1_785_110_400, total_reward: '0.0002', shares: 500 },
      {
        date: 1_785_024_000,
        total_reward: '0.0001',
        shares: 400,
        share_prices: [{ from_ts: 1_785_024_000, to_ts: 1_785_110_400, share_price: '0.00000025' }],
      },
    ],
  },
};
const BLOCK_REWARDS = {
  btc: {
    block_rewards: [
      { block_found_at: 1_652_000_000, user_reward: '0.00001', block_heigh: 735_000 },
      { block_found_at: 1_651_000_000, user_reward: '0.00002', block_height: 734_000 },
    ],
  },
};
const PAYOUTS = {
  onchain: [
    {
      requested_at_ts: 1_722_997_284,
      resolved_at_ts: null,
      status: 'queued',
      amount_sats: 100_000,
      fee_sats: 0,
    },
    {
      resolved_at_ts: 1_721_999_584,
      status: 'confirmed',
      amount_sats: '50000',
      fee_sats: 1_000,
      tx_id: 'ab12',
    },
  ],
  lightning: [{ resolved_at_ts: 1_712_846_885, status: 'confirmed', amount_sats: 441_348, preimage: 'p' }],
};
const DAILY = {
  btc: [
    { date: 1_785_110_400, hash_rate_unit: 'Gh/s', hash_rate_24h: 28_000, total_shares: 563_000 },
    { date: 1_785_024_000, hash_rate_unit: 'Gh/s', hash_rate_24h: '27000' },
  ],
};

function reply(body: unknown, status = 200) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, text, receivedAtMs: RECEIVED_AT_MS };
}

test.each([
  braiinsPool.request(),
  braiinsAccount.request(),
  braiinsWorkers.request(),
  braiinsRewards.request(DAYS),
  braiinsBlockRewards.request(DAYS),
  braiinsPayouts.request(DAYS),
  braiinsDays.request(),
])('Braiins Pool is asked for what its row allows: $path', (request) => {
  expect(isAllowed(keyedPools, request)).toBe(true);
});

describe('Braiins Pool', () => {
  it('tells its rates in the unit that it names', () => {
    const pool = braiinsPool.parse(reply(POOL), undefined);
    expect(pool).toMatchObject({
      atMs: 1_785_080_000_000,
      hashrates: [
        { windowMs: 300_000, hashrateHs: 1.60005e19 },
        { windowMs: 86_400_000, hashrateHs: 1.5e19 },
      ],
      blocks: [{ height: 900_000, state: 'confirmed', reward: 3.2, roundMs: 7_200_000 }],
    });
  });

  it('had luck, and a round whose probability says how far it is', () => {
    const told = { ...POOL.btc, luck_b10: '0.77', luck_b250: 0, round_probability: '0.67' };
    const pool = braiinsPool.parse(reply({ btc: told }), undefined);
    expect(pool.luck).toEqual([{ blocks: 10, luck: 0.77 }]);
    // 5,913 s at 5.82 EH/s over a difficulty of 7.18e12, as it was on 2018-11-13.
    expect(pool.roundProgress).toBeCloseTo((5_913 * 5.82e18) / 2 ** 32 / 7.18e12, 1);
  });

  it('has no rate where its unit is none', () => {
    const told = { ...PROFILE.btc, hash_rate_unit: undefined };
    expect(braiinsAccount.parse(reply({ btc: told }), undefined).hashrates).toEqual([]);
  });
});

describe('an account at Braiins Pool', () => {
  it('holds what is told, of today and of before 2022', () => {
    const account = braiinsAccount.parse(reply(PROFILE), undefined);
    expect(account).toMatchObject({ user: 'ann', workerCounts: { ok: 2, off: 1, low: undefined } });
    expect(account.hashrates).toEqual([
      { windowMs: 300_000, hashrateHs: 2.75e13 },
      { windowMs: 86_400_000, hashrateHs: 2.8e13 },
    ]);
    expect(account.coins).toMatchObject([{ coin: 'BTC', balance: 0.0015, estimatedNextBlock: 1.2e-7 }]);
    const old = {
      ...PROFILE.btc,
      current_balance: undefined,
      confirmed_reward: '0.2',
      send_threshold: '0.005',
    };
    expect(braiinsAccount.parse(reply({ btc: old }), undefined).coins).toMatchObject([
      { balance: 0.2, minPayout: 0.005 },
    ]);
  });

  it('has workers in states of any case, and no state that nobody knows', () => {
    const [first, second, third] = braiinsWorkers.parse(reply(WORKERS), undefined).workers;
    expect(first).toMatchObject({ name: 'ann.1', state: 'ok', hashrates: [{ hashrateHs: 5.005e11 }] });
    expect(second).toMatchObject({ state: 'low', hashrates: [], lastShareAtMs: undefined });
    expect(third).toMatchObject({ name: 'ann.3', state: undefined });
    expect(braiinsWorkers.parse(reply({ btc: { workers: [] } }), undefined).workers).toEqual([]);
  });

  it('was paid by day, oldest first, with what a share was worth', () => {
    expect(braiinsRewards.parse(reply(REWARDS), DAYS).rewards).toEqual([
      {
        atMs: 1_785_024_000_000,
        of: 'day',
        coin: 'BTC',
        amount: 0.0001,
        workDifficulty: 400,
        paidPerDifficulty: [{ fromMs: 1_785_024_000_000, untilMs: 1_785_110_400_000, amount: 2.5e-7 }],
      },
      { atMs: 1_785_110_400_000, of: 'day', coin: 'BTC', amount: 0.0002, workDifficulty: 500 },
    ]);
  });

  it('was paid by block, whichever way its height is spelled', () => {
    expect(
      braiinsBlockRewards.parse(reply(BLOCK_REWARDS), DAYS).rewards.map((each) => each.blockHeight),
    ).toEqual([734_000, 735_000]);
  });

  it('was sent coins by chain and by Lightning', () => {
    expect(braiinsPayouts.parse(reply(PAYOUTS), DAYS).payouts).toMatchObject([
      { way: 'lightning', amount: 0.00441348, txId: undefined },
      { way: 'on-chain', amount: 0.0005, fee: 0.00001, txId: 'ab12', atMs: 1_721_999_584_000 },
      { way: 'on-chain', state: 'queued', atMs: 1_722_997_284_000 },
    ]);
  });

  it('has days of work', () => {
    expect(braiinsDays.parse(reply(DAILY), undefined)).toEqual([
      { atMs: 1_785_024_000_000, hashrateHs: 2.7e13 },
      { atMs: 1_785_110_400_000, hashrateHs: 2.8e13, workDifficulty: 563_000 },
    ]);
  });
});

it.each([
  // Its refusals are plain text (nicosmuts/braiins-pool-exporter docs/API_DISCOVERY.md).
  ['Forbidden', 403, 'refused'],
  ['', 200, 'unreadable-reply'],
  ['<html></html>', 200, 'unreadable-reply'],
  [{ btc: {} }, 200, 'unreadable-reply'],
  [{ ltc: { hash_rate_unit: 'Gh/s' } }, 200, 'unreadable-reply'],
  ['slow down', 429, 'rate-limited'],
])('Braiins Pool that answers %j with status %i is told as %3$s', (body, status, kind) => {
  for (const parse of [braiinsPool.parse, braiinsAccount.parse, braiinsWorkers.parse])
    expect(() => parse(reply(body, status), undefined)).toThrow(expect.objectContaining({ kind }));
});

test.each([
  wholeAnswer('pool', braiinsPool, undefined, POOL),
  wholeAnswer('account', braiinsAccount, undefined, PROFILE),
  wholeAnswer('workers', braiinsWorkers, undefined, WORKERS),
  wholeAnswer('rewards', braiinsRewards, DAYS, REWARDS),
  wholeAnswer('block rewards', braiinsBlockRewards, DAYS, BLOCK_REWARDS),
  wholeAnswer('payouts', braiinsPayouts, DAYS, PAYOUTS),
  wholeAnswer('days', braiinsDays, undefined, DAILY),
])('the $title of Braiins Pool stay sane when damaged', (answer) => expectSaneWhenDamaged(answer));
