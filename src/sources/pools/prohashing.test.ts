import { describe, expect, it, test } from 'vitest';
import { isAllowed } from '../../../tests/sources/allowed-request.ts';
import { expectSaneWhenDamaged, RECEIVED_AT_MS, wholeAnswer } from '../../../tests/sources/damaged-body.ts';
import type { SourceError } from '../../domain/source-error.ts';
import { keyedPools } from '../../domain/upstreams/keyed-pools.ts';
import {
  prohashingCoins,
  prohashingPrices,
  prohashingStates,
  prohashingWallet,
  prohashingWorkers,
} from './prohashing.ts';

const STATUS = {
  code: 200,
  status: 'success',
  data: {
    scrypt: {
      name: 'scrypt',
      port: 3333,
      coins: 30,
      pps_fee: '0.0499',
      hashrate: '2100000000000',
      hashrate_last24h: 2_000_000_000_000,
      estimate_current: '0.0000004',
      estimate_last24h: 0.000_000_41,
      actual_last24h: '0.00000039',
      mbtc_mh_factor: '1000000',
    },
    'sha-256': { name: 'sha-256', pps_fee: 7, hashrate: null, estimate_current: 0, mbtc_mh_factor: 1e12 },
  },
};
const CURRENCIES = {
  code: 200,
  status: 'success',
  data: {
    LTC: {
      algo: 'scrypt',
      port: 3333,
      lastblock: 2_700_000,
      timesincelast: 600,
      '24h_blocks': 5,
      '24h_btc': '0.05',
    },
    DOGE: { algo: 'scrypt', '24h_blocks': '60', '24h_btc': '0.2', pps_fee: 0.0499, solo_fee: 0.0099 },
  },
};
const WALLET = {
  code: 200,
  status: 'success',
  data: {
    balances: {
      Litecoin: {
        abbreviation: 'ltc',
        name: 'Litecoin',
        balance: '1.25',
        unpaid: 1.25,
        paid24h: 0,
        paid: '3',
        total: '4.25',
        payoutThreshold: '0.1',
      },
      Dogecoin: { balance: -1, unpaid: null },
    },
  },
};
const WALLET_EX = {
  code: 200,
  status: 'success',
  data: {
    miners: [
      { ID: 'rig1', algo: 'scrypt', coin: 'Litecoin', accepted: 501_000_000, difficulty: 1_048_576 },
      { algo: 'scrypt' },
    ],
  },
};

function reply(body: unknown, status = 200) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, text, receivedAtMs: RECEIVED_AT_MS };
}

function failure(parse: () => unknown): Partial<SourceError> {
  try {
    parse();
  } catch (error) {
    return error as SourceError;
  }
  throw new Error('nothing failed');
}

test.each(
  [prohashingStates, prohashingCoins, prohashingWallet, prohashingWorkers].map((each) => each.request()),
)('Prohashing is asked for what its row allows: $path', (request) => {
  expect(isAllowed(keyedPools, request)).toBe(true);
});

