import { expect, test } from 'vitest';
import type { FeatureDefinition, FeatureInput } from './definition.ts';
import { createRegistry } from './registry.ts';
import { RegistryError } from './registry-error.ts';

function feature(
  name: string,
  inputs: readonly FeatureInput[],
  more: Partial<FeatureDefinition> = {},
): FeatureDefinition {
  return {
    name,
    group: 'miner',
    entity: 'miner',
    unit: '',
    formula: 'the sum of what it is given',
    source: 'definition',
    inputs,
    step: 'minute',
    windowMs: 0,
    range: [0, 1],
    outlier: 'flag',
    missing: { rule: 'absent' },
    version: 1,
    evaluator: () => () => undefined,
    ...more,
  };
}

const of = (name: string): FeatureInput => ({ from: 'feature', name });
const power: FeatureInput = { from: 'series', series: 'powerW', stat: 'mean' };

function problemsOf(...definitions: FeatureDefinition[]): readonly string[] {
  try {
    createRegistry(definitions);
    return [];
  } catch (cause) {
    if (cause instanceof RegistryError) return cause.problems;
    throw cause;
  }
}

test('each feature stands after all that it is worked out from', () => {
  const registry = createRegistry([
    feature('c', [of('b'), of('a')]),
    feature('b', [of('a')]),
    feature('a', [power]),
  ]);
  expect(registry.definitions.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(registry.closure(['b']).map(({ name }) => name)).toEqual(['a', 'b']);
  expect(registry.dependants('a').map(({ name }) => name)).toEqual(['b', 'c']);
});

test('a cycle is refused and named', () => {
  expect(problemsOf(feature('a', [of('c')]), feature('b', [of('a')]), feature('c', [of('b')]))).toEqual([
    'a → c → b → a is a cycle.',
  ]);
});

test.each<[string, FeatureDefinition[], string]>([
  ['a name given twice', [feature('a', []), feature('a', [])], 'a: two features are called so.'],
  ['a name in camel case', [feature('chipTemp', [])], 'chipTemp: its name is not snake case.'],
  [
    'a unit beside the name',
    [feature('draw_w', [], { unit: 'kW' })],
    'draw_w: its name promises W, its unit is "kW".',
  ],
  ['a range from above', [feature('a', [], { range: [1, 1] })], 'a: from 1 to 1 is no range.'],
  [
    'an endless window',
    [feature('a', [], { windowMs: Number.POSITIVE_INFINITY })],
    'a: a window of Infinity ms has no length.',
  ],
  ['an unknown feature', [feature('a', [of('b')])], 'a: there is no feature "b".'],
  [
    "another entity's feature",
    [feature('a', [of('b')]), feature('b', [], { entity: 'coin' })],
    'a: "b" is a feature of a coin, not of a miner.',
  ],
  [
    'an unknown series',
    [feature('a', [{ from: 'series', series: 'x', stat: 'mean' }])],
    'a: there is no series "x".',
  ],
  [
    'a statistic that a counter lacks',
    [feature('a', [{ from: 'series', series: 'sharesAccepted', stat: 'mean' }])],
    'a: a counter (sharesAccepted) has no "mean".',
  ],
  [
    'an outside series of another entity',
    [feature('a', [{ from: 'outside', series: 'price' }])],
    'a: the outside series "price" is not told of a miner.',
  ],
  ['an unknown fact', [feature('a', [{ from: 'fact', name: 'x' }])], 'a: there is no fact "x".'],
  ['a version of nothing', [feature('a', [], { version: 0 })], 'a: 0 is no version.'],
])('%s is refused', (_, definitions, problem) => {
  expect(problemsOf(...definitions)).toEqual([problem]);
});

test('the identity of a feature changes with the version of anything that it is worked out from', () => {
  const before = createRegistry([feature('a', [power]), feature('b', [of('a')])]);
  const after = createRegistry([feature('a', [power], { version: 2 }), feature('b', [of('a')])]);
  expect(before.identity('b')).toBe('b@1 a@1');
  expect(after.identity('b')).toBe('b@1 a@2');
});

test('a feature that nobody defined is a typed error', () => {
  expect(() => createRegistry([]).get('luck')).toThrow(RegistryError);
});
