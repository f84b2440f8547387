import { describe, expect, test } from 'vitest';
import type { SourceReply } from '../source.ts';
import { miningDutchPrices } from './mining-dutch.ts';
import { yiimpCoins, yiimpPrices, yiimpStates, yiimpWallet } from './yiimp.ts';
import { zpoolWallet } from './zpool.ts';

const reply = (text: string): SourceReply => ({ status: 200, text, receivedAtMs: 7 });
const said = (body: unknown) => reply(JSON.stringify(body));

describe('a pool on yiimp', () => {
  const scrypt = {
    name: 'scrypt',
    port: '3433',
    fees: '0.5',
    hashrate: 9e12,
    workers: 41,
    estimate_current: '0.00000500',
    estimate_last24h: '0.00000400',
    actual_last24h: '0.00300',
    mbtc_mh_factor: 1,
  };

  test('prices work after its fee, except what was really paid, in thousandths', () => {
    expect(yiimpPrices(said({ scrypt }))).toMatchObject([
      { over: 'now', standing: 'reckoned', fee: 'net', perHsDay: expect.closeTo(5e-12, 20) },
      { over: '24h', standing: 'reckoned', fee: 'net', perHsDay: expect.closeTo(4e-12, 20) },
      { over: '24h', standing: 'paid', fee: 'gross', perHsDay: expect.closeTo(3e-12, 20) },
    ]);
    const [price] = yiimpPrices(
      said({ sha: { ...scrypt, name: 'sha256asicboost', mbtc_mh_factor: '1000000' } }),
    );
    expect(price).toMatchObject({ algorithm: 'sha256', algorithmName: 'sha256asicboost' });
    expect(price?.perHsDay).toBeCloseTo(5e-18, 26);
  });

  test('prices nothing without the unit, and says so where there is no price at all', () => {
    const bare = { ...scrypt, mbtc_mh_factor: null };
    expect(yiimpPrices(said({ bare, scrypt: { ...scrypt, actual_last24h: '' } }))).toHaveLength(2);
    expect(() => miningDutchPrices.parse(said({ bare }), undefined)).toThrow(
      expect.objectContaining({ kind: 'unreadable-reply' }),
    );
  });

  test('takes a fee in percent', () => {
    expect(yiimpStates(said({ scrypt, odd: { ...scrypt, fees: 100 }, note: 'x' }))).toMatchObject([
      { algorithm: 'scrypt', poolFee: 0.005, port: 3433, workers: 41, hashrates: [{ hashrateHs: 9e12 }] },
      { poolFee: undefined },
    ]);
  });

  test('lists its coins, some of them by algorithm', () => {
    const coin = {
      algo: 'scrypt',
      height: 5,
      hashrate: 1,
      '24h_blocks': 2,
      '24h_btc': '0.01',
      difficulty: '7',
    };
    expect(yiimpCoins(said({ LTC: coin, 'DGB-scrypt': { ...coin, height: '-1' } }))).toMatchObject([
      { coin: 'LTC', algorithm: 'scrypt', blockHeight: 5, blocksLast24h: 2, foundLast24hBtc: 0.01 },
      { coin: 'DGB', blockHeight: undefined, networkDifficulty: 7 },
    ]);
  });

  test('tells a wallet and its workers, whose shares it counts as rates', () => {
    const miners = [
      { ID: 'rig', password: 'c=LTC', algo: 'scrypt', accepted: 5e8, rejected: '1e6', difficulty: '262144' },
      { ID: '', version: 'cgminer/4.9', accepted: 1 },
      {},
    ];
    const payouts = [{ time: 1_700_000_000, amount: '0.5', fee: 0.001, tx: 'aa' }, { amount: -1 }];
    const wallet = { currency: 'ltc', unsold: 0.1, balance: 0.2, unpaid: 0.3, paid24h: 0.5, miners, payouts };
    expect(yiimpWallet(said(wallet))).toMatchObject({
      coins: [{ coin: 'LTC', balance: 0.2, unconfirmed: 0.1, unpaid: 0.3, paidLast24h: 0.5 }],
      workers: [
        { name: 'rig', hashrates: [{ hashrateHs: 5e8 }], rejectedHs: 1e6, shareDifficulty: 262_144 },
        { name: 'cgminer/4.9' },
      ],
      payouts: [{ atMs: 1_700_000_000_000, coin: 'LTC', amount: 0.5, fee: 0.001 }],
    });
  });

  test('says nothing at all to whoever asks too often', () => {
    expect(() => yiimpWallet(reply(' \n'))).toThrow(expect.objectContaining({ kind: 'rate-limited' }));
    expect(() => yiimpWallet(said({ error: 'Invalid address' }))).toThrow(
      expect.objectContaining({ kind: 'not-found' }),
    );
    expect(() => yiimpStates(reply('<html>limit</html>'))).toThrow(
      expect.objectContaining({ kind: 'unreadable-reply' }),
    );
    expect(() => yiimpStates(said({}))).toThrow(expect.objectContaining({ kind: 'unreadable-reply' }));
  });

  test('is asked for an address in its query alone', () => {
    expect(zpoolWallet.request({ address: 'D6&x=1' }).path).toBe('/api/walletEx?address=D6%26x%3D1');
  });
});
