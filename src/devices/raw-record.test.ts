import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timesSlower } from '../../tests/support/machine-pace.ts';
import type { Oddity } from '../domain/reading.ts';
import { RawRecord } from './raw-record.ts';

function record(source: unknown): { readonly fields: RawRecord; readonly oddities: Oddity[] } {
  const oddities: Oddity[] = [];
  return { fields: new RawRecord(source, oddities), oddities };
}

describe('a number', () => {
  test.each([
    [1.5, 1.5],
    ['4686.4886', 4686.4886],
    ['67.1 °C', 67.1],
    ['36%', 36],
    [' -12 ', -12],
    ['1.2e3', 1200],
  ])('%j is %d', (found, value) => {
    const { fields, oddities } = record({ x: found });
    expect(fields.number('x')).toBe(value);
    expect(oddities).toEqual([]);
  });

  test.each([undefined, null, ''])('%j is absent, and nothing to tell of', (found) => {
    const { fields, oddities } = record({ x: found });
    expect(fields.number('x')).toBeUndefined();
    expect(oddities).toEqual([]);
  });

  test.each([['abc'], [true], [[1]], [{}], [1e300], [Number.NaN], ['1 2 3'], ['nan']])(
    '%j is refused and noted',
    (found) => {
      const { fields, oddities } = record({ x: found });
      expect(fields.number('x')).toBeUndefined();
      expect(oddities).toHaveLength(1);
      expect(oddities[0]).toMatchObject({ field: 'x' });
    },
  );

  test('is held against its limits in our unit, after scaling', () => {
    const { fields, oddities } = record({ coreVoltage: 1150, voltage: 90_000 });
    expect(fields.number('coreVoltage', { max: 20, scale: 0.001 })).toBeCloseTo(1.15);
    expect(fields.number('voltage', { max: 20, scale: 0.001 })).toBeUndefined();
    expect(oddities).toEqual([{ field: 'voltage', problem: 'out of range', found: '90000' }]);
  });

  test('that is odd is noted once, however often it is read', () => {
    const { fields, oddities } = record({ frequency: 'fast' });
    fields.number('frequency');
    fields.number('frequency');
    expect(oddities).toHaveLength(1);
  });
});

describe('a count', () => {
  test('of 2^64 − 1 is unset, not a lot', () => {
    const { fields, oddities } = record(JSON.parse('{"Best Share":18446744073709551615}'));
    expect(fields.count('Best Share')).toBeUndefined();
    expect(oddities).toEqual([]);
  });

  test('is never negative', () => {
    const { fields, oddities } = record({ accepted: -3 });
    expect(fields.count('accepted')).toBeUndefined();
    expect(oddities).toEqual([{ field: 'accepted', problem: 'negative', found: '-3' }]);
  });
});

describe('a temperature', () => {
  test.each([-1, 0, -273])('of %d says that there is no sensor', (found) => {
    const { fields, oddities } = record({ temp2: found });
    expect(fields.temperature('temp2')).toBeUndefined();
    expect(oddities).toEqual([]);
  });

  test('below freezing is one: miners stand in sheds', () => {
    expect(record({ temp: -7.5 }).fields.temperature('temp')).toBe(-7.5);
  });
});

describe('yes and no', () => {
  test.each([
    [1, true],
    ['true', true],
    ['Y', true],
    [0, false],
    [false, false],
    ['N', false],
  ])('%j is %j', (found, value) => {
    expect(record({ x: found }).fields.boolean('x')).toBe(value);
  });

  test('2 is neither', () => {
    const { fields, oddities } = record({ x: 2 });
    expect(fields.boolean('x')).toBeUndefined();
    expect(oddities).toHaveLength(1);
  });
});

