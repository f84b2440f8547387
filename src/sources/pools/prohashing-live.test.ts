import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  balancesAfter,
  balancesTold,
  foundBlocks,
  generalStates,
  miningFailures,
  prohashingNames,
} from './prohashing-live.ts';
import { minersAfter, minersTold, prohashingAccount } from './prohashing-miners.ts';
import { profitabilityAfter, profitabilityTold, workPricesOf } from './prohashing-profitability.ts';

const AT_MS = 1_700_000_000_000;
const MINER = {
  uuid: 'u1',
  miner_name: 'rig1',
  coin_name: 'Litecoin',
  algorithm_name: 'Scrypt',
  hashrate: 500e6,
  adjusted_hashrate: '498000000',
  difficulty: 1024,
  difficulty_is_static: false,
};

describe('what is asked of Prohashing’s socket', () => {
  it('holds the key where the account is asked for, and nothing of it without one', () => {
    expect(prohashingNames('k')).toMatchObject({
      miners: { procedure: 'f_all_miner_updates', topic: 'miner_update_diffs_k', args: ['k'] },
      balances: { topic: 'balance_updates_k', args: ['k'] },
    });
    expect(JSON.stringify(prohashingNames())).not.toMatch(/undefined|miner|balance/);
  });
});

describe('the miners', () => {
  it('change by what an update tells, and keep the rest', () => {
    const miners = minersTold([[MINER, { ...MINER, uuid: 'u2', miner_name: 'rig2' }]]);
    const after = minersAfter(miners, [{ uuid: 'u2', coin_name: 'Verge', hashrate: null }]);
    expect(after).toEqual([miners[0], { ...miners[1], coin: 'Verge' }]);
    // As one argument each, or as a list in the first.
    expect(minersAfter(miners, [[{ uuid: 'u2', coin_name: 'Verge' }]])).toEqual(after);
  });

  it('are known by their name where an update has no id', () => {
    const miners = minersTold([[MINER]]);
    expect(minersAfter(miners, [{ miner_name: 'rig1', hashrate: 1 }])).toEqual([
      { ...miners[0], hashrateHs: 1 },
    ]);
  });

  it('grow by one that comes', () => {
    expect(minersAfter(minersTold([[MINER]]), [{ ...MINER, uuid: 'u9' }])).toHaveLength(2);
  });

  it('are workers of the account, with the present rate and that of two hours', () => {
    const account = prohashingAccount(minersTold([[MINER]]), new Map([['Dogecoin', 12]]), AT_MS);
    expect(account.coins).toEqual([{ coin: 'Dogecoin', balance: 12 }]);
    expect(account.workers).toMatchObject([
      {
        name: 'rig1',
        coin: 'Litecoin',
        hashrates: [{ hashrateHs: 498e6 }, { windowMs: 7_200_000, hashrateHs: 500e6 }],
        shareDifficulty: 1024,
      },
    ]);
  });
});

describe('the balances', () => {
  it('are numbers, text, or objects that hold one', () => {
    const told = balancesTold([
      { Litecoin: 1.5, Dogecoin: '20', Verge: { balance: 3 }, Junk: null, Debt: -4 },
    ]);
    expect([...told]).toEqual([
      ['Litecoin', 1.5],
      ['Dogecoin', 20],
      ['Verge', 3],
    ]);
  });

  it('move by what an event tells, and a coin may be new', () => {
    const after = balancesAfter(new Map([['Litecoin', 1]]), [
      { coin: 'Litecoin', balance: 0.5 },
      { coin: 'Bells', balance: '2' },
      { coin: 'Litecoin' },
    ]);
    expect([...after]).toEqual([
      ['Litecoin', 1.5],
      ['Bells', 2],
    ]);
  });

  it('come to the same sum in whatever portions credits come, and never below nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000 })), (credits) => {
        const events = credits.map((balance) => ({ coin: 'LTC', balance }));
        const one = events.reduce<ReadonlyMap<string, number>>(
          (known, event) => balancesAfter(known, [event]),
          new Map(),
        );
        expect(one).toEqual(balancesAfter(new Map(), events));
        const paid = balancesAfter(one, [{ coin: 'LTC', balance: -1e9 }]);
        expect(paid.get('LTC')).toBe(0);
      }),
    );
  });
});

