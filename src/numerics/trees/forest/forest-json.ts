import * as v from 'valibot';
import type { RegressionTree } from '../regression-tree.ts';
import { checked, readTree, type TreeJson, treeJson } from '../tree-json.ts';

/** A forest as JSON. */
export interface ForestJson {
  readonly features: number;
  readonly trees: readonly TreeJson[];
}

/** @param features that it was trained with */
export function forestJson(trees: readonly RegressionTree[], features: number): ForestJson {
  return { features, trees: trees.map(treeJson) };
}

/** @returns the trees, and how many features they were trained with @throws DamagedTreesError */
export function readForest(json: unknown): {
  readonly trees: readonly RegressionTree[];
  readonly features: number;
} {
  const { features, trees } = checked(schema, json);
  return { trees: trees.map((tree) => readTree(tree, features)), features };
}

const schema = v.object({
  features: v.pipe(v.number(), v.integer(), v.minValue(1)),
  trees: v.pipe(v.array(v.unknown()), v.minLength(1)),
});
