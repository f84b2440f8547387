import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { coinsMinedBy, minerSubsidyAt, nextReduction, subsidyAt } from './coin.ts';
import { CoinCatalogueError, readCoinCatalogue } from './coin-catalogue.ts';
import { SHIPPED_COINS } from './shipped-coins.ts';

const coin = {
  symbol: 'AAA',
  name: 'Coin',
  algorithmName: 'scrypt',
  minedBy: ['scrypt'],
  mergeMinedWith: [],
  source: 'its node',
  unverified: [],
};
const catalogue = (...changes: readonly object[]) => ({
  coins: changes.map((change) => ({ ...coin, ...change })),
});
const shipped = (symbol: string) => {
  const found = SHIPPED_COINS.find((each) => each.symbol === symbol);
  if (!found) throw new Error(`${symbol} is not shipped`);
  return found;
};

describe('the coins that are shipped', () => {
  test.each([
    ['BTC', 900_000, 3.125],
    ['LTC', 3_000_000, 6.25],
    ['DOGE', 5_900_000, 10_000],
    ['XEC', 900_000, 3_125_000],
    ['ZEC', 3_000_000, 1.5625],
    ['ETC', 22_000_000, 2.048],
    ['PEP', 700_000, 10_000],
    ['HTR', 5_000_000, 8],
    ['XMR', 3_500_000, 0.6],
  ])('%s makes at height %i %d coins a block', (symbol, height, subsidy) => {
    expect(subsidyAt(shipped(symbol), { height })).toBe(subsidy);
  });

  test('tell what the miner gets of it, and say nothing where nobody knows', () => {
    expect(minerSubsidyAt(shipped('BTC'), { height: 900_000 })).toBe(3.125);
    expect(minerSubsidyAt(shipped('ZEC'), { height: 3_000_000 })).toBe(1.25);
    expect(shipped('ZEC').unverified).toContain('minerFraction');
    expect(minerSubsidyAt(shipped('XEC'), { height: 900_000 })).toBeUndefined();
    expect(subsidyAt(shipped('DASH'), { height: 2_200_000 })).toBeUndefined();
  });

  test('tell the next reduction', () => {
    expect(nextReduction(shipped('LTC'), 3_000_000)).toEqual({ height: 3_360_000, subsidy: 3.125 });
    expect(nextReduction(shipped('DOGE'), 5_900_000)).toBeUndefined();
  });

  test('are found by the machines that can mine them', () => {
    const symbols = (...algorithm: Parameters<typeof coinsMinedBy>[1][]) =>
      algorithm.flatMap((each) => coinsMinedBy(SHIPPED_COINS, each).map(({ symbol }) => symbol));
    expect(symbols('sha256')).toEqual(expect.arrayContaining(['BTC', 'BCH', 'XEC', 'DGB']));
    expect(symbols('scrypt')).toEqual(expect.arrayContaining(['LTC', 'DOGE', 'DGB']));
    expect(symbols('kheavyhash')).toEqual(['KAS']);
    expect(symbols('other')).toEqual([]);
  });

  test('count Scrypt shares as Stratum does, and blocks as the node does', () => {
    for (const each of SHIPPED_COINS.filter(({ algorithmName }) => algorithmName.startsWith('scrypt')))
      expect(each).toMatchObject({ hashesPerDifficulty: 2 ** 32, shareHashesPerDifficulty: 2 ** 16 });
  });

  const facts = fileURLToPath(new URL('../../../shared/facts/pools-and-coins.json', import.meta.url));
  const collected = existsSync(facts);
  if (!collected) console.log('the collected facts are not here: the coins are not compared with them');
  test.runIf(collected)('say at each height what the collected facts say', () => {
    type Row = { from_height: number; subsidy: number };
    type Told = {
      symbol: string;
      source: string;
      subsidy_schedule: Row[] | null;
      block_time_s: number | null;
    };
    const { coins } = JSON.parse(readFileSync(facts, 'utf8')) as { coins: Told[] };
    expect(SHIPPED_COINS.map(({ symbol }) => symbol)).toEqual(coins.map(({ symbol }) => symbol));
    for (const { symbol, source, subsidy_schedule, block_time_s } of coins) {
      const { subsidy } = shipped(symbol);
      const luck = subsidy && 'luck' in subsidy ? subsidy.luck : undefined;
      expect(shipped(symbol).source).toBe(source);
      expect(shipped(symbol).blockTimeS).toBe(block_time_s ?? undefined);
      for (const row of subsidy_schedule ?? []) {
        const mean = row.subsidy * (luck?.factor ?? 1) + (luck?.plus ?? 0);
        expect(subsidyAt(shipped(symbol), { height: row.from_height })).toBeCloseTo(mean, 12);
      }
    }
  });
});

describe('a list of coins is refused', () => {
  test.each<[string, object]>([
    ['whose coin stands twice', catalogue({}, {})],
    [
      'whose merge-mined partner does not know of it',
      catalogue({ mergeMinedWith: ['BBB'] }, { symbol: 'BBB' }),
    ],
    ['with a share of more than all', catalogue({ minerFraction: 20 })],
    ['with a block time in ms', catalogue({ blockTimeS: 600_000 })],
    ['with an algorithm that no machine has', catalogue({ minedBy: ['verthash'] })],
    ['with a value that nobody reads', catalogue({ block_time_s: 600 })],
    ['without a source', catalogue({ source: ' ' })],
    [
      'with a halving that doubles',
      catalogue({
        subsidy: { kind: 'decay', initial: 1, ratio: [2, 1], everyBlocks: 1, originHeight: 0, fromHeight: 0 },
      }),
    ],
    [
      'with heights in no order',
      catalogue({
        subsidy: {
          kind: 'table',
          rows: [
            [5, 1],
            [5, 2],
          ],
        },
      }),
    ],
  ])('%s', (_, file) => {
    expect(() => readCoinCatalogue(file)).toThrow(CoinCatalogueError);
  });
});