describe('the profitability', () => {
  const told = profitabilityTold([
    {
      1: {
        algorithm_name: 'Scrypt',
        usd: 0.0025,
        btc: 6.8e-7,
        max_usd: 0.005,
        data_timestamp: 1_547_510_680.5,
      },
      2: { algorithm_name: 'SHA-256', usd: 0, btc: '3.6e-11' },
      3: { usd: 1 },
    },
  ]);

  it('is told per MH/s for every algorithm, and read per H/s', () => {
    expect(told[0]).toMatchObject({ name: 'Scrypt', maxUsdPerHsDay: expect.closeTo(5e-9, 15) });
    expect(told[0]?.btcPerHsDay).toBeCloseTo(6.8e-13, 20);
    expect(told[1]).toEqual({ id: '2', name: 'SHA-256', btcPerHsDay: expect.closeTo(3.6e-17, 24) });
    expect(told).toHaveLength(2);
  });

  it('keeps what an event does not tell', () => {
    const after = profitabilityAfter(told, [{ 1: { usd: 0.003 } }, { 7: { usd: 1 } }]);
    expect(after).toEqual([{ ...told[0], usdPerHsDay: expect.closeTo(3e-9, 15) }, told[1]]);
  });

  it('is a price in each currency that it is told in', () => {
    expect(workPricesOf(told, AT_MS)).toMatchObject([
      { algorithm: 'scrypt', currency: 'BTC', over: 'now', standing: 'reckoned', atMs: 1_547_510_680_500 },
      { algorithm: 'scrypt', currency: 'USD', perHsDay: expect.closeTo(2.5e-9, 15) },
      { algorithm: 'sha256', currency: 'BTC', atMs: AT_MS },
    ]);
  });
});

it('blocks are found in the coin that was mined and in those that were merged with it', () => {
  const event = [
    { coin_name: 'Litecoin', block_height: 2_700_000, algorithm: 'Scrypt', worker_name: 'rig1' },
    { coin_name: 'Dogecoin', block_height: '5000000' },
    { worker_name: 'rig2' },
  ];
  expect(foundBlocks([event], AT_MS)).toEqual(foundBlocks(event, AT_MS));
  expect(foundBlocks(event, AT_MS)).toMatchObject([
    { coin: 'Litecoin', height: 2_700_000, finder: 'rig1', foundAtMs: AT_MS },
    { coin: 'Dogecoin', height: 5_000_000 },
  ]);
});

it('a failure keeps whatever words it has, and its worker', () => {
  expect(
    miningFailures(
      ['Share above target', { miner_name: 'rig1', uuid: 'x', reason: 'low difficulty', n: 3 }],
      AT_MS,
    ),
  ).toEqual([
    { atMs: AT_MS, words: 'Share above target' },
    { atMs: AT_MS, worker: 'rig1', words: 'low difficulty' },
  ]);
});

it('the pool has a rate for each algorithm that it tells one of', () => {
  const told = { subscriptions_count: 9, total_hashrate_computed_onlys: { Scrypt: '2e12', X11: null } };
  expect(generalStates([told], AT_MS)).toMatchObject([
    { algorithm: 'Scrypt', hashrates: [{ hashrateHs: 2e12 }] },
  ]);
});

it('reads any arguments at all without an exception or a negative figure', () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue()), (args) => {
      const account = prohashingAccount(minersTold(args), balancesAfter(balancesTold(args), args), AT_MS);
      const blocks = foundBlocks(args, AT_MS);
      const prices = workPricesOf(profitabilityTold(args), AT_MS);
      const figures = figuresIn([
        account,
        blocks,
        prices,
        generalStates(args, AT_MS),
        miningFailures(args, AT_MS),
      ]);
      expect(figures.filter((figure) => !(figure >= 0 && Number.isFinite(figure)))).toEqual([]);
    }),
  );
});

/** Every number in what was read, however deep. */
function figuresIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(figuresIn) : [];
}
