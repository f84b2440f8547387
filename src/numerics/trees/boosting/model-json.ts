import * as v from 'valibot';
import { checked, readTree, type TreeJson, treeJson } from '../tree-json.ts';
import type { BoostedTrees } from './gradient-boosting.ts';

/** A boosted model as JSON. */
export interface BoostedTreesJson {
  readonly objective: BoostedTrees['objective'];
  readonly features: number;
  readonly start: number;
  readonly trees: readonly TreeJson[];
}

/** @param features that it was trained with */
export function boostedTreesJson(
  { objective, start, trees }: BoostedTrees,
  features: number,
): BoostedTreesJson {
  return { objective, features, start: start + 0, trees: trees.map(treeJson) };
}

/** @returns the model, and how many features it was trained with @throws DamagedTreesError */
export function readBoostedTrees(json: unknown): {
  readonly model: BoostedTrees;
  readonly features: number;
} {
  const { trees, features, ...rest } = checked(schema, json);
  return { model: { ...rest, trees: trees.map((tree) => readTree(tree, features)) }, features };
}

const schema = v.object({
  objective: v.picklist(['squared-error', 'logistic', 'quantile']),
  features: v.pipe(v.number(), v.integer(), v.minValue(1)),
  start: v.pipe(v.number(), v.finite()),
  trees: v.array(v.unknown()),
});
