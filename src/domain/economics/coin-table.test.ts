import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkPrice } from '../work-price.ts';
import { type CoinTableInputs, type CoinTerms, coinTable } from './coin-table.ts';
import { mergedEstimate, ownEstimate, type WorkEstimate, workEstimate } from './work-estimate.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = 100 * HOUR_MS;

const says = (
  coin: string,
  provider: string,
  perHsDay: number,
  over: Partial<WorkEstimate> = {},
): WorkEstimate => ({
  algorithm: 'scrypt',
  coin,
  provider,
  perHsDay,
  fee: 'gross',
  standing: 'reckoned',
  atMs: NOW_MS - HOUR_MS,
  rates: [],
  ...over,
});
const terms = (coin: string, over: Partial<CoinTerms> = {}): CoinTerms => ({
  algorithm: 'scrypt',
  coin,
  label: coin,
  poolFee: 0,
  lostFraction: 0,
  switching: { lostMinutes: 0 },
  ...over,
});
const table = (over: Partial<CoinTableInputs>) =>
  coinTable({
    coins: [terms('LTC'), terms('DGB')],
    estimates: [],
    hardware: [{ algorithm: 'scrypt', hashrateHs: 1e9, powerCostPerDay: 3 }],
    nowMs: NOW_MS,
    maxAgeMs: 6 * HOUR_MS,
    horizonDays: 30,
    current: { scrypt: 'LTC' },
    ...over,
  });

describe('the coin table', () => {
  it('ranks what the machines can mine by what is left, with the spread of its providers', () => {
    const rows = table({
      estimates: [
        says('LTC', 'one', 4e-9),
        says('LTC', 'two', 5e-9),
        says('LTC', 'own', 4.4e-9),
        says('DGB', 'one', 6e-9),
      ],
    });
    expect(rows.map(({ terms: { label } }) => label)).toEqual(['DGB', 'LTC']);
    const ltc = rows[1];
    expect(
      ltc?.kind === 'ranked' && [ltc.lowPerDay, ltc.revenuePerDay, ltc.highPerDay, ltc.netPerDay],
    ).toEqual([expect.closeTo(4), expect.closeTo(4.4), expect.closeTo(5), expect.closeTo(1.4)]);
  });

  it('takes the fee off what is told before it, and off what nobody says, but not twice', () => {
    const [row] = table({
      coins: [terms('LTC', { poolFee: 0.1 })],
      estimates: [says('LTC', 'net', 9e-9, { fee: 'net' }), says('LTC', 'gross', 10e-9)],
    });
    expect(row?.kind === 'ranked' && row.estimates.map(({ revenuePerDay }) => revenuePerDay)).toEqual([
      expect.closeTo(9),
      expect.closeTo(9),
    ]);
    const [unsaid] = table({
      coins: [terms('LTC', { poolFee: 0.1 })],
      estimates: [says('LTC', 'who', 10e-9, { fee: undefined })],
    });
    expect(unsaid?.kind === 'ranked' && unsaid.revenuePerDay).toBeCloseTo(9);
  });

  it('does not rank what is old, however much it promises, and says so', () => {
    const old = says('DGB', 'one', 99e-9, { atMs: NOW_MS - 7 * HOUR_MS });
    const rows = table({ estimates: [says('LTC', 'one', 4e-9), old] });
    expect(rows[1]).toMatchObject({ kind: 'unranked', why: 'stale', terms: { label: 'DGB' } });
    expect(rows[1]?.stale[0]?.ageMs).toBe(7 * HOUR_MS);
    expect(table({})[0]).toMatchObject({ kind: 'unranked', why: 'no-estimate' });
  });

  it('stays where switching costs more than it brings', () => {
    const rows = table({
      coins: [terms('LTC'), terms('DGB', { switching: { lostMinutes: 10, newWindowDays: 4 } })],
      estimates: [says('LTC', 'one', 4e-9), says('DGB', 'one', 4.2e-9)],
    });
    expect(rows.map(({ terms: { label } }) => label)).toEqual(['LTC', 'DGB']);
    expect(rows[1]?.kind === 'ranked' && rows[1].switching?.gain).toBeLessThan(0);
  });

  it('leaves out what no machine of the owner can mine', () => {
    expect(table({ coins: [terms('ZEC', { algorithm: 'equihash' })] })).toEqual([]);
  });

  it('knows a pool that switches coins by its label and its provider', () => {
    const pool = { coin: undefined, label: 'Prohashing', providers: ['prohashing'] };
    const [row] = table({
      coins: [terms('x', pool)],
      estimates: [
        says('', 'prohashing', 7e-9, { coin: undefined }),
        says('', 'nicehash', 9e-9, { coin: undefined }),
      ],
    });
    expect(row?.kind === 'ranked' && row.revenuePerDay).toBeCloseTo(7);
  });

  it('is ranked the same whatever the unit of money and however many machines', () => {
    const price = fc.double({ min: 1e-10, max: 1e-7, noNaN: true });
    fc.assert(
      fc.property(price, price, fc.double({ min: 0.01, max: 100, noNaN: true }), (ltc, dgb, times) => {
        const order = (scale: number) =>
          table({ estimates: [says('LTC', 'one', ltc * scale), says('DGB', 'one', dgb * scale)] }).map(
            (row) => row.terms.label,
          );
        fc.pre(Math.abs(ltc / dgb - 1) > 1e-6);
        expect(order(times)).toEqual(order(1));
      }),
    );
  });
});

describe('an estimate', () => {
  const price: WorkPrice = {
    algorithm: 'sha256',
    coin: 'BTC',
    currency: 'BTC',
    perHsDay: 6e-19,
    fee: 'net',
    over: '24h',
    standing: 'paid',
    atMs: 9_000,
  };
  const rates = [{ base: 'BTC', quote: 'EUR', rate: 90_000, atMs: 4_000, provider: 'market' }];

  it('is as old as the price of the coin that it is paid in', () => {
    expect(workEstimate(price, 'pool', 'EUR', rates)).toMatchObject({
      perHsDay: 5.4e-14,
      atMs: 4_000,
      rates,
    });
    expect(workEstimate(price, 'pool', 'BTC', [])).toMatchObject({ perHsDay: 6e-19, atMs: 9_000 });
  });

  it('is none without a price, or of an absurd sum', () => {
    expect(workEstimate(price, 'pool', 'EUR', [])).toBeUndefined();
    expect(workEstimate({ ...price, perHsDay: -1 }, 'pool', 'EUR', rates)).toBeUndefined();
  });

  it('of merged mining is the sum, as old as its oldest part', () => {
    const parts = [says('LTC', 'own', 3e-10), says('DOGE', 'own', 2e-9, { atMs: 7 })];
    const merged = mergedEstimate('LTC+DOGE', parts);
    expect(merged).toMatchObject({ coin: 'LTC+DOGE', algorithm: 'scrypt', fee: 'gross', atMs: 7 });
    expect(merged?.perHsDay).toBeCloseTo(2.3e-9, 20);
    expect(mergedEstimate('x', [])).toBeUndefined();
    expect(mergedEstimate('x', [...parts, says('BTC', 'own', 1, { algorithm: 'sha256' })])).toBeUndefined();
  });

  it('of our own is before any fee', () => {
    const earning = {
      coinsPerHsDay: 6e-19,
      subsidy: 3.125,
      feesPerBlock: 0.03,
      by: 'difficulty',
      atMs: 9_000,
    } as const;
    const own = ownEstimate('sha256', 'BTC', earning, 'EUR', rates);
    expect(own).toMatchObject({ provider: 'own', fee: 'gross', perHsDay: 5.4e-14 });
  });
});
