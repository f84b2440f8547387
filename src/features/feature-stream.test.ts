import { expect, test } from 'vitest';
import type { Buckets, GaugeBuckets } from '../domain/buckets.ts';
import { SERIES } from '../domain/series.ts';
import type { Evaluate, FeatureDefinition, FeatureInput } from './definition.ts';
import { FLAG } from './definition.ts';
import { planFeatures } from './feature-plan.ts';
import { FeatureStream } from './feature-stream.ts';
import { featureColumn } from './feature-table.ts';
import type { EntityBlock } from './input-needs.ts';
import type { KnownInputs } from './known-inputs.ts';
import { createRegistry } from './registry.ts';
import { TableRoom } from './table-room.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** An hour and a day begin here. */
const START_MS = Date.UTC(2026, 0, 5);

const same: Evaluate = ([column], out, rows) => {
  for (let i = 0; i < rows; i++) out[i] = column?.[i] ?? Number.NaN;
};

function feature(
  name: string,
  input: FeatureInput,
  more: Partial<FeatureDefinition> = {},
): FeatureDefinition {
  return {
    name,
    group: 'miner',
    entity: 'miner',
    unit: '',
    formula: 'its input',
    source: 'definition',
    inputs: [input],
    step: 'minute',
    windowMs: 0,
    range: [-1e9, 1e9],
    outlier: 'flag',
    missing: { rule: 'absent' },
    version: 1,
    evaluator: () => same,
    ...more,
  };
}

const HOLDS = { unit: '', meaning: 'told of it', goodForMs: 2 * HOUR_MS };
/** What these features may read, whatever the house comes to know. */
const known: KnownInputs = {
  series: SERIES,
  outside: [
    { name: 'priceUsd', entities: ['coin'], ...HOLDS },
    { name: 'tariffPerKwh', entities: ['site'], ...HOLDS, goodForMs: HOUR_MS },
  ],
  facts: [],
};

const power: FeatureInput = { from: 'series', series: 'powerW', stat: 'mean' };

function stream(definitions: readonly FeatureDefinition[], asked = definitions.map(({ name }) => name)) {
  const plan = planFeatures(createRegistry(definitions, known), asked);
  return new FeatureStream(plan, { fromMs: START_MS, offsetMinutes: () => 0 });
}

function block(minutes: number, more: Partial<EntityBlock> = {}): EntityBlock {
  return { toMs: START_MS + minutes * MINUTE_MS, buckets: {}, outside: {}, facts: {}, linked: {}, ...more };
}

/** Buckets of one poll each; those of NaN are absent. */
function gauge(values: readonly number[], stepMs = MINUTE_MS): Buckets {
  const heard = [...values.entries()].filter(([, value]) => !Number.isNaN(value));
  const column = Float64Array.from(heard, ([, value]) => value);
  const atMs = Float64Array.from(heard, ([i]) => START_MS + i * stepMs);
  const ones = column.map(() => 1);
  const powerW: GaugeBuckets = {
    kind: 'gauge',
    count: ones,
    sum: column,
    min: column,
    max: column,
    last: column,
    m2: column.map(() => 0),
  };
  return { atMs, rows: ones, firstAtMs: atMs, lastAtMs: atMs, series: { powerW } };
}

const told = (...rows: readonly (readonly [atMs: number, value: number, knownAtMs: number])[]) => ({
  atMs: Float64Array.from(rows, ([atMs]) => START_MS + atMs),
  values: Float64Array.from(rows, ([, value]) => value),
  knownAtMs: Float64Array.from(rows, ([, , knownAtMs]) => START_MS + knownAtMs),
});

const none = Number.NaN;

test('minutes that nobody saw are missing, and say so', () => {
  const tables = stream([feature('power', power)]).advance(
    block(4, { buckets: { minute: gauge([10, none, none, 40]) } }),
  );
  const column = featureColumn(tables, 'power');
  expect([...(column?.values ?? [])]).toEqual([10, none, none, 40]);
  expect([...(column?.flags ?? [])]).toEqual([0, FLAG.missing, FLAG.missing, 0]);
});

test('each call gives the new rows alone, and goes on where the last one left off', () => {
  const its = stream([feature('power', power)]);
  const buckets = { minute: gauge([1, 2, 3, 4, 5]) };
  expect([...(its.advance(block(2, { buckets })).minute?.values ?? [])]).toEqual([1, 2]);
  expect(its.advance(block(2, { buckets })).minute?.rows).toBe(0);
  expect(its.advance(block(5, { buckets })).minute).toMatchObject({
    startMs: START_MS + 2 * MINUTE_MS,
    values: Float64Array.of(3, 4, 5),
  });
});

test('what is made in a room that was used before holds nothing of what was made there', () => {
  const room = new TableRoom();
  const values = (minutes: readonly number[]) => {
    const its = stream([feature('power', power)]);
    const { minute } = its.advance(block(minutes.length, { buckets: { minute: gauge(minutes) } }), room);
    return [[...(minute?.values ?? [])], [...(minute?.flags ?? [])]];
  };
  expect(values([1, none, none])[1]).toEqual([0, FLAG.missing, FLAG.missing]);
  expect(values([4, 5])).toEqual([
    [4, 5],
    [0, 0],
  ]);
  expect(values([none, 7, 8, 9])).toEqual([
    [none, 7, 8, 9],
    [FLAG.missing, 0, 0, 0],
  ]);
});

