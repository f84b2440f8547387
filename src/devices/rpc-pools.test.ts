import { describe, expect, test } from 'vitest';
import type { Oddity } from '../domain/reading.ts';
import { RawRecord } from './raw-record.ts';
import { rpcPoolDifficulty, rpcPools } from './rpc-pools.ts';

function records(...pools: readonly object[]): readonly RawRecord[] {
  const oddities: Oddity[] = [];
  return pools.map((pool) => new RawRecord(pool, oddities));
}

describe('the pools', () => {
  test('are told one by one, a dead one too', () => {
    const pools = records(
      {
        URL: 'stratum+tcp://a:3333',
        User: 'x',
        Status: 'Alive',
        'Stratum Active': true,
        Accepted: 10,
        Rejected: 1,
      },
      {
        URL: 'stratum+tcp://b:3333',
        User: '',
        Status: 'Dead',
        'Stratum Active': false,
        Accepted: 0,
        Rejected: 0,
      },
    );
    expect(rpcPools(pools)).toEqual([
      { url: 'stratum+tcp://a:3333', user: 'x', alive: true, active: true, accepted: 10, rejected: 1 },
      { url: 'stratum+tcp://b:3333', user: '', alive: false, active: false, accepted: 0, rejected: 0 },
    ]);
  });

  test.each([
    ['Alive', true],
    ['Dead', false],
    ['Disabled', undefined],
    ['Rejecting', undefined],
    [undefined, undefined],
  ])('that are %s are alive: %s', (Status, alive) => {
    expect(rpcPools(records({ URL: 'a', Status }))[0]?.alive).toBe(alive);
  });

  test('without an address are empty slots', () => {
    expect(rpcPools(records({ URL: '', Status: 'Dead' }, {}))).toEqual([]);
  });

  test('may have counts as text', () => {
    expect(rpcPools(records({ URL: 'a', Accepted: '156.0000', 'Stratum Active': 'true' }))).toMatchObject([
      { accepted: 156, active: true },
    ]);
  });
});

describe('the difficulty', () => {
  test.each([
    [{ 'Stratum Difficulty': 524_288 }, 524_288],
    [{ Diff: '524K' }, 524_000],
    [{ Diff: '65.5K', 'Last Share Difficulty': 65_536 }, 65_500],
    [{ Diff: '', 'Last Share Difficulty': 65_536 }, 65_536],
    [{ 'Work Difficulty': 0, Diff: '1.05M' }, 1_050_000],
    [{ Diff: 'unknown' }, undefined],
    [{ 'Stratum Difficulty': 0 }, undefined],
    [{}, undefined],
  ])('of %j is %s', (pool, difficulty) => {
    expect(rpcPoolDifficulty(records(pool))).toBe(difficulty);
  });

  test('is that of the pool in use', () => {
    const idle = { URL: 'a', 'Stratum Active': false, Diff: '1K' };
    const used = { URL: 'b', 'Stratum Active': true, Diff: '524K' };
    expect(rpcPoolDifficulty(records(idle, used))).toBe(524_000);
  });

  test('of no pool is none', () => {
    expect(rpcPoolDifficulty([])).toBeUndefined();
  });
});
