import { expect, test } from 'vitest';
import { SHIPPED_COINS } from '../../domain/shipped-coins.ts';
import type { SourcesView } from '../../domain/sources-view.ts';
import { halvingOutlook, retargetOutlook } from './reward-outlook.ts';

const NOW = Date.UTC(2026, 0, 15, 16);
const DAY = 86_400_000;

function bitcoin() {
  const coin = SHIPPED_COINS.find(({ symbol }) => symbol === 'BTC');
  if (!coin) throw new Error('bitcoin is no coin of ours');
  return coin;
}

function retarget(value: object, atMs = NOW): SourcesView['figures'] {
  return { 'retarget:BTC': { value: { retarget: value }, provider: 'mempool', atMs, receivedAtMs: atMs } };
}

function chain(network: object, rewards?: object, atMs = NOW): SourcesView['figures'] {
  const told = { provider: 'mempool', atMs, receivedAtMs: atMs };
  return {
    'network:BTC': { ...told, value: network },
    ...(rewards ? { 'rewards:BTC': { ...told, value: rewards } } : {}),
  };
}

test('four percent harder is 3.85 % less a day', () => {
  const outlook = retargetOutlook(retarget({ atMs: NOW + 3 * DAY, changePct: 4 }), NOW);
  expect(outlook).toMatchObject({ kind: 'expected', provider: 'mempool', dayMs: NOW + 3 * DAY });
  expect(outlook?.kind === 'expected' && outlook.revenueFactor).toBeCloseTo(1 / 1.04, 12);
});

test('a change whose day is over is no forecast', () => {
  const figures = retarget({ atMs: NOW - 1, changePct: 4 });
  expect(retargetOutlook(figures, NOW)).toMatchObject({ kind: 'passed', dayMs: NOW - 1 });
});

test('what was told four days ago is too old to count with', () => {
  const figures = retarget({ atMs: NOW + 3 * DAY, changePct: 4 }, NOW - 4 * DAY);
  expect(retargetOutlook(figures, NOW)?.kind).toBe('old');
});

test.each([{}, { atMs: NOW + DAY }, { changePct: 3 }, { atMs: NOW + DAY, changePct: -100 }])(
  'nothing is claimed of %j',
  (value) => {
    expect(retargetOutlook(retarget(value), NOW)).toBeUndefined();
  },
);

test('the halving of block 1,050,000 takes half of the subsidy and none of the fees', () => {
  const outlook = halvingOutlook(bitcoin(), chain({ height: 1_049_000 }, { feesPerBlock: 0.125 }), NOW);
  expect(outlook?.next).toMatchObject({ height: 1_050_000, blocks: 1000, subsidy: 1.5625 });
  expect(outlook?.next.atMs).toBe(NOW + 1000 * 600_000);
  expect(outlook?.next.revenueFactor).toBeCloseTo((1.5625 + 0.125) / (3.125 + 0.125), 12);
  expect(outlook?.feesKnown).toBe(true);
});

test('without fees it is a half, and says that it knows no better', () => {
  const outlook = halvingOutlook(bitcoin(), chain({ height: 1_049_000 }), NOW);
  expect(outlook?.next.revenueFactor).toBeCloseTo(0.5, 12);
  expect(outlook?.feesKnown).toBe(false);
});

test('a height may be told by the blocks that fees were counted over', () => {
  const outlook = halvingOutlook(bitcoin(), chain({}, { endHeight: 1_049_000, feesPerBlock: 0.1 }), NOW);
  expect(outlook?.next.blocks).toBe(1000);
});

test('without a height that is young enough there is no halving to tell of', () => {
  expect(halvingOutlook(bitcoin(), {}, NOW)).toBeUndefined();
  expect(
    halvingOutlook(bitcoin(), chain({ height: 1_049_000 }, undefined, NOW - 4 * DAY), NOW),
  ).toBeUndefined();
});
