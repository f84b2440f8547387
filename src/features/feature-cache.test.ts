import { expect, test } from 'vitest';
import { type CacheKey, FeatureCache } from './feature-cache.ts';
import type { FeatureColumn } from './feature-table.ts';

const key = (identity: string, more: Partial<CacheKey> = {}): CacheKey => ({
  entity: { kind: 'miner', id: 'a' },
  identity,
  fromMs: 0,
  toMs: 60_000,
  segments: 'v1',
  ...more,
});

const column = (rows: number): FeatureColumn => ({
  step: 'minute',
  startMs: 0,
  values: new Float64Array(rows),
  flags: new Uint8Array(rows),
});

test('a column is found again until anything that it was worked out from changes', () => {
  const cache = new FeatureCache({ maxBytes: 10_000 });
  const its = column(10);
  cache.put(key('power@1'), its);
  expect(cache.get(key('power@1'))).toBe(its);
  expect(cache.get(key('power@2'))).toBeUndefined();
  expect(cache.get(key('power@1', { segments: 'v2' }))).toBeUndefined();
  expect(cache.get(key('power@1', { toMs: 120_000 }))).toBeUndefined();
  expect(cache.get(key('power@1', { entity: { kind: 'miner', id: 'b' } }))).toBeUndefined();
});

test('what was not asked for the longest makes room', () => {
  const cache = new FeatureCache({ maxBytes: 2_500 });
  for (const name of ['a@1', 'b@1']) cache.put(key(name), column(100));
  cache.get(key('a@1'));
  cache.put(key('c@1'), column(100));
  expect(['a@1', 'b@1', 'c@1'].map((name) => cache.get(key(name)) !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
  expect(cache.bytes).toBeLessThanOrEqual(2_500);
});

test('a column put twice counts once, and one too large for all of it is not kept', () => {
  const cache = new FeatureCache({ maxBytes: 2_500 });
  cache.put(key('a@1'), column(100));
  const { bytes } = cache;
  cache.put(key('a@1'), column(100));
  cache.put(key('b@1'), column(1_000));
  expect(cache.bytes).toBe(bytes);
  expect(cache.get(key('b@1'))).toBeUndefined();
});
