import { treeShap } from '../../explain/tree-shap.ts';
import { forestJson, readForest } from '../../trees/forest/forest-json.ts';
import { type ForestOptions, forestPredictions, growForest } from '../../trees/forest/random-forest.ts';
import type { RegressionTree } from '../../trees/regression-tree.ts';
import type { ReadRowModel, RowLearner, RowModel } from './row-learner.ts';

/** A random forest on all rows: it has no need of some to tell when to stop. */
export function forestRows(options: Omit<ForestOptions, 'featuresTried'>): RowLearner {
  return {
    kind: 'forest',
    options,
    knowsQuantiles: false,
    *learn(training, validation, random) {
      const columns = training.columns.map((own, place) =>
        Float64Array.from([...own, ...(validation.columns[place] ?? [])]),
      );
      const labels = [...training.labels, ...validation.labels];
      // A third of the features, as Breiman advises for regression.
      const featuresTried = Math.max(1, Math.floor(columns.length / 3));
      const seed = Math.floor(random.uniform() * 2 ** 32);
      const growing = growForest(columns, labels, { ...options, featuresTried }, seed);
      for (;;) {
        const grown = growing.next();
        if (grown.done) return { model: rowModel(grown.value.trees, columns.length), validationLoss: [] };
        yield { done: grown.value / options.trees, validationLoss: [] };
      }
    },
    read: readForestRows,
  };
}

export const readForestRows: ReadRowModel = (json, features) => {
  const read = readForest(json);
  if (read.features !== features) throw new RangeError(`trees of ${read.features} inputs for ${features}`);
  return rowModel(read.trees, features);
};

function rowModel(trees: readonly RegressionTree[], features: number): RowModel {
  return {
    say: (columns) => forestPredictions(trees, columns).mean,
    explain(columns) {
      const single = columns.map((own) => Float32Array.from(own));
      const { base, byFeature } = treeShap(trees, single);
      const count = trees.length;
      return { base: base / count, byFeature: byFeature.map((own) => own.map((share) => share / count)) };
    },
    toJson: () => forestJson(trees, features),
  };
}
