import type { Columns } from '../trees/regression-tree.ts';

/** Says something of each row of some columns. */
export type Predict = (columns: Columns) => Float64Array;
/** How wrong it is; less is better. */
export type Loss = (labels: ArrayLike<number>, predictions: Float64Array) => number;

export interface PermutationImportance {
  /** The loss with every feature in its place. */
  readonly base: number;
  /** How much it rises where a feature's values are those of other rows: by feature, then by permutation. */
  readonly increase: readonly Float64Array[];
}

/**
 * How much worse a model is without what one feature knows: Breiman, "Random forests" (Machine Learning 45, 2001), in the
 * form of Fisher, Rudin & Dominici (JMLR 20, 2019), that permutes rows that were not learnt from.
 *
 * @param permutations row that each row takes a feature's value from, once for each permutation
 */
export function permutationImportance(
  predict: Predict,
  columns: Columns,
  labels: ArrayLike<number>,
  permutations: readonly ArrayLike<number>[],
  loss: Loss,
): PermutationImportance {
  const base = loss(labels, predict(columns));
  const increase = columns.map((column, feature) =>
    Float64Array.from(permutations, (permutation) => {
      const permuted = Float64Array.from(column, (_, row) => column[permutation[row] ?? row] ?? Number.NaN);
      return loss(labels, predict(columns.map((own, place) => (place === feature ? permuted : own)))) - base;
    }),
  );
  return { base, increase };
}
