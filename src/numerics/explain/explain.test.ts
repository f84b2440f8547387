import { expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { dependence, permutation, shapley } from '../../../tests/reference/explain/trees.ts';
import { Random } from '../random.ts';
import { margins } from '../trees/boosting/boosted-prediction.ts';
import { BOOSTING_DEFAULTS, boost } from '../trees/boosting/gradient-boosting.ts';
import { forestDefaults, growForest } from '../trees/forest/random-forest.ts';
import { leafOf } from '../trees/regression-tree.ts';
import { interventionalShap } from './interventional-shap.ts';
import { treeShap } from './tree-shap.ts';

it('agrees with Shapley values by all coalitions, and with the definitions of the others', () => {
  expect(disagreementsOf('explain', 'treeshap', shapley)).toEqual([]);
  expect(disagreementsOf('explain', 'permutation-importance', permutation)).toEqual([]);
  expect(disagreementsOf('explain', 'partial-dependence', dependence)).toEqual([]);
});

it('what features add, and the base, add up to what is said, with missing values, too', () => {
  const random = new Random(2);
  const columns = Array.from({ length: 5 }, () =>
    Float64Array.from({ length: 200 }, () => (random.uniform() < 0.1 ? Number.NaN : random.normal())),
  );
  const labels = Float64Array.from({ length: 200 }, (_, row) =>
    columns.reduce((sum, column, place) => sum + (column[row] || 0) * place, 0),
  );
  const boosting = boost({ columns, labels }, { ...BOOSTING_DEFAULTS, rounds: 30 }, new Random(3));
  let round = boosting.next();
  while (!round.done) round = boosting.next();
  const { model } = round.value;
  const said = margins(model, columns);
  const single = columns.map((column) => Float32Array.from(column));
  const background = single.map((column) => column.subarray(0, 20));
  for (const { byFeature, base } of [
    treeShap(model.trees, single, model),
    interventionalShap(model.trees, single, background, model),
  ])
    for (const [row, margin] of said.entries())
      expect(byFeature.reduce((sum, column) => sum + (column[row] ?? 0), base)).toBeCloseTo(margin, 8);
});

it('a row is explained alike alone and among many, by shallow trees and by deep ones', () => {
  const random = new Random(4);
  const columns = Array.from({ length: 12 }, () =>
    Float32Array.from({ length: 300 }, () => (random.uniform() < 0.1 ? Number.NaN : random.normal())),
  );
  const labels = Float64Array.from({ length: 300 }, (_, row) =>
    columns.reduce((sum, column, place) => sum + Math.sin(place * (column[row] || 0)), 0),
  );
  for (const maxDepth of [3, 40]) {
    const growing = growForest(columns, labels, { ...forestDefaults(12), trees: 3, maxDepth }, 5);
    let step = growing.next();
    while (!step.done) step = growing.next();
    const { trees } = step.value;
    const among = treeShap(trees, columns);
    for (const row of [0, 151, 299]) {
      const alone = columns.map((column) => column.subarray(row, row + 1));
      const { byFeature, base } = treeShap(trees, alone);
      for (const [feature, [share]] of byFeature.entries())
        expect(share).toBeCloseTo(among.byFeature[feature]?.[row] ?? 0, 10);
      const said = trees.reduce((sum, tree) => sum + (tree.value[leafOf(tree, alone, 0)] ?? 0), 0);
      expect(byFeature.reduce((sum, [share = 0]) => sum + share, base)).toBeCloseTo(said, 9);
    }
  }
});

it('refuses to hold rows against none', () => {
  expect(() => interventionalShap([], [[1]], [[]])).toThrow('no background row');
});
