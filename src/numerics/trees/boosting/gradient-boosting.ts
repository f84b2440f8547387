import type { Random } from '../../random.ts';
import { type Columns, leafOf, type RegressionTree } from '../regression-tree.ts';
import { binnedColumns } from './binned-columns.ts';
import { ExactGrower } from './exact-grower.ts';
import { HistogramGrower } from './histogram-grower.ts';
import { type Objective, squaredError } from './objectives.ts';
import type { Monotone } from './split-candidate.ts';
import type { GrownTree, GrowthLimits, TreeGrower } from './tree-growth.ts';

/** How trees are boosted; XGBoost's names and meanings. */
export interface BoostingOptions {
  readonly objective: Objective;
  readonly rounds: number;
  readonly learningRate: number;
  readonly maxDepth: number;
  readonly minChildWeight: number;
  /** Share of rows that each tree sees. */
  readonly subsample: number;
  /** Share of features that each tree may use. */
  readonly featureShare: number;
  readonly alpha: number;
  readonly lambda: number;
  readonly gamma: number;
  /** How thresholds are looked for. */
  readonly search: 'histogram' | 'exact';
  readonly bins: number;
  /** By feature: 1 where greater values may only raise what is said, -1 where they may only lower it. Not of quantiles. */
  readonly monotone: readonly Monotone[];
  /** Features whose values are codes without order. Histogram search only. */
  readonly categorical: ReadonlySet<number>;
  /** Where the margin begins; by the labels where undefined. */
  readonly start?: number | undefined;
  /** Stop when the loss on the validation rows has not fallen for so many rounds. */
  readonly patience: number;
}

export const BOOSTING_DEFAULTS: BoostingOptions = {
  objective: squaredError,
  rounds: 200,
  learningRate: 0.05,
  maxDepth: 6,
  minChildWeight: 1,
  subsample: 0.8,
  featureShare: 0.8,
  alpha: 0.1,
  lambda: 1,
  gamma: 0,
  search: 'histogram',
  bins: 256,
  monotone: [],
  categorical: new Set(),
  patience: 20,
};

/** Rows with what is to be said of them. */
export interface LabelledRows {
  readonly columns: Columns;
  readonly labels: ArrayLike<number>;
}

/** A sum of trees. */
export interface BoostedTrees {
  readonly objective: Objective['name'];
  /** The margin before any tree. */
  readonly start: number;
  readonly trees: readonly RegressionTree[];
}

/** Training, round by round. */
export interface Boosting {
  readonly model: BoostedTrees;
  /** Loss on the validation rows after each round; none where there are no such rows. */
  readonly validationLoss: readonly number[];
  /** The round, from 0, with the least of it; the last where there are no such rows. */
  readonly bestRound: number;
}

/**
 * Boosts trees by gradient descent in function space (Friedman, Annals of Statistics 29, 2001) with the second-order
 * objective and penalties of XGBoost (Chen & Guestrin, KDD 2016). With validation rows it stops when they no longer gain,
 * and keeps the trees up to the best round.
 *
 * @param random for samples of rows and features; the same numbers give the same trees
 * @yields after each round, so that whoever trains may show it, pause it or leave off; the last round's state is the result
 * @throws RangeError for options or columns that make no sense
 */
export function* boost(
  training: LabelledRows,
  options: BoostingOptions,
  random: Random,
  validation?: LabelledRows,
): Generator<Boosting, Boosting> {
  check(training, options);
  const { objective, rounds, patience } = options;
  const columns = training.columns.map((column) => Float32Array.from(column));
  const grower = growerFor(columns, options);
  const start = Math.fround(options.start ?? objective.start(training.labels));
  const margins = new Float64Array(training.labels.length).fill(start);
  const validated = validation && new Validation(validation, objective, start);
  const trees: RegressionTree[] = [];
  const validationLoss: number[] = [];
  let bestRound = 0;
  const all = Uint32Array.from(margins, (_, row) => row);
  const gradient = new Float64Array(margins.length);
  const hessian = new Float64Array(margins.length);
  const state = (kept: number): Boosting => ({
    model: { objective: objective.name, start, trees: trees.slice(0, kept) },
    validationLoss,
    bestRound,
  });
  for (let round = 0; round < rounds; round++) {
    objective.derive(training.labels, margins, gradient, hessian);
    const sample = sampled(all, columns.length, options, random);
    const grown = grower.grow({ gradient, hessian, ...sample });
    const tree = objective.leafOfResiduals ? refitted(grown, training.labels, margins, options) : grown.tree;
    advance(margins, { ...grown, tree }, columns);
    trees.push(tree);
    validationLoss.push(...(validated ? [validated.after(tree)] : []));
    const isBest = !validated || (validationLoss[round] ?? 0) < (validationLoss[bestRound] ?? 0);
    if (isBest) bestRound = round;
    if (validated && round - bestRound >= patience) break;
    yield state(trees.length);
  }
  return state(validated ? bestRound + 1 : trees.length);
}

