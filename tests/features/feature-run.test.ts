import { expect, test } from 'vitest';
import type { Evaluate, FeatureDefinition } from '../../src/features/definition.ts';
import { planFeatures } from '../../src/features/feature-plan.ts';
import { createRegistry } from '../../src/features/registry.ts';
import { historyThen } from './entity-history.ts';
import { batch, streamed } from './feature-run.ts';
import { madeEntity } from './made-entity.ts';

const MINUTE_MS = 60_000;
const FROM_MS = Date.UTC(2026, 0, 5);
const TO_MS = FROM_MS + 300 * MINUTE_MS;
const SETTING = { fromMs: FROM_MS, zone: 'UTC' };

/** The laws of every feature hold only what a broken one would fail: this one takes its value from a row later. */
const looksAhead: Evaluate = ([column], out, rows) => {
  for (let i = 0; i < rows; i++) out[i] = column?.[Math.min(i + 1, rows - 1)] ?? Number.NaN;
};

function planOf(evaluate: Evaluate) {
  const definition: FeatureDefinition = {
    name: 'power',
    group: 'miner',
    entity: 'miner',
    unit: '',
    formula: 'the power of the minute',
    source: 'definition',
    inputs: [{ from: 'series', series: 'powerW', stat: 'mean' }],
    step: 'minute',
    windowMs: 0,
    range: [-1e12, 1e12],
    outlier: 'flag',
    missing: { rule: 'absent' },
    version: 1,
    evaluator: () => evaluate,
  };
  return planFeatures(createRegistry([definition]), ['power']);
}

function history(seed: number) {
  const { needs, registry } = planOf(looksAhead);
  return madeEntity(needs, registry, { seed, fromMs: FROM_MS, toMs: TO_MS });
}

test('a feature that looks ahead changes with the future', () => {
  const plan = planOf(looksAhead);
  const cutMs = FROM_MS + 100 * MINUTE_MS;
  const other = historyThen(history(1), history(2), [], cutMs);
  const before = batch(plan, 'power', history(1), SETTING).values.slice(0, 100);
  expect(batch(plan, 'power', other, SETTING).values.slice(0, 100)).not.toEqual(before);
});

test('a feature that looks ahead comes to something else a few rows at a time', () => {
  const plan = planOf(looksAhead);
  const moments = Array.from({ length: 30 }, (_, k) => FROM_MS + (k + 1) * 10 * MINUTE_MS);
  const pieces = streamed(plan, 'power', history(1), SETTING, moments).values;
  expect(pieces).not.toEqual(batch(plan, 'power', history(1), SETTING).values);
});
