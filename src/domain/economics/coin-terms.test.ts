import { describe, expect, it } from 'vitest';
import type { Pool } from '../pool.ts';
import { SHIPPED_COINS } from '../shipped-coins.ts';
import { SHIPPED_POOLS } from '../shipped-pools.ts';
import { coinTermsFor, usualPoolFee } from './coin-terms.ts';

const pool = (fees: readonly number[], scheme: 'FPPS' | 'SOLO' = 'FPPS'): Pool => ({
  id: 'a',
  name: 'A',
  coins: ['LTC'],
  more: false,
  algorithms: [],
  schemes: fees.map((poolFee) => ({ scheme, poolFee })),
  minPayouts: {},
  hosts: [],
  regions: [],
  source: 'written for this test',
  unverified: [],
});
const usual = { poolFee: 0.03, lostFraction: 0.01, lostMinutes: 5 };

describe('the terms of a coin', () => {
  it('take the median of what its pools publish, without solo', () => {
    expect(usualPoolFee([pool([0.01, 0.04]), pool([0.02]), pool([0], 'SOLO')], 'LTC')).toBe(0.02);
    expect(usualPoolFee([pool([0.01, 0.03])], 'LTC')).toBe(0.02);
    expect(usualPoolFee([pool([0.01])], 'BTC')).toBeUndefined();
  });

  it('are there for each shipped coin that a machine can mine', () => {
    const symbols = (algorithm: 'sha256' | 'scrypt' | 'kheavyhash') =>
      coinTermsFor(algorithm, SHIPPED_COINS, SHIPPED_POOLS, usual).map(({ coin }) => coin);
    expect(symbols('sha256')).toEqual(expect.arrayContaining(['BTC', 'BCH', 'DGB']));
    expect(symbols('scrypt')).toEqual(expect.arrayContaining(['LTC', 'DOGE', 'DGB']));
    expect(symbols('kheavyhash')).toEqual(['KAS']);
  });

  it('fall back to the usual fee where no pool publishes one', () => {
    const [terms] = coinTermsFor('kheavyhash', SHIPPED_COINS, [], usual);
    expect(terms).toMatchObject({ poolFee: 0.03, lostFraction: 0.01, switching: { lostMinutes: 5 } });
  });
});
