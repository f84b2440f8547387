import { describe, expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import type { RankedCoin } from '../../domain/economics/coin-table.ts';
import type { NetworkState } from '../../domain/network-state.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import { SHIPPED_POOLS } from '../../domain/shipped-pools.ts';
import type { Sourced } from '../../domain/sourced.ts';
import { coinEstimates } from './coin-estimates.ts';
import { coinRanking } from './coin-ranking.ts';
import { coinVerdict } from './coin-words.ts';
import { fleetPay } from './fleet-pay.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const catalogue = { coins: SHIPPED_COINS, pools: SHIPPED_POOLS };
const shown = { currency: 'EUR', unit: 'currency' } as const;

function told<T>(provider: string, value: T, ageMs = 5 * MINUTE): Sourced<T> {
  return { provider, value, atMs: NOW - ageMs, receivedAtMs: NOW - ageMs };
}

function chain(coin: string, difficulty: number, height: number): NetworkState {
  return { coin, atMs: NOW, difficulty, height };
}

function quotes(prices: Readonly<Record<string, number>>) {
  return Object.entries(prices).map(([coin, price]) => ({
    coin,
    currency: 'EUR',
    price,
    atMs: NOW - MINUTE,
  }));
}

function ranking(figures: Record<string, Sourced<unknown>>) {
  const settings = { ...DEFAULT_SETTINGS, market: { hashpricePerPhPerDay: 40, poolFee: 0.01 } };
  const pay = fleetPay(fakeView('fine', NOW).miners, settings, NOW, 'UTC');
  const inputs = { currency: 'EUR', poolFee: 0.01, figures, catalogue, nowMs: NOW, horizonDays: 7 };
  return coinRanking({ ...inputs, pay });
}

function row(symbol: string, figures: Record<string, Sourced<unknown>>): RankedCoin | undefined {
  return ranking(figures).rows.find(
    (each): each is RankedCoin => each.kind === 'ranked' && each.terms.label === symbol,
  );
}

/** €40 and €44 per PH/s a day. */
const bitcoin = {
  'prices:EUR': told('coingecko', quotes({ BTC: 80_000, BCH: 400 })),
  'work:minerstat': told('minerstat', [work('BTC', 40e-15), work('BCH', 44e-15)]),
};

function work(coin: string, eurPerHsDay: number, fee: 'gross' | 'net' = 'gross') {
  return {
    algorithm: 'sha256',
    coin,
    currency: 'EUR',
    perHsDay: eurPerHsDay,
    fee,
    over: 'now',
    standing: 'reckoned',
    atMs: NOW - 5 * MINUTE,
  };
}

describe('the coin table', () => {
  test('takes fee and rejected shares off, and knows from the pool’s address what is mined now', () => {
    const btc = row('BTC', bitcoin);
    expect(btc?.current).toBe(true);
    const rateHs = 117.56e12;
    // Braiins, OCEAN, ckpool and the others: their usual fee is under 4 %, and a thousandth of shares is rejected.
    expect(btc?.revenuePerDay).toBeLessThan(rateHs * 40e-15);
    expect(btc?.revenuePerDay).toBeGreaterThan(rateHs * 40e-15 * 0.95);
  });

  test('takes ten minutes of work off for a switch', () => {
    const bch = row('BCH', bitcoin);
    const btc = row('BTC', bitcoin);
    if (!bch || !btc) throw new Error('both are ranked');
    expect(bch.switching?.received).toBeCloseTo(bch.revenuePerDay * (7 - 10 / 1440), 9);
    expect(bch.switching?.gain).toBeCloseTo(bch.revenuePerDay * (7 - 10 / 1440) - btc.revenuePerDay * 7, 9);
  });

  test('says that nothing pays more where nothing does after the switch', () => {
    const even = { 'work:minerstat': told('minerstat', [work('BTC', 40e-15), work('BCH', 40e-15)]) };
    expect(coinVerdict(ranking(even), shown, 7)).toEqual([
      'Nothing pays more than what you mine now, after the switch.',
    ]);
  });

  test('says how much more another coin pays, and when that drowns in the spread', () => {
    expect(coinVerdict(ranking(bitcoin), shown, 7)[0]).toMatch(/^BCH comes to .*0\.4\d\/day more than BTC/);
    const unsure = {
      ...bitcoin,
      'work:whattomine': told('whattomine', [work('BTC', 43e-15), work('BCH', 42e-15)]),
    };
    expect(coinVerdict(ranking(unsure), shown, 7)[0]).toContain('may as well be nothing');
  });

  test('reckons a coin itself from difficulty and price', () => {
    const figures = {
      'prices:EUR': told('coingecko', quotes({ BTC: 80_000 })),
      'network:BTC': told('mempool', chain('BTC', 1.5e14, 925_000)),
    };
    const [own] = coinEstimates(figures, SHIPPED_COINS, ['sha256'], 'EUR').estimates;
    // 86400 · 3.125 / (1.5e14 · 2³²) · 80 000 (economics section 1)
    expect(own?.perHsDay).toBeCloseTo((86_400 * 3.125 * 80_000) / (1.5e14 * 2 ** 32), 25);
    expect(own?.provider).toBe('own');
    expect(own?.atMs).toBe(NOW - 5 * MINUTE);
  });

  test('counts what is merge-mined with its parent, provider by provider', () => {
    const rows = [work('LTC', 2e-12), work('DOGE', 5e-12)].map((each) => ({ ...each, algorithm: 'scrypt' }));
    const alone = { ...work('LTC', 6e-12), algorithm: 'scrypt' };
    const figures = {
      'work:minerstat': told('minerstat', rows),
      'work:litecoinpool': told('litecoinpool', [alone]),
    };
    const { estimates, merged } = coinEstimates(figures, SHIPPED_COINS, ['scrypt'], 'EUR');
    expect(estimates.map(({ provider, coin, perHsDay }) => [provider, coin, perHsDay])).toEqual([
      ['minerstat', 'LTC', 7e-12],
      ['litecoinpool', 'LTC', 6e-12],
    ]);
    expect(merged).toEqual({ LTC: ['DOGE'] });
  });

  test('does not rank what is a day old, and says so', () => {
    const old = {
      'work:minerstat': told('minerstat', [{ ...work('BCH', 44e-15), atMs: NOW - 25 * 60 * MINUTE }]),
    };
    const bch = ranking(old).rows.find(({ terms }) => terms.label === 'BCH');
    expect(bch).toMatchObject({ kind: 'unranked', why: 'stale' });
  });

  test('without any source says in a sentence that nobody tells', () => {
    expect(coinVerdict(ranking({}), shown, 7)).toEqual(['Nobody tells what coins pay now.']);
  });

  test('ranks a pool that chooses its coins by what it says it pays', () => {
    const { coin: _, ...any } = work('BTC', 41e-15, 'net');
    const figures = { ...bitcoin, 'work:nicehash': told('nicehash', [any]) };
    expect(row('nicehash', figures)?.estimates).toHaveLength(1);
  });
});
