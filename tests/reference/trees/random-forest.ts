import {
  type ForestOptions,
  forestDefaults,
  forestPredictions,
  growForest,
  impurityShares,
  type RandomForest,
} from '../../../src/numerics/trees/forest/random-forest.ts';
import type { Given } from '../given.ts';
import type { Solution } from '../reference-topics.ts';
import { columnsOf, givenTree, nestedTree } from './nested-tree.ts';

export const cartTree: Solution = ({ inputs, stated }) => {
  const columns = columnsOf(inputs.matrix('X'));
  const { trees } = grown(inputs, {
    ...forestDefaults(columns.length),
    trees: 1,
    bootstrap: false,
    maxDepth: stated('max_depth', /depth (\d+)/, 3),
    featuresTried: columns.length,
  });
  const [tree] = trees;
  return {
    tree: tree && nestedTree(tree),
    test_predictions_first20: said(trees, inputs).subarray(0, 20),
    importances: impurityShares(trees, columns.length),
  };
};

export const outOfBag: Solution = ({ inputs }) => {
  const from = inputs.mentioned('data');
  const features = columnsOf(from.matrix('X')).length;
  const forest = grown(from, {
    ...forestDefaults(features),
    trees: inputs.number('trees'),
    featuresTried: inputs.number('candidates_per_split'),
    minLeafRows: inputs.numberOr('min_samples_leaf', 1),
  });
  const labels = from.numbers('y');
  const seen = [...labels.keys()].filter((row) => !Number.isNaN(forest.outOfBag[row]));
  const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const squares = (of: (row: number) => number) => seen.reduce((sum, row) => sum + of(row) ** 2, 0);
  const residual = squares((row) => (labels[row] ?? 0) - (forest.outOfBag[row] ?? 0));
  const test = from.numbers('y_test');
  const errors = said(forest.trees, from).map((value, row) => (value - (test[row] ?? 0)) ** 2);
  return {
    oob_r2_mean: 1 - residual / squares((row) => (labels[row] ?? 0) - mean),
    test_rmse_mean: Math.sqrt(errors.reduce((sum, error) => sum + error, 0) / errors.length),
    importances_mean: impurityShares(forest.trees, features),
  };
};

export const givenForest: Solution = ({ inputs }) => {
  const given = inputs.fields.trees;
  const trees = (Array.isArray(given) ? given : []).map((each) => givenTree(each, true));
  const { mean, spread } = forestPredictions(trees, columnsOf(inputs.matrix('Q')));
  return { mean, sd_population: spread };
};

function grown(inputs: Given, options: ForestOptions): RandomForest {
  const growing = growForest(columnsOf(inputs.matrix('X')), inputs.numbers('y'), options, 1);
  for (;;) {
    const step = growing.next();
    if (step.done) return step.value;
  }
}

function said(trees: RandomForest['trees'], inputs: Given): Float64Array {
  return forestPredictions(trees, columnsOf(inputs.matrix('X_test'))).mean;
}
