import { expect, test } from 'vitest';
import { termsInForce, withChosenTerms } from './chosen-terms.ts';
import { SHIPPED_POOLS } from './shipped-pools.ts';

const pool = (id: string) => SHIPPED_POOLS.find((each) => each.id === id);
const VIABTC = { provider: 'viabtc', coin: 'BTC' };
const BRAIINS = { provider: 'braiins', coin: 'BTC' };

test('a pool of several ways has no terms until the owner says which', () => {
  expect(termsInForce(VIABTC, pool('viabtc'), [])).toBeUndefined();
  const chosen = withChosenTerms([], VIABTC, { scheme: 'PPLNS', poolFee: 0.015 });
  expect(termsInForce(VIABTC, pool('viabtc'), chosen)).toEqual({
    scheme: 'PPLNS',
    poolFee: 0.015,
    schemeBy: 'owner',
    feeBy: 'owner',
  });
  expect(termsInForce({ ...VIABTC, coin: 'LTC' }, pool('viabtc'), chosen)).toBeUndefined();
});

test('of one way the pool’s own fee for the account goes before the published one, and the owner’s before both', () => {
  const table = pool('braiins')?.schemes[0]?.poolFee;
  expect(termsInForce(BRAIINS, pool('braiins'), [])).toMatchObject({ poolFee: table, feeBy: 'table' });
  const told = { ...BRAIINS, toldFee: 0 };
  expect(termsInForce(told, pool('braiins'), [])).toMatchObject({ poolFee: 0, feeBy: 'pool' });
  const own = withChosenTerms([], BRAIINS, { scheme: 'FPPS', poolFee: 0.01 });
  expect(termsInForce(told, pool('braiins'), own)).toMatchObject({ poolFee: 0.01, feeBy: 'owner' });
});

test('a choice takes the place of the one before, and can be taken back', () => {
  const once = withChosenTerms([], VIABTC, { scheme: 'PPLNS', poolFee: 0.02 });
  const twice = withChosenTerms(once, VIABTC, { scheme: 'PPS+', poolFee: 0.04 });
  expect(twice).toEqual([{ ...VIABTC, scheme: 'PPS+', poolFee: 0.04 }]);
  expect(withChosenTerms(twice, VIABTC, undefined)).toEqual([]);
});
