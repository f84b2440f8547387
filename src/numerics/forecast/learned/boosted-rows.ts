import { treeShap } from '../../explain/tree-shap.ts';
import { margins } from '../../trees/boosting/boosted-prediction.ts';
import { type BoostedTrees, type BoostingOptions, boost } from '../../trees/boosting/gradient-boosting.ts';
import { boostedTreesJson, readBoostedTrees } from '../../trees/boosting/model-json.ts';
import { quantileLoss } from '../../trees/boosting/objectives.ts';
import type { ReadRowModel, RowLearner, RowModel } from './row-learner.ts';

/** Boosted trees on rows, by the mean of squares or a quantile's check loss; the later rows tell when to stop. */
export function boostedRows(options: BoostingOptions): RowLearner {
  return {
    kind: 'boosted',
    options: { ...options, objective: options.objective.name, categorical: [...options.categorical] },
    knowsQuantiles: true,
    *learn(training, validation, random, level) {
      const objective = level === undefined ? options.objective : quantileLoss(level);
      const rounds = boost(training, { ...options, objective }, random, validation);
      for (;;) {
        const { done, value } = rounds.next();
        const { model, validationLoss } = value;
        if (done) return { model: rowModel(model, training.columns.length), validationLoss };
        yield { done: validationLoss.length / options.rounds, validationLoss };
      }
    },
    read: readBoostedRows,
  };
}

export const readBoostedRows: ReadRowModel = (json, features) => {
  const read = readBoostedTrees(json);
  if (read.features !== features) throw new RangeError(`trees of ${read.features} inputs for ${features}`);
  return rowModel(read.model, features);
};

function rowModel(model: BoostedTrees, features: number): RowModel {
  return {
    say: (columns) => margins(model, columns),
    // Trees were grown on single precision, and go by it.
    explain: (columns) =>
      treeShap(
        model.trees,
        columns.map((own) => Float32Array.from(own)),
        model,
      ),
    toJson: () => boostedTreesJson(model, features),
  };
}
