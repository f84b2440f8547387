import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { predictions } from './boosting/boosted-prediction.ts';
import { BOOSTING_DEFAULTS, boost } from './boosting/gradient-boosting.ts';
import { boostedTreesJson, readBoostedTrees } from './boosting/model-json.ts';
import { logistic, quantileLoss, squaredError } from './boosting/objectives.ts';
import { forestJson, readForest } from './forest/forest-json.ts';
import { forestPredictions, growForest } from './forest/random-forest.ts';
import { leafOf } from './regression-tree.ts';
import { DamagedTreesError, readTree } from './tree-json.ts';

/** Left where feature 0 is below 1.5 or missing: 10; else by the category of feature 1, 2 or 4 left: 20, else 30. */
const GIVEN = {
  left_children: [1, -1, 3, -1, -1],
  right_children: [2, -1, 4, -1, -1],
  split_indices: [0, 0, 1, 0, 0],
  split_conditions: [1.5, 10, 0, 20, 30],
  default_left: [1, 0, 0, 0, 0],
  sum_hessian: [9, 4, 5, 2, 3],
  loss_changes: [7, 0, 3, 0, 0],
  left_categories: [{ node: 2, codes: [2, 4] }],
};

function rows(count: number, seed: number) {
  const random = new Random(seed);
  const columns = [0, 1, 2].map((feature) =>
    Float64Array.from({ length: count }, () => {
      if (random.uniform() < 0.1) return Number.NaN;
      return feature === 2 ? Math.floor(5 * random.uniform()) : random.normal();
    }),
  );
  const labels = Float64Array.from(columns[0] ?? [], (value) => Number((value || 0.3) > 0) || 0);
  return { columns, labels };
}

function ended<Step, Result>(steps: Generator<Step, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const again = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

describe('trees as JSON', () => {
  it('can be written by hand', () => {
    const tree = readTree(GIVEN, 2);
    const said = (first: number, second: number) => tree.value[leafOf(tree, [[first], [second]], 0)];
    expect(said(1, 0)).toBe(10);
    expect(said(Number.NaN, 0)).toBe(10);
    expect([0, 2, 3, 4, Number.NaN].map((code) => said(1.5, code))).toEqual([30, 20, 30, 20, 30]);
  });

  it('say the same when they were written and read again, whatever they learnt', () => {
    const objective = fc.constantFrom(squaredError, logistic, quantileLoss(0.3));
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 80 }), fc.nat(), objective, (count, seed, own) => {
        const training = rows(count, seed);
        const options = { ...BOOSTING_DEFAULTS, objective: own, rounds: 4, categorical: new Set([2]) };
        const { model } = ended(boost(training, options, new Random(seed)));
        const read = readBoostedTrees(again(boostedTreesJson(model, 3)));
        expect(read.features).toBe(3);
        const { columns } = rows(60, seed + 1);
        expect(predictions(read.model, columns)).toEqual(predictions(model, columns));
      }),
      { numRuns: 30 },
    );
  });

  it('of a forest say the same, too', () => {
    const { columns, labels } = rows(200, 4);
    const options = { trees: 5, bootstrap: true, maxDepth: 20, minLeafRows: 1, featuresTried: 2 };
    const { trees } = ended(growForest(columns, labels, options, 1));
    const read = readForest(again(forestJson(trees, 3)));
    expect(forestPredictions(read.trees, columns)).toEqual(forestPredictions(trees, columns));
  });

  it('are refused where a row could lose its way', () => {
    const damaged: readonly Partial<Record<keyof typeof GIVEN, unknown>>[] = [
      { left_children: [0, -1, 3, -1, -1] },
      { right_children: [9, -1, 4, -1, -1] },
      { right_children: [2, -1, -1, -1, -1] },
      { split_indices: [0, 0, 2, 0, 0] },
      { split_conditions: [1.5, 10, 0, 20] },
      { split_conditions: [1.5, null, 0, 20, 30] },
      { default_left: [2, 0, 0, 0, 0] },
      { left_categories: 'none' },
    ];
    for (const change of damaged)
      expect(() => readTree({ ...GIVEN, ...change }, 2)).toThrow(DamagedTreesError);
    for (const json of [undefined, null, 3, 'tree', [], {}])
      for (const read of [() => readTree(json, 2), () => readBoostedTrees(json), () => readForest(json)])
        expect(read).toThrow(DamagedTreesError);
  });
});
