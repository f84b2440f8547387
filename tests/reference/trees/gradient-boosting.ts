import { Random } from '../../../src/numerics/random.ts';
import { margins, totalGains } from '../../../src/numerics/trees/boosting/boosted-prediction.ts';
import {
  BOOSTING_DEFAULTS,
  type BoostedTrees,
  type Boosting,
  type BoostingOptions,
  boost,
  type LabelledRows,
} from '../../../src/numerics/trees/boosting/gradient-boosting.ts';
import { logistic, squaredError } from '../../../src/numerics/trees/boosting/objectives.ts';
import type { Given } from '../given.ts';
import type { ReferenceProblem, Solution } from '../reference-topics.ts';
import { columnsOf, nestedTree } from './nested-tree.ts';

interface Sets {
  readonly training: LabelledRows;
  readonly test: LabelledRows;
}

/** Three trees and their like: structure, predictions of training and test rows. */
export const smallTrees: Solution = ({ inputs }) => {
  const options = optionsOf(inputs, inputs.number('rounds'));
  const columns = columnsOf(inputs.matrix('X'));
  const { model } = trained({ columns, labels: inputs.numbers('y') }, options);
  const said = (values: Float64Array) => values.map(options.objective.fromMargin);
  return {
    trees: model.trees.map((tree) => nestedTree(tree)),
    train_predictions: said(margins(model, columns)),
    test_predictions: said(margins(model, columnsOf(inputs.matrix('X_test')))),
  };
};

/** Hundreds of trees, told by what they come to. */
export const largeModel: Solution = (problem) => {
  const { training, test } = setsOf(problem);
  const { model } = trained(training, optionsOf(problem.inputs, problem.inputs.number('rounds')));
  const [first] = model.trees;
  return {
    test_rmse: rmse(model, test),
    train_rmse: rmse(model, training),
    root_splits: model.trees.map(({ feature, threshold, gain }) => [feature[0], threshold[0], gain[0]]),
    first_tree: first && nestedTree(first),
    importance: { total_gain: totalGainOf(model, training.columns.length) },
    test_predictions_first20: margins(model, test.columns).subarray(0, 20),
  };
};

export const earlyStopping: Solution = ({ inputs }) => {
  const from = inputs.mentioned('data');
  const first = Number(/first (\d+) rows/.exec(String(inputs.fields.data))?.[1]);
  const training = {
    columns: columnsOf(from.matrix('X').slice(0, first)),
    labels: from.numbers('y').slice(0, first),
  };
  const validation = { columns: columnsOf(from.matrix('X_test')), labels: from.numbers('y_test') };
  const options = { ...optionsOf(inputs, inputs.number('max_rounds')), patience: inputs.number('patience') };
  const { validationLoss, bestRound } = trained(training, options, validation);
  return {
    best_iteration_zero_based: bestRound,
    best_score: validationLoss[bestRound],
    validation_rmse_trace: validationLoss,
  };
};

/** With samples of rows and features one seed must lie within the band of the reference's. */
export const stochasticBand: Solution = (problem) => {
  const { training, test } = setsOf(problem);
  const { model } = trained(training, optionsOf(problem.inputs, problem.inputs.number('rounds')));
  return { test_rmse_mean: rmse(model, test) };
};

function trained(training: LabelledRows, options: BoostingOptions, validation?: LabelledRows): Boosting {
  const boosting = boost(training, options, new Random(1), validation);
  for (;;) {
    const round = boosting.next();
    if (round.done) return round.value;
  }
}

function optionsOf(inputs: Given, rounds: number): BoostingOptions {
  const params = inputs.record('params');
  const objective = params.text('objective') === 'binary:logistic' ? logistic : squaredError;
  const base = params.number('base_score');
  return {
    ...BOOSTING_DEFAULTS,
    objective,
    rounds,
    learningRate: params.number('learning_rate'),
    maxDepth: params.number('max_depth'),
    minChildWeight: params.number('min_child_weight'),
    subsample: params.number('subsample'),
    featureShare: params.number('colsample_bytree'),
    alpha: params.number('reg_alpha'),
    lambda: params.number('reg_lambda'),
    gamma: params.number('gamma'),
    search: params.text('tree_method') === 'hist' ? 'histogram' : 'exact',
    bins: params.numberOr('max_bin', BOOSTING_DEFAULTS.bins),
    start: objective === logistic ? Math.log(base / (1 - base)) : base,
  };
}

/** The rows of a problem, its own or those that its words mention; "round(clip(…))" is done to them where it stands there. */
function setsOf({ inputs }: ReferenceProblem): Sets {
  const from = inputs.has('X') ? inputs : inputs.mentioned('data');
  const words = String(inputs.fields.data);
  const rounding = /X\[:, 0:(\d+)\][^,]*, -([\d.]+), ([\d.]+)\) \* ([\d.]+)\)/.exec(words);
  const columns = (name: string) => {
    const all = columnsOf(from.matrix(name));
    if (!rounding) return all;
    const [count, , greatest, steps] = rounding.slice(1).map(Number);
    return all
      .slice(0, count)
      .map((column) => column.map((value) => stepped(value, greatest ?? 0, steps ?? 1)));
  };
  return {
    training: { columns: columns('X'), labels: from.numbers('y') },
    test: { columns: columns('X_test'), labels: from.numbers('y_test') },
  };
}

/** Clipped, and rounded to whole steps, halves to the even one. */
function stepped(value: number, greatest: number, steps: number): number {
  const scaled = Math.min(Math.max(value, -greatest), greatest) * steps;
  const below = Math.floor(scaled);
  const isUp = scaled - below > 0.5 || (scaled - below === 0.5 && below % 2 !== 0);
  return (below + Number(isUp)) / steps;
}

function rmse(model: BoostedTrees, { columns, labels }: LabelledRows): number {
  return squaredError.loss(labels, margins(model, columns));
}

/** By feature; XGBoost does not tell of those that no tree divides by. */
function totalGainOf(model: BoostedTrees, features: number): Readonly<Record<string, number>> {
  return Object.fromEntries([...totalGains(model, features).entries()].filter(([, gain]) => gain > 0));
}
