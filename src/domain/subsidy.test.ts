import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextSubsidy, type SubsidyRule, subsidyOf } from './subsidy.ts';

const bitcoin: SubsidyRule = {
  kind: 'decay',
  initial: 50,
  ratio: [1, 2],
  everyBlocks: 210_000,
  originHeight: 0,
  fromHeight: 0,
};

describe('Bitcoin', () => {
  test.each([
    [0, 50],
    [209_999, 50],
    [210_000, 25],
    [840_000, 3.125],
    // bitcoin/bitcoin src/validation.cpp GetBlockSubsidy: 50e8 >> 10 is 4882812 satoshi, the half one is cut off.
    [2_100_000, 0.04882812],
    [64 * 210_000, 0],
    [1e15, 0],
  ])('makes at height %i new coins: %d', (height, subsidy) => {
    expect(subsidyOf(bitcoin, { height })).toBe(subsidy);
  });

  test('halves next at a height that can be told', () => {
    expect(nextSubsidy(bitcoin, 900_000)).toEqual({ height: 1_050_000, subsidy: 1.5625 });
    expect(nextSubsidy(bitcoin, 1_049_999)).toEqual({ height: 1_050_000, subsidy: 1.5625 });
    expect(nextSubsidy(bitcoin, 1e9)).toBeUndefined();
  });

  test('will have made the 20 999 999.9769 coins that it is known for', () => {
    let satoshi = 0;
    for (let epoch = 0; epoch < 34; epoch += 1)
      satoshi += Math.round((subsidyOf(bitcoin, { height: epoch * 210_000 }) ?? Number.NaN) * 1e8) * 210_000;
    expect(satoshi).toBe(2_099_999_997_690_000);
  });

  test('tells nothing of a time without a height', () => {
    expect(subsidyOf(bitcoin, { atMs: Date.UTC(2026, 0) })).toBeUndefined();
    expect(subsidyOf(bitcoin, { height: Number.NaN })).toBeUndefined();
  });
});

test('DigiByte decays in whole units, where a double would be off', () => {
  const rule: SubsidyRule = {
    kind: 'decay',
    initial: 1078.5,
    ratio: [98_884, 100_000],
    everyBlocks: 175_200,
    originHeight: 1_430_000,
    fromHeight: 1_430_000,
    least: 1,
  };
  expect(subsidyOf(rule, { height: 1_429_999 })).toBeUndefined();
  expect(subsidyOf(rule, { height: 1_430_000 })).toBe(1078.5);
  // By hand: 107850000000·0.98884 = 106646394000, and that · 0.98884 = 105456220242.96, cut.
  expect(subsidyOf(rule, { height: 1_430_000 + 175_200 })).toBe(1066.46394);
  expect(subsidyOf(rule, { height: 1_430_000 + 2 * 175_200 })).toBe(1054.56220242);
  expect(subsidyOf(rule, { height: 1e9 })).toBe(1);
});

describe('a table', () => {
  const rule: SubsidyRule = {
    kind: 'table',
    rows: [
      [100, 50],
      [200, 25],
    ],
    untilHeight: 300,
    luck: { factor: 1.02, plus: 0.1 },
  };

  test('tells the mean of a reward that luck adds to', () => {
    expect(subsidyOf(rule, { height: 150 })).toBeCloseTo(51.1, 12);
    expect(nextSubsidy(rule, 150)).toEqual({ height: 200, subsidy: 25 * 1.02 + 0.1 });
  });

  test('tells nothing of blocks before and behind it', () => {
    expect(subsidyOf(rule, { height: 99 })).toBeUndefined();
    expect(subsidyOf(rule, { height: 300 })).toBeUndefined();
    expect(nextSubsidy(rule, 250)).toBeUndefined();
  });
});

describe('Kaspa', () => {
  const rule: SubsidyRule = {
    kind: 'chromatic',
    perSecond: 440,
    originScore: 15_519_600,
    fasterFrom: 110_165_000,
    blocksPerSecond: 10,
    monthS: 2_629_800,
  };
  const MONTH = 10 * 2_629_800;

  test('halves a tenth of its coins a second in twelve months', () => {
    const now = subsidyOf(rule, { height: 150_000_000 }) ?? Number.NaN;
    const inAYear = subsidyOf(rule, { height: 150_000_000 + 12 * MONTH }) ?? Number.NaN;
    expect(inAYear / now).toBeCloseTo(0.5, 7);
    // (110165000 − 15519600 + (150000000 − 110165000)/10) / 2629800 = 37.5: month 37.
    expect(now).toBeCloseTo((440 * 2 ** (-37 / 12)) / 10, 7);
  });

  test('steps exactly where a month begins', () => {
    const next = nextSubsidy(rule, 150_000_000);
    expect(next).toBeDefined();
    if (!next) return;
    expect(subsidyOf(rule, { height: next.height - 1 })).toBe(subsidyOf(rule, { height: 150_000_000 }));
    expect(subsidyOf(rule, { height: next.height })).toBe(next.subsidy);
    expect(next.height - 150_000_000).toBeLessThanOrEqual(MONTH);
  });

  test('is told of only since it makes ten blocks a second', () => {
    expect(subsidyOf(rule, { height: 110_164_999 })).toBeUndefined();
  });
});

test('Alephium falls evenly over four years, and stays', () => {
  const [fromMs, untilMs] = [1_000, 5_000];
  const rule: SubsidyRule = { kind: 'time-line', initial: 0.4, last: 0.2, fromMs, untilMs };
  expect(subsidyOf(rule, { atMs: 999 })).toBeUndefined();
  expect(subsidyOf(rule, { atMs: 3_000 })).toBeCloseTo(0.3, 12);
  expect(subsidyOf(rule, { atMs: 9_000 })).toBeCloseTo(0.2, 12);
  expect(subsidyOf(rule, { height: 1 })).toBeUndefined();
});

test('a line loses a coin per block, down to its least', () => {
  const rule: SubsidyRule = { kind: 'line', initial: 300_000, lessPerBlock: 1, least: 30_000 };
  expect(subsidyOf(rule, { height: 1_000 })).toBe(299_000);
  expect(nextSubsidy(rule, 1_000)).toEqual({ height: 1_001, subsidy: 298_999 });
  expect(subsidyOf(rule, { height: 400_000 })).toBe(30_000);
  expect(nextSubsidy(rule, 400_000)).toBeUndefined();
});

test('no rule ever makes more coins at a greater height', () => {
  const height = fc.integer({ min: 0, max: 20_000_000 });
  fc.assert(
    fc.property(height, height, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      return (subsidyOf(bitcoin, { height: low }) ?? 0) >= (subsidyOf(bitcoin, { height: high }) ?? 0);
    }),
  );
});
