import { type Columns, leafOf } from '../regression-tree.ts';
import type { BoostedTrees } from './gradient-boosting.ts';

/** What a model says of each row before its objective's link: the start and a leaf of every tree. */
export function margins({ start, trees }: BoostedTrees, columns: Columns): Float64Array {
  const rounded = columns.map((column) => Float32Array.from(column));
  const sums = new Float64Array(columns[0]?.length ?? 0).fill(start);
  for (const tree of trees)
    for (let row = 0; row < sums.length; row++)
      sums[row] = (sums[row] as number) + (tree.value[leafOf(tree, rounded, row)] as number);
  return sums;
}

/** What a model says of each row: a value, or of a logistic one a probability. */
export function predictions(model: BoostedTrees, columns: Columns): Float64Array {
  const said = margins(model, columns);
  return model.objective === 'logistic' ? said.map((margin) => 1 / (1 + Math.exp(-margin))) : said;
}

/** What splits by each feature gained, all trees together: XGBoost's importance "total_gain". @param features how many there are */
export function totalGains({ trees }: BoostedTrees, features: number): Float64Array {
  const gains = new Float64Array(features);
  for (const { feature, gain } of trees)
    for (const [node, by] of feature.entries()) if (by >= 0) gains[by] = (gains[by] ?? 0) + (gain[node] ?? 0);
  return gains;
}
