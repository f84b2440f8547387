import * as v from 'valibot';
import { checked, DamagedTreesError } from '../trees/tree-json.ts';
import type { IsolationForest } from './isolation-forest.ts';
import { emptyIsolationTree, type IsolationTree, isolationTrees, isSplit } from './isolation-trees.ts';

/** A forest as JSON. */
export interface IsolationForestJson {
  readonly features: number;
  readonly samples: number;
  readonly score_limit: number;
  readonly depth: number;
  readonly trees: readonly IsolationTreeJson[];
}

/** The nodes that exist, each before those below it, left before right. */
interface IsolationTreeJson {
  /** −1 in a leaf. */
  readonly feature: readonly number[];
  /** Of nodes that decide, one after the other. */
  readonly threshold: readonly number[];
  readonly cover: readonly number[];
}

export function isolationForestJson(forest: IsolationForest): IsolationForestJson {
  const inner = 2 ** forest.depth;
  const trees = Array.from({ length: forest.trees }, (_, place) =>
    treeJson({
      feature: forest.feature.subarray(place * inner, (place + 1) * inner),
      threshold: forest.threshold.subarray(place * inner, (place + 1) * inner),
      cover: forest.cover.subarray(2 * place * inner, 2 * (place + 1) * inner),
    }),
  );
  const { features, samples, depth, scoreLimit } = forest;
  return { features, samples, score_limit: scoreLimit, depth, trees };
}

function treeJson(tree: IsolationTree): IsolationTreeJson {
  const [feature, threshold, cover]: [number[], number[], number[]] = [[], [], []];
  const add = (node: number): void => {
    cover.push(tree.cover[node] as number);
    if (!isSplit(tree, node)) {
      feature.push(-1);
      return;
    }
    feature.push(tree.feature[node] as number);
    // JSON does not know −0.
    threshold.push((tree.threshold[node] as number) + 0);
    add(2 * node);
    add(2 * node + 1);
  };
  add(1);
  return { feature, threshold, cover };
}

/** @throws DamagedTreesError where a row could not find its way through, or the rows of a node are not those of its children */
export function readIsolationForest(json: unknown): IsolationForest {
  const { features, samples, score_limit, depth, trees } = checked(schema, json);
  if (2 ** depth < samples)
    throw new DamagedTreesError(`${samples} rows are not told apart in ${depth} steps`);
  const grown = trees.map((tree) => readTree(tree, features, depth));
  const sizes = grown.filter(({ cover }) => cover[1] !== samples).length;
  if (sizes > 0) throw new DamagedTreesError(`${sizes} trees have not seen ${samples} rows`);
  return { ...isolationTrees(grown, features, depth), samples, scoreLimit: score_limit };
}

function readTree({ feature, threshold, cover }: IsolationTreeJson, features: number, depth: number) {
  const tree = emptyIsolationTree(depth);
  let [nodes, splits] = [0, 0];
  const add = (node: number): void => {
    const [by = Number.NaN, rows = Number.NaN] = [feature[nodes], cover[nodes]];
    nodes += 1;
    tree.cover[node] = rows;
    if (by === -1) return;
    const above = threshold[splits++];
    if (!(by < features) || above === undefined || node >= 2 ** depth)
      throw new DamagedTreesError(`node ${nodes} cannot decide by feature ${by}`);
    tree.feature[node] = by;
    tree.threshold[node] = above;
    add(2 * node);
    add(2 * node + 1);
    const [left, right] = [tree.cover[2 * node] as number, tree.cover[2 * node + 1] as number];
    if (left + right !== rows || left === 0 || right === 0)
      throw new DamagedTreesError(`${rows} rows went ${left} left and ${right} right`);
  };
  add(1);
  if (nodes !== feature.length || nodes !== cover.length || splits !== threshold.length)
    throw new DamagedTreesError(`${nodes} of ${feature.length} nodes hang together`);
  return tree;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const schema = v.object({
  features: count,
  samples: count,
  score_limit: v.pipe(v.number(), v.finite()),
  depth: v.pipe(count, v.maxValue(14)),
  trees: v.pipe(
    v.array(
      v.object({
        feature: v.array(v.pipe(v.number(), v.integer(), v.minValue(-1))),
        threshold: v.array(v.pipe(v.number(), v.finite())),
        cover: v.array(count),
      }),
    ),
    v.minLength(1),
  ),
});
