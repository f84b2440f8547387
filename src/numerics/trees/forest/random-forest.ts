import { Random } from '../../random.ts';
import { type Columns, leafOf, type RegressionTree } from '../regression-tree.ts';
import { rankedColumns } from './ranked-columns.ts';
import { VarianceGrower, type VarianceLimits } from './variance-grower.ts';

export interface ForestOptions extends VarianceLimits {
  readonly trees: number;
  /** Does each tree see as many rows as there are, drawn with replacement? Else all of them. */
  readonly bootstrap: boolean;
}

/** What scikit-learn's RandomForestRegressor does by itself, with the third of the features that Breiman advises. */
export function forestDefaults(features: number): ForestOptions {
  return {
    trees: 200,
    bootstrap: true,
    maxDepth: Number.POSITIVE_INFINITY,
    minLeafRows: 1,
    featuresTried: Math.max(1, Math.floor(features / 3)),
  };
}

/** Trees whose mean counts. */
export interface RandomForest {
  readonly trees: readonly RegressionTree[];
  /** What the trees that have not seen a row say of it; NaN where all have. */
  readonly outOfBag: Float64Array;
}

/**
 * Grows a random forest for regression (Breiman, "Random forests", Machine Learning 45, 2001).
 *
 * @param seed the same one gives the same trees
 * @yields the number of trees after each one
 * @throws RangeError without a row, or for a label that is no number
 */
export function* growForest(
  columns: Columns,
  labels: ArrayLike<number>,
  options: ForestOptions,
  seed: number,
): Generator<number, RandomForest> {
  const target = Float64Array.from(labels);
  if (target.length === 0) throw new RangeError('there is no row to learn from');
  const bad = target.findIndex((label) => !Number.isFinite(label));
  if (bad >= 0) throw new RangeError(`the label of row ${bad} is ${target[bad]}`);
  const single = columns.map((column) => Float32Array.from(column));
  const random = new Random(seed);
  const grower = new VarianceGrower(rankedColumns(single), target, options, random);
  const trees: RegressionTree[] = [];
  const sums = new Float64Array(target.length);
  const counts = new Uint32Array(target.length);
  for (let count = 1; count <= options.trees; count++) {
    const drawn = new Float64Array(target.length).fill(options.bootstrap ? 0 : 1);
    if (options.bootstrap)
      for (let draw = 0; draw < target.length; draw++) {
        const row = Math.floor(random.uniform() * target.length);
        drawn[row] = (drawn[row] as number) + 1;
      }
    const tree = grower.grow(drawn);
    trees.push(tree);
    for (let row = 0; row < target.length; row++) {
      if (drawn[row] !== 0) continue;
      sums[row] = (sums[row] as number) + (tree.value[leafOf(tree, single, row)] as number);
      counts[row] = (counts[row] as number) + 1;
    }
    yield count;
  }
  return { trees, outOfBag: sums.map((sum, row) => sum / (counts[row] || Number.NaN)) };
}

/** The mean of what the trees say of each row, and by how much they differ (population sd). */
export function forestPredictions(
  trees: readonly RegressionTree[],
  columns: Columns,
): { readonly mean: Float64Array; readonly spread: Float64Array } {
  const single = columns.map((column) => Float32Array.from(column));
  const mean = new Float64Array(single[0]?.length ?? 0);
  const spread = new Float64Array(mean.length);
  const said = new Float64Array(trees.length);
  for (let row = 0; row < mean.length; row++) {
    for (const [place, tree] of trees.entries()) said[place] = tree.value[leafOf(tree, single, row)] ?? 0;
    const average = said.reduce((sum, value) => sum + value, 0) / trees.length;
    mean[row] = average;
    spread[row] = Math.sqrt(said.reduce((sum, value) => sum + (value - average) ** 2, 0) / trees.length);
  }
  return { mean, spread };
}

/** How much variance each feature takes away, of all that the trees do: the mean over trees of their shares. */
export function impurityShares(trees: readonly RegressionTree[], features: number): Float64Array {
  const shares = new Float64Array(features);
  for (const { feature, gain } of trees) {
    const own = new Float64Array(features);
    for (const [node, by] of feature.entries()) if (by >= 0) own[by] = (own[by] ?? 0) + (gain[node] ?? 0);
    const all = own.reduce((sum, gained) => sum + gained, 0);
    if (all > 0) for (const [by, gained] of own.entries()) shares[by] = (shares[by] ?? 0) + gained / all;
  }
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum > 0 ? shares.map((share) => share / sum) : shares;
}