describe('the state of Prohashing', () => {
  it('has its fee as a fraction, and none where what it tells is no fraction', () => {
    const [scrypt, sha256] = prohashingStates.parse(reply(STATUS), undefined);
    expect(scrypt).toMatchObject({
      algorithm: 'scrypt',
      poolFee: 0.0499,
      feeBy: { pps: 0.0499 },
      port: 3333,
    });
    expect(scrypt?.hashrates).toEqual([{ hashrateHs: 2.1e12 }, { windowMs: 86_400_000, hashrateHs: 2e12 }]);
    expect(sha256).toMatchObject({ poolFee: undefined, feeBy: undefined, hashrates: [] });
  });

  it('has no algorithm or coin that it tells nothing of', () => {
    const body = { code: 200, data: { scrypt: 7, sha256: null } };
    for (const source of [prohashingStates, prohashingCoins])
      expect(failure(() => source.parse(reply(body), undefined)).kind).toBe('unreadable-reply');
  });

  it('prices the work of an H/s by the unit that it names, and not what it does not price', () => {
    const prices = prohashingPrices.parse(reply(STATUS), undefined);
    expect(
      prices.map(({ algorithm, perHsDay, over, standing }) => [algorithm, over, standing, perHsDay]),
    ).toEqual([
      ['scrypt', 'now', 'reckoned', expect.closeTo(4e-13, 20)],
      ['scrypt', '24h', 'reckoned', expect.closeTo(4.1e-13, 20)],
      ['scrypt', '24h', 'paid', expect.closeTo(3.9e-13, 20)],
    ]);
  });

  it('prices alike where its factors count MH/s, as those of other pools do', () => {
    const { scrypt } = STATUS.data;
    const body = { ...STATUS, data: { scrypt: { ...scrypt, mbtc_mh_factor: 1 } } };
    expect(prohashingPrices.parse(reply(body), undefined)[0]?.perHsDay).toBeCloseTo(4e-13, 20);
  });

  it('shows by coin what its blocks of a day were worth, merged ones too', () => {
    expect(prohashingCoins.parse(reply(CURRENCIES), undefined)).toMatchObject([
      {
        coin: 'LTC',
        algorithm: 'scrypt',
        blocksLast24h: 5,
        foundLast24hBtc: 0.05,
        blocks: [{ height: 2_700_000, foundAtMs: RECEIVED_AT_MS - 600_000 }],
      },
      {
        coin: 'DOGE',
        blocksLast24h: 60,
        foundLast24hBtc: 0.2,
        feeBy: { pps: 0.0499, solo: 0.0099 },
        blocks: [],
      },
    ]);
  });
});

describe('the wallet at Prohashing', () => {
  it('holds every coin by its symbol, or by its name where it has none', () => {
    const [litecoin, dogecoin] = prohashingWallet.parse(reply(WALLET), undefined).coins;
    expect(litecoin).toEqual({
      coin: 'LTC',
      balance: 1.25,
      unpaid: 1.25,
      paid: 3,
      paidLast24h: 0,
      earned: 4.25,
      minPayout: 0.1,
    });
    expect(dogecoin).toMatchObject({ coin: 'Dogecoin', balance: undefined, unpaid: undefined });
  });

  it('is empty where PHP sends an empty list for no balances', () => {
    expect(
      prohashingWallet.parse(reply({ status: 'success', data: { balances: [] } }), undefined).coins,
    ).toEqual([]);
  });

  it('has a worker for each miner that has a name', () => {
    expect(prohashingWorkers.parse(reply(WALLET_EX), undefined).workers).toMatchObject([
      {
        name: 'rig1',
        coin: 'Litecoin',
        hashrates: [{ hashrateHs: 501_000_000 }],
        shareDifficulty: 1_048_576,
      },
    ]);
  });
});

describe('Prohashing that will not answer', () => {
  it.each([
    [{ code: 400, status: 'error', message: 'Invalid API key' }, 200, 'refused'],
    [{ code: 400, status: 'error' }, 400, 'refused'],
    [{ code: 429, status: 'error' }, 200, 'rate-limited'],
    [{ code: 500, status: 'error' }, 200, 'provider-failed'],
    ['<html>Checking your browser</html>', 200, 'unreadable-reply'],
    ['', 200, 'unreadable-reply'],
    ['{"code":200,"sta', 200, 'unreadable-reply'],
    [{ code: 200, status: 'success', data: {} }, 200, 'unreadable-reply'],
    ['busy', 503, 'provider-failed'],
  ])('%j with status %i is told as %3$s', (body, status, kind) => {
    expect(failure(() => prohashingStates.parse(reply(body, status), undefined)).kind).toBe(kind);
    expect(failure(() => prohashingWallet.parse(reply(body, status), undefined)).kind).toBe(kind);
  });

  it('repeats no key to the owner', () => {
    const body = { code: 400, status: 'error', message: `No key ${'0f'.repeat(32)}` };
    expect(failure(() => prohashingWallet.parse(reply(body), undefined)).detail).not.toMatch(/0f0f/);
  });
});

test.each([
  wholeAnswer('states', prohashingStates, undefined, STATUS),
  wholeAnswer('prices', prohashingPrices, undefined, STATUS),
  wholeAnswer('coins', prohashingCoins, undefined, CURRENCIES),
  wholeAnswer('wallet', prohashingWallet, undefined, WALLET),
  wholeAnswer('workers', prohashingWorkers, undefined, WALLET_EX),
])('$title of Prohashing stay sane when damaged', (answer) => expectSaneWhenDamaged(answer));
