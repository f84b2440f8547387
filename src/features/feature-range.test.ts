import { expect, test } from 'vitest';
import type { Evaluate, FeatureDefinition } from './definition.ts';
import { FeatureCache } from './feature-cache.ts';
import { readFeatures } from './feature-range.ts';
import type { InputNeeds, InputPort } from './input-needs.ts';
import { createRegistry } from './registry.ts';

const HOUR_MS = 3_600_000;

const same: Evaluate = ([input], out, rows) => {
  for (let i = 0; i < rows; i++) out[i] = input?.[i] ?? Number.NaN;
};

const definition = (name: string): FeatureDefinition => ({
  name,
  group: 'miner',
  entity: 'miner',
  unit: '',
  formula: 'its input',
  source: 'definition',
  inputs: [{ from: 'series', series: 'powerW', stat: 'mean' }],
  step: 'hour',
  windowMs: 0,
  range: [0, 1e6],
  outlier: 'flag',
  missing: { rule: 'absent' },
  version: 1,
  evaluator: () => same,
});

/** A store in which every hour had as many watts as hours had passed, read and counted. */
function portOf(versions: { now: string }) {
  const reads: InputNeeds[] = [];
  const port: InputPort = {
    async read(_entity, needs, fromMs, toMs) {
      reads.push(needs);
      const hours = Math.round((toMs - fromMs) / HOUR_MS);
      const atMs = Float64Array.from({ length: hours }, (_, i) => fromMs + i * HOUR_MS);
      const ones = atMs.map(() => 1);
      const watts = atMs.map((at) => at / HOUR_MS);
      const powerW = {
        kind: 'gauge',
        count: ones,
        sum: watts,
        min: watts,
        max: watts,
        last: watts,
        m2: ones.map(() => 0),
      } as const;
      const hour = { atMs, rows: ones, firstAtMs: atMs, lastAtMs: atMs, series: { powerW } };
      return { toMs, buckets: { hour }, outside: {}, facts: {}, linked: {} };
    },
    version: async () => versions.now,
  };
  return { port, reads };
}

test('what was worked out of the same past is not worked out again, and of another past it is', async () => {
  const versions = { now: 'v1' };
  const { port, reads } = portOf(versions);
  const reading = {
    registry: createRegistry([definition('a'), definition('b')]),
    port,
    cache: new FeatureCache({ maxBytes: 1e6 }),
    offsetMinutes: () => 0,
  };
  const query = {
    entity: { kind: 'miner', id: 'x' },
    names: ['a'],
    fromMs: 2 * HOUR_MS,
    toMs: 5 * HOUR_MS,
  } as const;
  const first = await readFeatures(reading, query);
  expect([...(first.get('a')?.values ?? [])]).toEqual([2, 3, 4]);
  expect((await readFeatures(reading, query)).get('a')).toBe(first.get('a'));
  expect(reads.length).toBe(1);
  expect([...(await readFeatures(reading, { ...query, names: ['a', 'b'] })).keys()]).toEqual(['a', 'b']);
  expect(reads.length).toBe(2);
  versions.now = 'v2';
  await readFeatures(reading, query);
  expect(reads.length).toBe(3);
});