function growerFor(columns: Columns, options: BoostingOptions): TreeGrower {
  const limits: GrowthLimits = options;
  if (options.search === 'exact') return new ExactGrower(columns, limits);
  const { bins, categorical } = options;
  return new HistogramGrower(binnedColumns(columns, { bins, categorical }), limits);
}

function check({ columns, labels }: LabelledRows, options: BoostingOptions): void {
  if (columns.length === 0) throw new RangeError('there is no feature to learn from');
  for (const [feature, column] of columns.entries())
    if (column.length !== labels.length)
      throw new RangeError(`feature ${feature} has ${column.length} values for ${labels.length} labels`);
  for (let row = 0; row < labels.length; row++)
    if (!Number.isFinite(labels[row])) throw new RangeError(`the label of row ${row} is ${labels[row]}`);
  if (labels.length === 0) throw new RangeError('there is no row to learn from');
  const { objective, monotone, subsample, featureShare, rounds, search, categorical } = options;
  if (!(subsample > 0 && subsample <= 1)) throw new RangeError(`a subsample of ${subsample}`);
  if (!(featureShare > 0 && featureShare <= 1))
    throw new RangeError(`a share of features of ${featureShare}`);
  if (!(rounds >= 1)) throw new RangeError(`${rounds} rounds`);
  if (search === 'exact' && categorical.size > 0)
    throw new RangeError('the exact search knows no categories');
  // Its leaves are told anew once the tree has grown, and by themselves.
  if (objective.leafOfResiduals && monotone.some((each) => each !== 0))
    throw new RangeError(`trees of the ${objective.name} objective keep to no monotone relation`);
}

function sampled(all: Uint32Array, features: number, options: BoostingOptions, random: Random) {
  const { subsample, featureShare } = options;
  const allFeatures = Array.from({ length: features }, (_, feature) => feature);
  const most = Math.max(1, Math.floor(featureShare * features));
  const someFeatures = most === features ? allFeatures : chosen(allFeatures, most, random);
  const some = subsample === 1 ? all : all.filter(() => random.uniform() < subsample);
  // A tree of no row says nothing: a sample that happens to be empty is all of them.
  return { rows: some.length > 0 ? some : all, features: someFeatures };
}

/** So many of a list, in its order, each choice as likely (Knuth's selection sampling). */
function chosen(all: readonly number[], most: number, random: Random): readonly number[] {
  let left = most;
  return all.filter((_, place) => {
    const isChosen = random.uniform() * (all.length - place) < left;
    if (isChosen) left -= 1;
    return isChosen;
  });
}

/** Adds a tree's leaves to the margins; rows that it has not seen go down it. */
function advance(margins: Float64Array, { tree, rows, leaves }: GrownTree, columns: Columns): void {
  const isSeen = rows.length < margins.length ? new Uint8Array(margins.length) : undefined;
  for (const { node, from, to } of leaves) {
    const value = tree.value[node] ?? 0;
    for (let place = from; place < to; place++) {
      const row = rows[place] as number;
      margins[row] = Math.fround((margins[row] as number) + value);
      if (isSeen) isSeen[row] = 1;
    }
  }
  if (!isSeen) return;
  for (let row = 0; row < margins.length; row++)
    if (isSeen[row] === 0)
      margins[row] = Math.fround((margins[row] as number) + (tree.value[leafOf(tree, columns, row)] ?? 0));
}

/** The tree with leaves that its rows' residuals tell. */
function refitted(
  { tree, rows, leaves }: GrownTree,
  labels: ArrayLike<number>,
  margins: Float64Array,
  { objective, learningRate }: BoostingOptions,
): RegressionTree {
  const value = tree.value.slice();
  for (const { node, from, to } of leaves) {
    const residuals = Float64Array.from(
      rows.subarray(from, to),
      (row) => (labels[row] ?? 0) - (margins[row] ?? 0),
    );
    value[node] = Math.fround(learningRate * (objective.leafOfResiduals?.(residuals) ?? 0));
  }
  return { ...tree, value };
}

/** Rows that are not learnt from. */
class Validation {
  readonly #rows: LabelledRows;
  readonly #columns: Columns;
  readonly #objective: Objective;
  readonly #margins: Float64Array;

  constructor(rows: LabelledRows, objective: Objective, start: number) {
    this.#rows = rows;
    this.#columns = rows.columns.map((column) => Float32Array.from(column));
    this.#objective = objective;
    this.#margins = new Float64Array(rows.labels.length).fill(start);
  }

  /** The loss with one tree more. */
  after(tree: RegressionTree): number {
    for (let row = 0; row < this.#margins.length; row++) {
      const value = tree.value[leafOf(tree, this.#columns, row)] ?? 0;
      this.#margins[row] = Math.fround((this.#margins[row] ?? 0) + value);
    }
    return this.#objective.loss(this.#rows.labels, this.#margins);
  }
}
