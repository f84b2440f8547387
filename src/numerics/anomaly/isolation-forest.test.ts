import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  givenIsolationForest,
  labelledMixture,
  pathLengthOfSearch,
} from '../../../tests/reference/anomaly/isolation-forest.ts';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { Random } from '../random.ts';
import { pathAttribution } from './isolation-attribution.ts';
import { growIsolationForest, ISOLATION_DEFAULTS, isolationScores } from './isolation-forest.ts';
import { isolationForestJson, readIsolationForest } from './isolation-forest-json.ts';
import { pathLengths } from './isolation-path-lengths.ts';

const SMALL = { ...ISOLATION_DEFAULTS, trees: 20, samples: 32 };

/** Rows around nought, and a last one that is far off in the first column alone. */
function cloud(rows: number, features: number) {
  const random = new Random(3);
  const columns = Array.from({ length: features }, () =>
    Float64Array.from({ length: rows }, () => random.normal()),
  );
  const [first] = columns;
  first?.fill(12, rows - 1);
  return columns;
}

const cell = fc.oneof(
  fc.double(),
  fc.constantFrom(0, 1, 1e308, -1e308, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
);
const tables = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 4 }))
  .chain(([rows, features]) =>
    fc.array(fc.array(cell, { minLength: rows, maxLength: rows }), {
      minLength: features,
      maxLength: features,
    }),
  );

