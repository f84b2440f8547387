import { averagePathLength } from '../../../src/numerics/anomaly/average-path-length.ts';
import {
  growIsolationForest,
  ISOLATION_DEFAULTS,
  isolationScores,
} from '../../../src/numerics/anomaly/isolation-forest.ts';
import {
  emptyIsolationTree,
  type IsolationTree,
  isolationTrees,
} from '../../../src/numerics/anomaly/isolation-trees.ts';
import { quantileOfSorted } from '../../../src/numerics/quantile.ts';
import { Random } from '../../../src/numerics/random.ts';
import { sorted } from '../../../src/numerics/ranks.ts';
import { mannWhitney } from '../../../src/numerics/two-sample/mann-whitney.ts';
import type { Solution } from '../reference-topics.ts';
import { columnsOf } from '../trees/nested-tree.ts';

export const pathLengthOfSearch: Solution = ({ inputs }) => ({
  c: inputs.numbers('n').map(averagePathLength),
});

export const givenIsolationForest: Solution = ({ inputs }) => {
  const samples = inputs.number('max_samples');
  const depth = Math.ceil(Math.log2(samples));
  const columns = columnsOf(inputs.matrix('Q'));
  const trees = inputs.list('trees').map(({ fields }) => givenTree(fields, depth));
  return { score: isolationScores({ ...isolationTrees(trees, columns.length, depth), samples }, columns) };
};

function givenTree(root: unknown, depth: number): IsolationTree {
  const tree = emptyIsolationTree(depth);
  const add = (given: unknown, node: number): number => {
    const { f, t, l, r, n } = Object(given);
    if (f !== undefined) {
      tree.feature[node] = Number(f);
      tree.threshold[node] = Number(t);
    }
    const rows = f === undefined ? Number(n) : add(l, 2 * node) + add(r, 2 * node + 1);
    tree.cover[node] = rows;
    return rows;
  };
  add(root, 1);
  return tree;
}

/** One forest of a seed of ours, as the reference's rules allow: they tell how far single runs scatter. */
export const labelledMixture: Solution = ({ inputs, expected }) => {
  const columns = columnsOf(inputs.matrix('X'));
  const options = {
    ...ISOLATION_DEFAULTS,
    trees: inputs.number('n_estimators'),
    samples: inputs.number('max_samples'),
  };
  const scores = isolationScores(growIsolationForest(columns, options, new Random(1)), columns);
  const ascending = sorted(scores);
  const labels = inputs.numbers('y');
  const [anomalous, usual] = [1, 0].map((label) => scores.filter((_, row) => labels[row] === label));
  return {
    auc_mean: mannWhitney(anomalous ?? [], usual ?? []).auc,
    score_quantiles_mean: expected
      .numbers('quantile_levels')
      .map((level) => quantileOfSorted(ascending, level)),
    mean_score_first40: scores.subarray(0, 40),
  };
};
