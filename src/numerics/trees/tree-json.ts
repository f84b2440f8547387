import * as v from 'valibot';
import type { RegressionTree } from './regression-tree.ts';

/** A tree as JSON, by XGBoost's names for the arrays by node; of a leaf, `split_conditions` holds what it says. */
export interface TreeJson {
  readonly left_children: readonly number[];
  readonly right_children: readonly number[];
  readonly split_indices: readonly number[];
  readonly split_conditions: readonly number[];
  readonly default_left: readonly number[];
  readonly sum_hessian: readonly number[];
  readonly loss_changes: readonly number[];
  /** Of nodes that decide by category: the codes that go left. */
  readonly left_categories: readonly { readonly node: number; readonly codes: readonly number[] }[];
}

/** What is said to be a tree and cannot be one. */
export class DamagedTreesError extends RangeError {
  override readonly name = 'DamagedTreesError';
}

export function treeJson(tree: RegressionTree): TreeJson {
  const { feature, threshold, value } = tree;
  return {
    left_children: [...tree.left],
    right_children: [...tree.right],
    split_indices: Array.from(feature, (each) => Math.max(each, 0)),
    split_conditions: Array.from(feature, (each, node) => plain(each < 0 ? value[node] : threshold[node])),
    default_left: [...tree.missingLeft],
    sum_hessian: Array.from(tree.cover, plain),
    loss_changes: Array.from(tree.gain, plain),
    left_categories: Array.from(tree.categories, ([node, codes]) => ({ node, codes: [...codes] })),
  };
}

/**
 * @param features that the tree may decide by
 * @throws DamagedTreesError where a row could not find its way down it
 */
export function readTree(json: unknown, features: number): RegressionTree {
  const read = checked(schema, json);
  const nodes = read.left_children.length;
  for (const [name, values] of Object.entries(read))
    if (name !== 'left_categories' && values.length !== nodes)
      throw new DamagedTreesError(`${values.length} ${name} of ${nodes} nodes`);
  const isLeaf = (node: number) => read.left_children[node] === -1;
  for (let node = 0; node < nodes; node++) checkNode(read, node, features);
  return {
    feature: Int32Array.from(read.split_indices, (feature, node) => (isLeaf(node) ? -1 : feature)),
    threshold: Float64Array.from(read.split_conditions, (value, node) => (isLeaf(node) ? 0 : value)),
    categories: new Map(read.left_categories.map(({ node, codes }) => [node, new Set(codes)])),
    missingLeft: Uint8Array.from(read.default_left),
    left: Int32Array.from(read.left_children),
    right: Int32Array.from(read.right_children),
    value: Float64Array.from(read.split_conditions, (value, node) => (isLeaf(node) ? value : 0)),
    cover: Float64Array.from(read.sum_hessian),
    gain: Float64Array.from(read.loss_changes),
  };
}

/** What a schema makes of JSON. @throws DamagedTreesError that tells where it is not so */
export function checked<Model>(schema: v.GenericSchema<unknown, Model>, json: unknown): Model {
  const read = v.safeParse(schema, json);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw new DamagedTreesError(`at "${v.getDotPath(issue) ?? ''}", ${issue.message}`);
}

const numbers = v.array(v.pipe(v.number(), v.finite()));
const integers = v.array(v.pipe(v.number(), v.integer()));
const schema = v.object({
  left_children: v.pipe(integers, v.minLength(1)),
  right_children: integers,
  split_indices: integers,
  split_conditions: numbers,
  default_left: v.array(v.picklist([0, 1])),
  sum_hessian: numbers,
  loss_changes: numbers,
  left_categories: v.array(v.object({ node: v.pipe(v.number(), v.integer()), codes: numbers })),
});

/** Children lie behind their parent, so that every way down ends. */
function checkNode(
  { left_children, right_children, split_indices }: TreeJson,
  node: number,
  features: number,
) {
  const children = [left_children[node] ?? -1, right_children[node] ?? -1];
  if (children.every((child) => child === -1)) return;
  if (!children.every((child) => child > node && child < left_children.length))
    throw new DamagedTreesError(`node ${node} has children ${children.join(' and ')}`);
  const feature = split_indices[node] ?? -1;
  if (!(feature >= 0 && feature < features))
    throw new DamagedTreesError(`node ${node} decides by feature ${feature} of ${features}`);
}

/** JSON knows neither −0 nor infinities; beyond the greatest number there are no values that a threshold could part. */
function plain(value: number | undefined): number {
  return Math.max(Math.min(value ?? 0, Number.MAX_VALUE), -Number.MAX_VALUE) + 0;
}
