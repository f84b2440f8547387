import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { schemesFor } from './pool.ts';
import { PoolCatalogueError, readPoolCatalogue } from './pool-catalogue.ts';
import { SHIPPED_POOLS } from './shipped-pools.ts';

const pool = {
  id: 'a-pool',
  name: 'A pool',
  coins: ['BTC'],
  more: false,
  algorithms: [],
  schemes: [{ scheme: 'FPPS', poolFee: 0.02 }],
  minPayouts: {},
  hosts: [{ host: 'stratum.example.org', port: 3333 }],
  regions: [],
  source: 'its manual',
  unverified: [],
};
const catalogue = (...changes: readonly object[]) => ({
  pools: changes.map((change) => ({ ...pool, ...change })),
});
const shipped = (id: string) => {
  const found = SHIPPED_POOLS.find((each) => each.id === id);
  if (!found) throw new Error(`${id} is not shipped`);
  return found;
};

describe('the pools that are shipped', () => {
  test('name the schemes that they have for a coin', () => {
    expect(schemesFor(shipped('viabtc'), 'LTC').map(({ scheme }) => scheme)).toEqual([
      'PPS+',
      'PPLNS',
      'SOLO',
    ]);
    expect(schemesFor(shipped('viabtc'), 'DASH').map(({ scheme }) => scheme)).toEqual(['PPLNS', 'SOLO']);
    expect(schemesFor(shipped('luxor'), 'ZEC')).toEqual([
      { scheme: 'PPS', poolFee: 0.03, coins: ['DASH', 'SC', 'ZEC'] },
    ]);
  });

  test('leave away what nobody knows, and say what nobody has checked', () => {
    expect(shipped('prohashing').schemes[0]?.poolFee).toBeUndefined();
    expect(shipped('viabtc').minPayouts).toEqual({});
    expect(shipped('ocean')).toMatchObject({ minPayouts: { BTC: 0.010_485_76 } });
    expect(shipped('antpool').unverified).toEqual(['fee', 'minPayout', 'port']);
  });

  const facts = fileURLToPath(new URL('../../../shared/facts/pools-and-coins.json', import.meta.url));
  const collected = existsSync(facts);
  if (!collected) console.log('the collected facts are not here: the pools are not compared with them');
  test.runIf(collected)('say what the collected facts say of fees and least payouts', () => {
    type Told = {
      id: string;
      source: string;
      payout: { fee_pct: number | null }[];
      min_payout: Record<string, number | null> | null;
    };
    const { pools } = JSON.parse(readFileSync(facts, 'utf8')) as { pools: Told[] };
    expect(SHIPPED_POOLS.map(({ id }) => id)).toEqual(pools.map(({ id }) => id));
    for (const { id, source, payout, min_payout } of pools) {
      expect(shipped(id).source).toBe(source);
      // "Any scheme" of an own pool has no row of its own, "PPLNS or PROP" has two.
      const fees = shipped(id).schemes.map(({ poolFee }) => poolFee);
      const told = payout.map(({ fee_pct }) => (fee_pct === null ? undefined : fee_pct / 100));
      for (const fee of fees)
        expect(told.some((each) => Math.abs((each ?? -1) - (fee ?? -1)) < 1e-12)).toBe(true);
      for (const [coin, least] of Object.entries(min_payout ?? {}))
        expect(shipped(id).minPayouts[coin]).toBe(least ?? undefined);
    }
  });
});

describe('a list of pools is refused', () => {
  test.each<[string, object]>([
    ['with one pool twice', catalogue({}, {})],
    ['with a fee in percent', catalogue({ schemes: [{ scheme: 'FPPS', poolFee: 2 }] })],
    ['with a scheme that nobody knows', catalogue({ schemes: [{ scheme: 'FPPS+' }] })],
    ['with a least payout of a coin it has not', catalogue({ minPayouts: { LTC: 1 } })],
    ['with a web address for a host', catalogue({ hosts: [{ host: 'https://example.org' }] })],
    ['with a port that is none', catalogue({ hosts: [{ host: 'example.org', port: 70_000 }] })],
    ['with a value that nobody reads', catalogue({ min_payout: 1 })],
  ])('%s', (_, file) => {
    expect(() => readPoolCatalogue(file)).toThrow(PoolCatalogueError);
  });
});
