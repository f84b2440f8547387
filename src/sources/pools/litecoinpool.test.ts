import { describe, expect, it, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, RECEIVED_AT_MS, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import { keyedPools } from '../../domain/upstreams/keyed-pools.ts';
import { litecoinPoolAccount, litecoinPoolPrices, litecoinPoolState } from './litecoinpool.ts';

/** DOGE that 65,536 hashes find at a difficulty of 4·10⁷. */
const DOGE_PER_SHARE = (10_000 * 65_536) / (4e7 * 2 ** 32);
const BODY = {
  user: {
    hash_rate: '950000.5',
    expected_24h_rewards: 0.01,
    total_rewards: 1.5,
    unpaid_rewards: 0.5,
    unpaid_rewards_doge: '120.5',
    expected_24h_rewards_doge: 33,
    blocks_found: 1,
  },
  workers: {
    'ann.1': {
      connected: true,
      hash_rate: 950_000,
      hash_rate_24h: 940_000,
      valid_shares: '765502976',
      stale_shares: '1000',
      invalid_shares: 5,
      last_share_time: 1_785_080_000,
      reset_time: 1_700_000_000,
    },
    'ann.2': { connected: false, hash_rate: null, valid_shares: '0' },
  },
  pool: {
    hash_rate: 2e11,
    active_users: 5_000,
    pps_ratio: 1.02,
    pps_rate: 3e-12,
    pps_rate_avg_doge: DOGE_PER_SHARE,
  },
  network: {
    hash_rate: 2.5e12,
    difficulty: 9e7,
    next_difficulty: 9.1e7,
    retarget_time: 3_600,
    block_number: 2_950_000,
    difficulty_avg_doge: 4e7,
  },
};

function reply(body: unknown, status = 200) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, text, receivedAtMs: RECEIVED_AT_MS };
}

test('LitecoinPool is asked for what its row allows, and no key stands in the address', () => {
  const request = litecoinPoolAccount.request();
  expect(isAllowed(keyedPools, request)).toBe(true);
  expect(request.path).toBe('/api');
});

describe('an account at LitecoinPool', () => {
  it('has rates in kH/s, and both coins apart', () => {
    const account = litecoinPoolAccount.parse(reply(BODY), undefined);
    expect(account.hashrates).toEqual([{ hashrateHs: 950_000_500 }]);
    expect(account.coins).toMatchObject([
      { coin: 'LTC', unpaid: 0.5, earned: 1.5, estimatedPerDay: 0.01 },
      { coin: 'DOGE', unpaid: 120.5, estimatedPerDay: 33 },
    ]);
  });

  it('has no DOGE where the pool does not speak of it', () => {
    const user = { hash_rate: 0, unpaid_rewards: 0 };
    expect(litecoinPoolAccount.parse(reply({ user }), undefined).coins).toMatchObject([
      { coin: 'LTC', unpaid: 0 },
    ]);
  });

  it('has workers whose shares are sums of difficulty', () => {
    expect(litecoinPoolAccount.parse(reply(BODY), undefined).workers).toMatchObject([
      {
        name: 'ann.1',
        state: 'ok',
        hashrates: [{ hashrateHs: 9.5e8 }, { windowMs: 86_400_000, hashrateHs: 9.4e8 }],
        work: { accepted: 765_502_976, stale: 1_000, rejected: 5, sinceMs: 1_700_000_000_000 },
      },
      { name: 'ann.2', state: 'off', hashrates: [], lastShareAtMs: undefined },
    ]);
  });
});

describe('LitecoinPool as a whole', () => {
  it('tells the network’s difficulty, the next one, and when', () => {
    expect(litecoinPoolState.parse(reply(BODY), undefined)).toMatchObject({
      hashrates: [{ hashrateHs: 2e14 }],
      networkDifficulty: 9e7,
      networkHashrateHs: 2.5e15,
      nextDifficulty: 9.1e7,
      retargetAtMs: RECEIVED_AT_MS + 3_600_000,
      ppsRatio: 1.02,
    });
  });

  it('pays for 65,536 hashes, in LTC and in DOGE', () => {
    const [ltc, doge] = litecoinPoolPrices.parse(reply(BODY), undefined);
    expect(ltc).toMatchObject({ currency: 'LTC', fee: 'net', standing: 'paid', over: 'now' });
    expect(ltc?.perHsDay).toBeCloseTo((3e-12 * 86_400) / 65_536, 22);
    expect(doge).toMatchObject({ currency: 'DOGE', over: '24h' });
    // The same by the chain: 86,400 · 10,000 / (D · 2³²).
    expect(doge?.perHsDay).toBeCloseTo((86_400 * 10_000) / (4e7 * 2 ** 32), 20);
  });

  it('tells no price in DOGE where its rate cannot be for so many hashes', () => {
    for (const pps_rate_avg_doge of [DOGE_PER_SHARE * 65_536, DOGE_PER_SHARE / 1_000, 0, null]) {
      const pool = { ...BODY.pool, pps_rate_avg_doge };
      const prices = litecoinPoolPrices.parse(reply({ ...BODY, pool }), undefined);
      expect(prices.map(({ currency }) => currency)).toEqual(['LTC']);
    }
  });
});

it.each([
  // What a key gets that it does not know.
  ['<!DOCTYPE html><html></html>', 200, 'unreadable-reply'],
  ['', 200, 'unreadable-reply'],
  [{ user: {}, pool: {} }, 200, 'unreadable-reply'],
  ['', 429, 'rate-limited'],
])('LitecoinPool that answers %j with status %i is told as %3$s', (body, status, kind) => {
  for (const parse of [litecoinPoolAccount.parse, litecoinPoolState.parse, litecoinPoolPrices.parse])
    expect(() => parse(reply(body, status), undefined)).toThrow(expect.objectContaining({ kind }));
});

test.each([
  wholeAnswer('account', litecoinPoolAccount, undefined, BODY),
  wholeAnswer('state', litecoinPoolState, undefined, BODY),
  wholeAnswer('price', litecoinPoolPrices, undefined, BODY),
])('the $title of LitecoinPool stays sane when damaged', (answer) => expectSaneWhenDamaged(answer));
