import { describe, expect, test } from 'vitest';
import type { Contest, ContestEntry, ForecastScores } from '../../domain/forecast.ts';
import type { ModelReason, ModelRecord } from '../../domain/model-record.ts';
import {
  changeWords,
  foldMean,
  modelName,
  modelReasonWords,
  modelStanding,
  nameOfId,
  objection,
} from './model-words.ts';

const record = (change: Partial<ModelRecord> = {}) =>
  ({
    id: 'price:BTC:day/boosted-trees/3',
    targetId: 'price:BTC:day',
    kind: 'boosted-trees',
    version: 3,
    history: [{ atMs: 0, status: 'candidate', reason: { kind: 'trained' } }],
    folds: [],
    ...change,
  }) as unknown as ModelRecord;
const scores = (mase: number) => ({ mase }) as ForecastScores;
function contest(mase: number, ...verdicts: readonly ContestEntry['verdict'][]): Contest {
  const rule = {
    speaker: { kind: 'rule', name: 'persistence' },
    scores: scores(1),
    verdict: 'is-rule',
  } as const;
  const bands = verdicts.map((verdict) => {
    const speaker = { kind: 'model', name: 'boosted trees', modelId: record().id } as const;
    return { entries: [rule, { speaker, scores: scores(mase), verdict }] };
  });
  return { bands } as unknown as Contest;
}

test('a model is called by its kind and version, also by its id alone', () => {
  expect(modelName(record())).toBe('Boosted trees, version 3');
  expect(nameOfId('price:BTC:day/recurrent-net/12')).toBe('Recurrent net (LSTM), version 12');
  expect(nameOfId('shipped')).toBe('shipped');
});

test('each reason of a change is told in words', () => {
  const words = (reason: ModelReason) => modelReasonWords(reason, (error) => `€${error}`, 'en-GB');
  expect(words({ kind: 'trained' })).toBe('it was trained');
  expect(words({ kind: 'owner' })).toBe('you said so');
  expect(words({ kind: 'imported' })).toBe('it came from a file');
  expect(words({ kind: 'won', mase: 0.81, ruleMase: 1, p: 0.0004 })).toBe(
    'it won its contest (MASE 0.81 against 1.00, p < 0.001)',
  );
  expect(words({ kind: 'won', mase: 0.81, ruleMase: 1, p: Number.NaN })).toBe(
    'it won its contest (MASE 0.81 against 1.00)',
  );
  expect(words({ kind: 'won-together', mase: 0.81, ruleMase: 1, p: 0.02, share: 0.34 })).toBe(
    'it makes 34\u00a0% of a mixture that won its contest (MASE 0.81 against 1.00, p = 0.020)',
  );
  expect(words({ kind: 'lost', mase: 1.04, ruleMase: 1 })).toBe(
    'it lost its contest (MASE 1.04 against 1.00)',
  );
  expect(words({ kind: 'stood-its-trial', days: 1 })).toBe('it stood its trial of 1 day');
  expect(words({ kind: 'stood-its-trial', days: 14 })).toBe('it stood its trial of 14 days');
  expect(words({ kind: 'errors-grew', mae: 9, usualMae: 4 })).toBe('its errors grew to €9, usual are €4');
  expect(words({ kind: 'superseded', byId: 'a/random-forest/2' })).toBe(
    'Random forest, version 2 took its place',
  );
  expect(words({ kind: 'features-changed', feature: 'rsi' })).toBe('“rsi” is worked out otherwise now');
});

test('a change is told with its moment, its status and its reason', () => {
  const change = { atMs: Date.UTC(2026, 0, 5, 12), status: 'champion', reason: { kind: 'owner' } } as const;
  expect(changeWords(change, String, 'en-GB')).toMatch(/^5 Jan 2026, \d\d:\d\d: Speaks, for you said so\.$/);
});

describe('how a model does', () => {
  test('is told by its contest first, by the band that speaks most against it', () => {
    expect(modelStanding(record(), contest(0.9, 'speaks', 'loses'))).toEqual({
      mase: 0.9,
      ruleMase: 1,
      verdict: 'loses',
      bands: { wins: 2, all: 2 },
    });
  });
  test('is told by its history where the newest contest was held without it', () => {
    const won = {
      atMs: 1,
      status: 'canary',
      reason: { kind: 'won', mase: 0.7, ruleMase: 0.9, p: 0.01 },
    } as const;
    expect(modelStanding(record({ history: [won] }), { bands: [] } as unknown as Contest)).toEqual({
      mase: 0.7,
      ruleMase: 0.9,
      verdict: 'speaks',
    });
  });
  test('is told by its own tests else, and not at all without them', () => {
    const folds = [scores(0.8), scores(Number.NaN), scores(0.9)];
    expect(modelStanding(record({ folds }), undefined)?.mase).toBeCloseTo(0.85);
    expect(modelStanding(record(), undefined)).toBeUndefined();
    expect(foldMean({ folds: [] }, ({ mase }) => mase)).toBeNaN();
  });
});

test('before a model may speak, its owner is told what its contest says against it', () => {
  expect(objection(record(), contest(0.8, 'speaks'))).toBeUndefined();
  expect(objection(record(), contest(0.8, 'speaks', 'beats-rule'))).toBeUndefined();
  expect(objection(record(), contest(1.04, 'loses'))).toContain('The contest is against it');
  expect(objection(record(), contest(0.97, 'not-better'))).toContain('Its lead may be chance');
  expect(objection(record(), contest(Number.NaN, 'failed'))).toContain('won no contest yet');
  expect(objection(record(), undefined)).toContain('won no contest yet');
});
