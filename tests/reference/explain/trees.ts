import { interventionalShap } from '../../../src/numerics/explain/interventional-shap.ts';
import { partialDependence } from '../../../src/numerics/explain/partial-dependence.ts';
import { permutationImportance } from '../../../src/numerics/explain/permutation-importance.ts';
import { treeShap } from '../../../src/numerics/explain/tree-shap.ts';
import { type Columns, leafOf } from '../../../src/numerics/trees/regression-tree.ts';
import type { Given } from '../given.ts';
import type { Solution } from '../reference-topics.ts';
import { columnsOf, givenTree } from '../trees/nested-tree.ts';

export const shapley: Solution = ({ inputs }) => {
  const { trees, start } = modelOf(inputs);
  const columns = columnsOf(inputs.matrix('Q'));
  const byPath = treeShap(trees, columns, { start });
  const beside = interventionalShap(trees, columns, columnsOf(inputs.matrix('background')), { start });
  return {
    prediction: modelOf(inputs).predict(columns),
    path_dependent: rowsOf(byPath.byFeature),
    path_dependent_base: byPath.base,
    interventional: rowsOf(beside.byFeature),
    interventional_base: beside.base,
  };
};

export const permutation: Solution = ({ inputs }) => {
  const { base, increase } = permutationImportance(
    modelOf(inputs.mentioned('model')).predict,
    columnsOf(inputs.matrix('X')),
    inputs.numbers('y'),
    inputs.matrix('permutations'),
    (labels, said) =>
      said.reduce((sum, value, row) => sum + (value - (labels[row] ?? 0)) ** 2, 0) / said.length,
  );
  return { base_mse: base, increase };
};

export const dependence: Solution = ({ inputs, expected }) => {
  const columns = columnsOf(inputs.mentioned('data').matrix('X'));
  const { predict } = modelOf(inputs.mentioned('model'));
  const curves = Array.from(inputs.numbers('features'), (feature) =>
    partialDependence(predict, columns, feature, inputs.numbers('grid')),
  );
  const told = expected.fields.ice;
  const rows = Array.isArray(told) && Array.isArray(told[0]) ? told[0].length : 0;
  return { pdp: curves.map(({ mean }) => mean), ice: curves.map(({ byRow }) => byRow.slice(0, rows)) };
};

function modelOf(inputs: Given) {
  const given = inputs.fields.trees;
  const trees = (Array.isArray(given) ? given : []).map((each) => givenTree(each));
  const start = inputs.numberOr('base_score', 0);
  const predict = (columns: Columns) =>
    Float64Array.from({ length: columns[0]?.length ?? 0 }, (_, row) =>
      trees.reduce((sum, tree) => sum + (tree.value[leafOf(tree, columns, row)] ?? 0), start),
    );
  return { trees, start, predict };
}

function rowsOf(columns: readonly Float64Array[]): readonly (readonly number[])[] {
  return Array.from(columns[0] ?? [], (_, row) => columns.map((column) => column[row] ?? Number.NaN));
}
