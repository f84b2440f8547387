import { expect, test } from 'vitest';
import type { FeatureDefinition } from './definition.ts';
import { FLAG } from './definition.ts';
import { type FeatureMatrix, featureMatrix, MissingFeatureError } from './feature-matrix.ts';
import type { FeatureColumn } from './feature-table.ts';
import { changedMeanings, fitPreprocessing, prepared } from './preprocessing.ts';
import { createRegistry } from './registry.ts';

const HOUR_MS = 3_600_000;

function registryOf(names: readonly string[], version = 1) {
  return createRegistry(
    names.map(
      (name): FeatureDefinition => ({
        name,
        group: 'miner',
        entity: 'miner',
        unit: '',
        formula: 'made up',
        source: 'definition',
        inputs: [],
        step: 'hour',
        windowMs: 0,
        range: [0, 1],
        outlier: 'flag',
        missing: { rule: 'absent' },
        version,
        evaluator: () => () => undefined,
      }),
    ),
  );
}

const column = (step: FeatureColumn['step'], values: readonly number[]): FeatureColumn => ({
  step,
  startMs: 0,
  values: Float64Array.from(values),
  flags: Uint8Array.from(values, (value) => (Number.isNaN(value) ? FLAG.missing : 0)),
});

function matrixOf(columns: Readonly<Record<string, readonly number[]>>): FeatureMatrix {
  const rows = Math.max(...Object.values(columns).map(({ length }) => length));
  const made = Object.entries(columns).map(([name, values]) => [name, column('hour', values)] as const);
  return featureMatrix(new Map(made), Object.keys(columns), { step: 'hour', startMs: 0, rows });
}

const none = Number.NaN;

test('features of other steps are joined as they were known at the end of each row', () => {
  const minutes = Array.from({ length: 120 }, (_, i) => i);
  const columns = new Map([
    ['minutely', column('minute', minutes)],
    ['daily', column('day', [7])],
  ]);
  const grid = { step: 'hour', startMs: 0, rows: 25 } as const;
  const { values, flags } = featureMatrix(columns, ['minutely', 'daily'], grid);
  expect([...values.slice(0, 6)]).toEqual([59, none, 119, none, none, none]);
  // The day is known when it is over, and until the next one is.
  expect([values[22 * 2 + 1], values[23 * 2 + 1], values[24 * 2 + 1]]).toEqual([none, 7, 7]);
  expect([...flags.slice(0, 6)]).toEqual([0, 1, 0, 1, 1, 1]);
});

test('a matrix of a feature that is not there is refused', () => {
  expect(() => featureMatrix(new Map(), ['luck'], { step: 'hour', startMs: HOUR_MS, rows: 1 })).toThrow(
    MissingFeatureError,
  );
});

test('nothing is learnt from rows that are not for training', () => {
  const before = matrixOf({ a: [1, 2, 3, 4, 100], b: [5, none, 7, 8, 9] });
  const after = matrixOf({ a: [1, 2, 3, 4, -1e9], b: [5, none, 7, 8, none] });
  const options = {
    winsorisedShare: 0.1,
    imputedBecause: 'a linear model needs a number',
    prunedAbove: 0.999,
  };
  const registry = registryOf(['a', 'b']);
  const rows = [0, 1, 2, 3];
  expect(fitPreprocessing(before, rows, registry, options)).toEqual(
    fitPreprocessing(after, rows, registry, options),
  );
});

test('what was learnt is plain, and brings later rows to the shape of the training rows', () => {
  const registry = registryOf(['a', 'b']);
  const matrix = matrixOf({ a: [0, 10, 20, 30, 1_000], b: [1, 3, none, none, none] });
  const learnt = fitPreprocessing(matrix, [0, 1, 2, 3], registry, {
    scalers: { a: 'min-max', b: 'robust' },
    winsorisedShare: 0,
    imputedBecause: 'a linear model needs a number',
  });
  const { values, flags } = prepared(matrix, JSON.parse(JSON.stringify(learnt)));
  expect([...values]).toEqual([0, -1, 1 / 3, 1, 2 / 3, 0, 1, 0, 1, 0]);
  expect(flags[4 * 2]).toBe(FLAG.winsorised);
  expect(flags[2 * 2 + 1]).toBe(FLAG.missing | FLAG.imputed);
});

test('without a reason to fill it, what is missing stays missing', () => {
  const matrix = matrixOf({ a: [1, none, 3] });
  const { values } = prepared(matrix, fitPreprocessing(matrix, [0, 1, 2], registryOf(['a'])));
  expect([...values]).toEqual([-1, none, 1]);
});

test('columns that say the same, and those that say nothing, are left out with the reason', () => {
  const matrix = matrixOf({
    a: [1, 2, 3, 4],
    twice: [2, 4, 6, 8],
    silent: [none, none, none, 4],
    b: [4, 1, 3, 2],
  });
  const learnt = fitPreprocessing(matrix, [0, 1, 2], registryOf(matrix.names), { prunedAbove: 0.95 });
  expect(learnt.columns.map(({ name }) => name)).toEqual(['a', 'b']);
  expect(learnt.leftOut).toEqual([
    { name: 'silent', reason: 'no training row has a value of it' },
    { name: 'twice', reason: 'its correlation with a is 1.000' },
  ]);
});

test('a model knows when a feature has come to mean something else', () => {
  const matrix = matrixOf({ a: [1, 2], b: [3, 4] });
  const learnt = fitPreprocessing(matrix, [0, 1], registryOf(['a', 'b']));
  expect(changedMeanings(learnt, registryOf(['a', 'b']))).toEqual([]);
  expect(changedMeanings(learnt, registryOf(['a'], 2))).toEqual(['a', 'b']);
});