describe('a difficulty', () => {
  test.each([
    ['2.03 G', 2.03e9],
    ['5.56G', 5.56e9],
    ['483k', 483_000],
    ['13M', 13e6],
    ['270M', 270e6],
    ['0', 0],
    [49_224_525, 49_224_525],
    ['100K', 100_000],
    ['1.5T', 1.5e12],
  ])('%j is %d', (found, value) => {
    expect(record({ bestDiff: found }).fields.difficulty('bestDiff')).toBeCloseTo(value, 3);
  });

  test.each(['18446744073709551615', ''])('%j is unset', (found) => {
    const { fields, oddities } = record({ bestDiff: found });
    expect(fields.difficulty('bestDiff')).toBeUndefined();
    expect(oddities).toEqual([]);
  });

  test('in no form known is refused and noted', () => {
    const { fields, oddities } = record({ bestDiff: '1.2.3 Q' });
    expect(fields.difficulty('bestDiff')).toBeUndefined();
    expect(oddities).toHaveLength(1);
  });
});

test('what is odd deep inside is named by its path', () => {
  const { fields, oddities } = record({ hashrateMonitor: { asics: [{ total: 'much' }, 7] } });
  const asics = fields.record('hashrateMonitor').records('asics');
  asics[0]?.number('total');
  expect(oddities.map(({ field }) => field)).toEqual([
    'hashrateMonitor.asics[1]',
    'hashrateMonitor.asics[0].total',
  ]);
});

test('an odd value is quoted short enough for a page', () => {
  const { fields, oddities } = record({ version: { long: 'x'.repeat(500) } });
  fields.text('version');
  expect(oddities[0]?.found.length).toBeLessThanOrEqual(40);
});

test('no JSON value makes any reader throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (source, value) => {
      for (const { fields } of [record(source), record({ x: value })]) {
        fields.number('x');
        fields.count('x');
        fields.temperature('x');
        fields.boolean('x');
        fields.text('x');
        fields.difficulty('x');
        fields.numbers('x');
        fields.records('x');
        fields.record('x').number('y');
      }
    }),
  );
});

test('an element of a list that is no object keeps its place, and is noted', () => {
  const { fields, oddities } = record({ pools: [null, { id: 7 }] });
  expect(fields.records('pools').map((pool) => pool.number('id'))).toEqual([undefined, 7]);
  expect(oddities).toEqual([{ field: 'pools[0]', problem: 'not an object', found: 'null' }]);
});

describe('a reply that means harm', () => {
  test('by nesting without a bottom is noted like any other', () => {
    const abyss: unknown = JSON.parse(`${'{"":['.repeat(50_000)}1${']}'.repeat(50_000)}`);
    const { fields, oddities } = record({ temp: abyss, list: [abyss] });
    expect(fields.number('temp')).toBeUndefined();
    expect(fields.text('list')).toBeUndefined();
    expect(oddities.map(({ found }) => found)).toEqual(['{"":"…"}', '["…"]']);
  });

  test('by a million bad fields is told by the first few', () => {
    const { fields, oddities } = record({ list: new Array(10_000).fill(7) });
    expect(fields.records('list')).toHaveLength(10_000);
    expect(oddities).toHaveLength(50);
  });

  test('by a list or a name without an end is noted, and passed on to nobody', () => {
    const { fields, oddities } = record({ list: new Array(10_001).fill(7), hostname: 'x'.repeat(501) });
    expect(fields.numbers('list')).toEqual([]);
    expect(fields.text('hostname')).toBeUndefined();
    expect(oddities.map(({ problem }) => problem)).toEqual(['too long', 'too long']);
    expect(fields.longText('hostname')).toHaveLength(501);
  });

  test.each([
    ['blanks', `1${' '.repeat(4_000_000)}x`],
    ['digits', '9'.repeat(4_000_000)],
    ['points', '1.'.repeat(2_000_000)],
    ['exponents', '1e'.repeat(2_000_000)],
  ])('by megabytes of %s is looked through once', (_, text) => {
    const { fields } = record({ x: text });
    const beganMs = performance.now();
    expect(fields.number('x')).toBeUndefined();
    expect(fields.difficulty('x')).toBeUndefined();
    expect(fields.temperature('x')).toBeUndefined();
    expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(5_000);
  });
});
