import { expect, it } from 'vitest';
import { disagreementsOf } from '../../../../tests/reference/disagreements-of.ts';
import { cartTree, givenForest, outOfBag } from '../../../../tests/reference/trees/random-forest.ts';
import { Random } from '../../random.ts';
import { forestDefaults, forestPredictions, growForest } from './random-forest.ts';
import { RankSort, rankedColumns } from './ranked-columns.ts';

const random = new Random(5);
const ROWS = 300;
const columns = Array.from({ length: 3 }, () => Float64Array.from({ length: ROWS }, () => random.normal()));
const [a = new Float64Array()] = columns;
const labels = a.map((value) => value * value + 0.05 * random.normal());

function grown(from: readonly Float64Array[], options = {}) {
  const growing = growForest(from, labels, { ...forestDefaults(from.length), trees: 40, ...options }, 3);
  for (;;) {
    const step = growing.next();
    if (step.done) return step.value;
  }
}

it('agrees with scikit-learn: one tree, the rows that were left out of each, and the mean of given trees', () => {
  expect(disagreementsOf('random-forest', 'cart-depth3', cartTree)).toEqual([]);
  expect(disagreementsOf('random-forest', 'forest-oob', outOfBag)).toEqual([]);
  expect(disagreementsOf('random-forest', 'fixed-forest', givenForest)).toEqual([]);
});

it('one tree that sees all and grows to the end says what it was told', () => {
  const { trees } = grown(columns, { trees: 1, bootstrap: false, featuresTried: 3 });
  const { mean } = forestPredictions(trees, columns);
  for (const [row, said] of mean.entries()) expect(said).toBeCloseTo(labels[row] ?? 0, 12);
});

it('learns from rows with missing values, and of which side they belong to', () => {
  const gap = a.map((value, row) => (row % 3 === 0 ? Number.NaN : value));
  const { trees } = grown([gap], { bootstrap: false, featuresTried: 1, maxDepth: 6, trees: 1 });
  const { mean } = forestPredictions(trees, [gap]);
  const missing = mean.filter((_, row) => row % 3 === 0);
  expect(new Set(missing).size).toBe(1);
  const known = mean.reduce((sum, said, row) => sum + (row % 3 ? (said - (labels[row] ?? 0)) ** 2 : 0), 0);
  expect(known / ROWS).toBeLessThan(0.5);
});

it('leaves have at least as many rows as asked for', () => {
  const { trees } = grown(columns, { minLeafRows: 12 });
  for (const tree of trees)
    for (const [node, feature] of tree.feature.entries())
      if (feature < 0) expect(tree.cover[node]).toBeGreaterThanOrEqual(12);
});

it('a label that is no number is refused, and where it stands is said', () => {
  const growing = growForest(
    columns,
    labels.map((label, row) => (row === 9 ? Number.NaN : label)),
    forestDefaults(3),
    1,
  );
  expect(() => growing.next()).toThrow('the label of row 9 is NaN');
});

it('rows are sorted by rank, few or many', () => {
  for (const size of [2, 30, 300]) {
    const values = Float64Array.from({ length: size }, () => Math.trunc(random.normal() * 40) || 0);
    const [column] = rankedColumns([values]);
    if (!column) throw new Error('no column');
    const rows = Uint32Array.from({ length: size }, (_, row) => size - 1 - row);
    const keys = new Uint32Array(size);
    new RankSort(size).sort(rows, keys, size, column);
    const sorted = Array.from(rows, (row) => values[row] ?? 0);
    expect(sorted).toEqual([...values].sort((x, y) => x - y));
    expect(Array.from(keys, (key) => column.distinct[key])).toEqual(sorted);
  }
});
