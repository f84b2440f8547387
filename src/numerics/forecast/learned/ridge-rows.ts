import * as v from 'valibot';
import { fitRidge, type Ridge, ridgePredictions } from '../../linear/ridge.ts';
import { finite, readModel } from './model-schema.ts';
import type { LabelledColumns, ReadRowModel, RowLearner, RowModel } from './row-learner.ts';

const schema = v.object({ constant: finite, means: v.array(finite), weights: v.array(finite) });

/** Ridge regression on rows. @param strengths that are tried on the later rows, before all rows are learnt from */
export function ridgeRows(strengths: readonly number[]): RowLearner {
  return {
    kind: 'ridge',
    options: strengths,
    knowsQuantiles: false,
    *learn(training, validation) {
      const errors: number[] = [];
      for (const strength of strengths) {
        errors.push(squareOf(fitRidge(training.columns, training.labels, strength), validation));
        yield { done: errors.length / (strengths.length + 1), validationLoss: [] };
      }
      const best = strengths[errors.indexOf(Math.min(...errors))] ?? 1;
      const columns = training.columns.map((own, place) =>
        Float64Array.from([...own, ...(validation.columns[place] ?? [])]),
      );
      const labels = Float64Array.from([...training.labels, ...validation.labels]);
      return { model: rowModel(fitRidge(columns, labels, best)), validationLoss: [] };
    },
    read: readRidgeRows,
  };
}

export const readRidgeRows: ReadRowModel = (json, features) => {
  const ridge = readModel(schema, json);
  if (ridge.means.length !== features || ridge.weights.length !== features)
    throw new RangeError(`weights of ${ridge.weights.length} inputs for ${features}`);
  return rowModel(ridge);
};

function rowModel(ridge: Ridge): RowModel {
  return {
    say: (columns) => ridgePredictions(ridge, columns),
    explain: (columns) => ({
      base: ridge.constant,
      byFeature: columns.map((own, place) =>
        own.map((value) => (ridge.weights[place] ?? 0) * (value - (ridge.means[place] ?? 0)) || 0),
      ),
    }),
    toJson: () => ridge,
  };
}

function squareOf(ridge: Ridge, { columns, labels }: LabelledColumns): number {
  const said = ridgePredictions(ridge, columns);
  return said.reduce((sum, value, row) => sum + (value - (labels[row] as number)) ** 2, 0);
}
