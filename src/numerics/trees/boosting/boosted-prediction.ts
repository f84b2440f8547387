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

/** Each feature's share of all that splits gained, 0..1; all 0 where no tree divides. */
export function gainShares({ trees }: BoostedTrees, features: number): Float64Array {
  const gains = new Float64Array(features);
  for (const { feature, gain } of trees)
    for (const [node, by] of feature.entries()) if (by >= 0) gains[by] = (gains[by] ?? 0) + (gain[node] ?? 0);
  const all = gains.reduce((sum, gained) => sum + gained, 0);
  return all > 0 ? gains.map((gained) => gained / all) : gains;
}