test('a value outside of the range is kept, moved or dropped as its definition says', () => {
  const range: readonly [number, number] = [0, 5];
  const tables = stream([
    feature('kept', power, { range }),
    feature('moved', power, { range, outlier: 'winsorise' }),
    feature('dropped', power, { range, outlier: 'drop' }),
  ]).advance(block(2, { buckets: { minute: gauge([3, 9]) } }));
  const rows = (name: string) => {
    const { values = [], flags = [] } = featureColumn(tables, name) ?? {};
    return [...values, ...flags];
  };
  expect(rows('kept')).toEqual([3, 9, 0, FLAG.outside]);
  expect(rows('moved')).toEqual([3, 5, 0, FLAG.outside | FLAG.winsorised]);
  expect(rows('dropped')).toEqual([3, none, 0, FLAG.outside | FLAG.missing]);
});

test('a held value stands for as long as its rule says, and what is worked out from it sees it', () => {
  const missing = { rule: 'hold', forMs: 2 * MINUTE_MS, reason: 'told rarely' } as const;
  const tables = stream([
    feature('held', power, { missing }),
    feature('after', { from: 'feature', name: 'held' }),
  ]).advance(block(5, { buckets: { minute: gauge([7, none, none, none, none]) } }));
  expect([...(featureColumn(tables, 'after')?.values ?? [])]).toEqual([7, 7, 7, none, none]);
  expect([...(featureColumn(tables, 'held')?.flags ?? [])]).toEqual([0, 2, 2, 1, 1]);
});

test('a feature of the hour is known to the minute in which the hour ends, and no earlier', () => {
  const tables = stream([
    feature('hourly', power, { step: 'hour' }),
    feature('minutely', { from: 'feature', name: 'hourly' }),
  ]).advance(block(121, { buckets: { hour: gauge([100, 200], HOUR_MS) } }));
  const { values } = featureColumn(tables, 'minutely') ?? {};
  expect([values?.[58], values?.[59], values?.[118], values?.[119], values?.[120]]).toEqual([
    none,
    100,
    100,
    200,
    200,
  ]);
});

test('a feature of the minute counts for an hour as it is when the hour ends', () => {
  const minutes = Array.from({ length: 120 }, (_, i) => i);
  const tables = stream([
    feature('minutely', power),
    feature('hourly', { from: 'feature', name: 'minutely' }, { step: 'hour' }),
  ]).advance(block(120, { buckets: { minute: gauge(minutes) } }));
  expect([...(tables.hour?.values ?? [])]).toEqual([59, 119]);
});

test('a price counts from its arrival, a corrected one from the arrival of the correction', () => {
  const tables = stream([
    feature('price', { from: 'outside', series: 'priceUsd' }, { entity: 'coin' }),
  ]).advance(
    block(5, {
      outside: { priceUsd: told([0, 50, 90_000], [0, 51, 200_000], [120_000, 60, 1e9]) },
    }),
  );
  expect([...(tables.minute?.values ?? [])]).toEqual([none, 50, 50, 51, 51]);
});

test('a price older than it is good for is none', () => {
  const its = stream([
    feature('price', { from: 'outside', series: 'priceUsd' }, { entity: 'coin', step: 'hour' }),
  ]);
  const tables = its.advance(block(240, { outside: { priceUsd: told([0, 50, 0]) } }));
  expect([...(tables.hour?.values ?? [])]).toEqual([50, none, none, none]);
});

test("tomorrow's tariff is read where it is known already", () => {
  const ahead: FeatureInput = { from: 'ahead', series: 'tariffPerKwh', aheadMs: HOUR_MS };
  const tables = stream([
    feature('tariff', { from: 'outside', series: 'tariffPerKwh' }, { entity: 'site', step: 'hour' }),
    feature('tariff_next', ahead, { entity: 'site', step: 'hour' }),
  ]).advance(
    block(180, {
      outside: { tariffPerKwh: told([HOUR_MS, 0.1, 0], [2 * HOUR_MS, 0.2, 0], [3 * HOUR_MS, 0.3, 0]) },
    }),
  );
  expect([...(featureColumn(tables, 'tariff')?.values ?? [])]).toEqual([0.1, 0.2, 0.3]);
  expect([...(featureColumn(tables, 'tariff_next')?.values ?? [])]).toEqual([0.2, 0.3, none]);
});

test("a miner follows its coin's feature, and the other coin's from when it works for that", () => {
  const price = feature('price', { from: 'outside', series: 'priceUsd' }, { entity: 'coin' });
  const registry = createRegistry(
    [price, feature('coin_price', { from: 'linked', entity: 'coin', name: 'price' })],
    known,
  );
  const coin = (usd: number) =>
    new FeatureStream(planFeatures(registry, ['price']), {
      fromMs: START_MS,
      offsetMinutes: () => 0,
    }).advance(block(4, { outside: { priceUsd: told([0, usd, 0]) } }));
  const miner = new FeatureStream(planFeatures(registry, ['coin_price']), {
    fromMs: START_MS,
    offsetMinutes: () => 0,
  });
  const tables = miner.advance(
    block(4, {
      linked: {
        coin: [
          { entityId: 'btc', sinceMs: START_MS, tables: coin(90_000) },
          { entityId: 'ltc', sinceMs: START_MS + 3 * MINUTE_MS, tables: coin(100) },
        ],
      },
    }),
  );
  expect([...(tables.minute?.values ?? [])]).toEqual([90_000, 90_000, 100, 100]);
});