describe('an isolation forest', () => {
  it('agrees with scikit-learn: path lengths of searches, scores of given trees, and of labelled mixtures', () => {
    expect(disagreementsOf('isolation-forest', 'average-path-length', pathLengthOfSearch)).toEqual([]);
    expect(disagreementsOf('isolation-forest', 'fixed-forest-scoring', givenIsolationForest)).toEqual([]);
    for (const id of ['shuttle-like', 'thyroid-like', 'miner-telemetry-like'])
      expect(disagreementsOf('isolation-forest', id, labelledMixture)).toEqual([]);
  });

  it('finds the row that is far off, and puts it down to the column that sets it apart', () => {
    const columns = cloud(500, 3);
    const forest = growIsolationForest(columns, ISOLATION_DEFAULTS, new Random(1));
    const scores = isolationScores(forest, columns);
    expect(scores.indexOf(Math.max(...scores))).toBe(499);
    const { shortening } = pathAttribution(
      forest,
      columns.map((column) => column[499] as number),
    );
    const [first = 0, ...others] = shortening;
    expect(first).toBeGreaterThan(2);
    for (const other of others) expect(Math.abs(other)).toBeLessThan(first / 4);
  });

  it('calls as many training rows anomalous as it is told, or those above one half', () => {
    const columns = cloud(1_000, 3);
    for (const contamination of [0.05, 0.1]) {
      const forest = growIsolationForest(columns, { ...ISOLATION_DEFAULTS, contamination }, new Random(2));
      const above = isolationScores(forest, columns).filter((score) => score > forest.scoreLimit);
      expect(above.length).toBe(1_000 * contamination);
    }
    expect(growIsolationForest(columns, ISOLATION_DEFAULTS, new Random(2)).scoreLimit).toBe(0.5);
  });

  it('judges a row with a missing value by what is known of it', () => {
    const columns = cloud(500, 3);
    const forest = growIsolationForest(columns, ISOLATION_DEFAULTS, new Random(4));
    const asked = (...row: number[]) =>
      isolationScores(
        forest,
        row.map((value) => [value]),
      )[0] as number;
    const usual = asked(0, 0, 0);
    expect(asked(12, Number.NaN, 0)).toBeGreaterThan(usual + 0.1);
    expect(asked(Number.NaN, 0, 0)).toBeLessThan(usual + 0.05);
    const unknown = asked(Number.NaN, Number.NaN, Number.NaN);
    const mean = forest.path
      .filter((_, at) => at % 2 ** (forest.depth + 1) === 1)
      .reduce((sum, path) => sum + path, 0);
    const [length] = pathLengths(forest, [[Number.NaN], [Number.NaN], [Number.NaN]]);
    expect(length).toBeCloseTo(mean / forest.trees, 10);
    expect(unknown).toBeLessThan(0.55);
    const { shortening } = pathAttribution(forest, [12, Number.NaN, 0]);
    expect(shortening[1]).toBe(0);
  });

  it('learns from rows with missing values, also of a feature that is never told', () => {
    const [known = new Float64Array(), other = new Float64Array()] = cloud(400, 2);
    const gappy = other.map((value, row) => (row % 3 === 0 ? Number.NaN : value));
    const nothing = new Float64Array(400).fill(Number.NaN);
    const columns = [known, gappy, nothing];
    const forest = growIsolationForest(columns, ISOLATION_DEFAULTS, new Random(5));
    const scores = isolationScores(forest, columns);
    expect(scores.indexOf(Math.max(...scores))).toBe(399);
  });

  it('is the same from the same seed, and for a row alone as among others', () => {
    const columns = cloud(300, 4);
    const grown = () => growIsolationForest(columns, SMALL, new Random(7));
    expect(grown()).toEqual(grown());
    const scores = isolationScores(grown(), columns);
    for (const row of [0, 127, 128, 299])
      expect(
        isolationScores(
          grown(),
          columns.map((column) => column.subarray(row, row + 1)),
        )[0],
      ).toBe(scores[row]);
  });

  it('of any table: scores within 0 and 1, parts that sum to the whole, and the same after JSON', () => {
    fc.assert(
      fc.property(tables, (columns) => {
        const forest = growIsolationForest(columns, SMALL, new Random(1));
        const scores = isolationScores(forest, columns);
        for (const score of scores) expect(score > 0 && score <= 1).toBe(true);
        const [length = Number.NaN] = pathLengths(forest, columns);
        const { expected, shortening } = pathAttribution(
          forest,
          columns.map((column) => column[0] as number),
        );
        const sum = shortening.reduce((all, each) => all + each, 0);
        expect(sum).toBeCloseTo(expected - length, 9);
        const read = readIsolationForest(JSON.parse(JSON.stringify(isolationForestJson(forest))));
        expect(isolationScores(read, columns)).toEqual(scores);
      }),
    );
  });

  it('rows that are all the same are as usual as can be told', () => {
    const forest = growIsolationForest([new Float64Array(50).fill(3)], SMALL, new Random(1));
    expect(isolationScores(forest, [[3, 9]])).toEqual(Float64Array.of(0.5, 0.5));
    expect(isolationScores(growIsolationForest([[1]], SMALL, new Random(1)), [[1]])).toEqual(
      Float64Array.of(0.5),
    );
  });

  it('refuses what makes no forest, or is asked with other features', () => {
    const grow = (options: object, columns: number[][] = [[1, 2]]) =>
      growIsolationForest(columns, { ...SMALL, ...options }, new Random(1));
    expect(() => grow({}, [])).toThrow('there is no row');
    expect(() => grow({ trees: 0 })).toThrow(RangeError);
    expect(() => grow({ samples: 0 })).toThrow(RangeError);
    expect(() => grow({ contamination: 0 })).toThrow(RangeError);
    expect(() => isolationScores(grow({}), [[1], [2]])).toThrow('1 features was asked about 2');
  });

  it('JSON that is no forest is refused with what is wrong', () => {
    const json = isolationForestJson(
      growIsolationForest(cloud(60, 2), { ...SMALL, trees: 1 }, new Random(1)),
    );
    const [tree] = json.trees;
    if (!tree) throw new Error('no tree');
    const damaged = (change: object) => () =>
      readIsolationForest({ ...json, trees: [{ ...tree, ...change }] });
    expect(damaged({})().samples).toBe(32);
    expect(damaged({ feature: tree.feature.map((by) => (by < 0 ? by : 2)) })).toThrow(
      'cannot decide by feature 2',
    );
    expect(damaged({ threshold: tree.threshold.slice(1) })).toThrow('cannot decide');
    expect(damaged({ cover: tree.cover.map((rows) => rows + 1) })).toThrow('went');
    expect(damaged({ cover: [...tree.cover, 1] })).toThrow('hang together');
    expect(() => readIsolationForest({ ...json, samples: 31 })).toThrow('have not seen 31 rows');
    expect(() => readIsolationForest({ ...json, depth: 4 })).toThrow('not told apart');
    expect(() => readIsolationForest({ ...json, trees: [] })).toThrow('at "trees"');
  });
});
