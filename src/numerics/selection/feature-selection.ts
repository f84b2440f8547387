import { permutationImportance } from '../explain/permutation-importance.ts';
import { pruneCorrelated } from '../multivariate/correlation-pruning.ts';
import { nearestNeighbourInformation } from '../multivariate/nearest-neighbour-information.ts';
import type { Random } from '../random.ts';
import { shuffled } from '../shuffled.ts';
import { predictions } from '../trees/boosting/boosted-prediction.ts';
import { BOOSTING_DEFAULTS, type BoostedTrees, boost } from '../trees/boosting/gradient-boosting.ts';

export interface SelectionOptions {
  /** Features that are kept at most. */
  readonly most: number;
  /** Correlation from which one of two says nothing new. */
  readonly redundantFrom: number;
  /** Rows that a label reaches ahead: as many that are learnt from are left out before the later ones. */
  readonly ahead: number;
  readonly random: Random;
}

export const SELECTION_DEFAULTS = { most: 12, redundantFrom: 0.95, ahead: 0 } as const;

/** Why a feature is not used. */
export type Unused =
  /** It is missing in more than half of the rows, or never changes. */
  | { readonly column: number; readonly why: 'empty' }
  | { readonly column: number; readonly why: 'redundant'; readonly besides: number }
  /** Trees did as well without it. */
  | { readonly column: number; readonly why: 'no-gain' };

export interface Selection {
  /** Places of the columns, the most important first. */
  readonly kept: readonly number[];
  readonly unused: readonly Unused[];
  /** Mutual information with the label, nats, by column; NaN of empty ones. */
  readonly information: Float64Array;
}

/** Rows that mutual information is estimated from: it takes about n² steps. */
const INFORMED_BY = 400;
/** Rows that trees learn from, the newest. */
const MOST_ROWS = 3_000;
const TRAINING_SHARE = 0.7;
const PERMUTATIONS = 3;
const TREES = { ...BOOSTING_DEFAULTS, rounds: 40, learningRate: 0.1, maxDepth: 3, bins: 64, patience: 8 };
/** Without those that go, the loss may grow by so much. */
const TOLERATED = 1.01;

/**
 * The features that say something of a label, and say it once: empty ones go; of those that are nearly the same the one with more
 * mutual information stays; then boosted trees learn from the earlier rows, and as long as they do as well on the later ones, those
 * go whose permutation there costs least (recursive elimination: Guyon and others, Machine Learning 46, 2002); one stays in any case.
 *
 * @param labels what is to be foreseen, row by row in time; NaN is left out
 * @yields the part that is done, 0..1, after each column, each tree and each round
 */
export function* selectFeatures(
  columns: readonly Float64Array[],
  labels: Float64Array,
  { most, redundantFrom, ahead, random }: SelectionOptions,
): Generator<number, Selection> {
  const rows = labelledRows(labels);
  const information = new Float64Array(columns.length).fill(Number.NaN);
  const sparse = every(rows, INFORMED_BY);
  const unused: Unused[] = [];
  for (const [column, values] of columns.entries()) {
    if (isEmpty(values, rows)) unused.push({ column, why: 'empty' });
    else
      information[column] = nearestNeighbourInformation(at(values, sparse), at(labels, sparse), { random });
    yield (0.4 * (column + 1)) / columns.length;
  }
  const preference = [...information.keys()]
    .filter((column) => !Number.isNaN(information[column]))
    .sort((a, b) => (information[b] ?? 0) - (information[a] ?? 0));
  const { kept, pruned } = pruneCorrelated(columns, redundantFrom, preference);
  for (const { column, keptInstead } of pruned)
    unused.push({ column, why: 'redundant', besides: keptInstead });
  yield 0.5;
  const important = yield* eliminated(columns, labels, kept, rows.slice(-MOST_ROWS), { most, ahead, random });
  const stays = new Set(important);
  for (const column of kept) if (!stays.has(column)) unused.push({ column, why: 'no-gain' });
  return { kept: important, unused, information };
}

function* eliminated(
  columns: readonly Float64Array[],
  labels: Float64Array,
  first: readonly number[],
  rows: readonly number[],
  { most, ahead, random }: Pick<SelectionOptions, 'most' | 'ahead' | 'random'>,
): Generator<number, readonly number[]> {
  const { earlier, later: judging } = parted(rows, ahead);
  if (earlier.length === 0) return first.slice(0, most);
  let places = first;
  let best: { readonly loss: number; readonly places: readonly number[] } | undefined;
  for (let round = 0; places.length > 0; round++) {
    const of = (some: readonly number[]) => ({
      columns: places.map((place) => at(columns[place] ?? new Float64Array(), some)),
      labels: at(labels, some),
    });
    const [training, later] = [of(earlier), of(judging)];
    const model = yield* boosted(training, later, random, round);
    const permutations = Array.from({ length: PERMUTATIONS }, () => shuffled(later.labels.length, random));
    const predict = (its: readonly ArrayLike<number>[]) => predictions(model, its);
    const found = permutationImportance(predict, later.columns, later.labels, permutations, meanSquare);
    yield progressOf(round);
    const importance = found.increase.map((all) => all.reduce((sum, value) => sum + value, 0));
    const order = [...places.keys()].sort((a, b) => (importance[b] ?? 0) - (importance[a] ?? 0));
    const ordered = order.map((place) => places[place] ?? 0);
    const isGood = best === undefined || best.places.length > most || found.base <= best.loss * TOLERATED;
    if (!isGood) break;
    best = { loss: Math.min(found.base, best?.loss ?? Number.POSITIVE_INFINITY), places: ordered };
    places = ordered.slice(0, places.length - Math.max(1, Math.floor(places.length / 4)));
  }
  return best?.places.slice(0, most) ?? [];
}

function* boosted(
  training: { readonly columns: readonly Float64Array[]; readonly labels: Float64Array },
  later: { readonly columns: readonly Float64Array[]; readonly labels: Float64Array },
  random: Random,
  round: number,
): Generator<number, BoostedTrees> {
  const run = boost(training, TREES, random, later);
  for (;;) {
    const step = run.next();
    if (step.done) return step.value.model;
    yield progressOf(round);
  }
}

/** Rows that trees learn from, and those that judge: no label of the first lies among the others. */
function parted(rows: readonly number[], ahead: number) {
  const cut = Math.floor(rows.length * TRAINING_SHARE);
  const later = rows.slice(cut);
  const [firstLater = 0] = later;
  return { earlier: rows.slice(0, cut).filter((row) => row + ahead <= firstLater), later };
}

function progressOf(round: number): number {
  return 1 - 0.5 / (1 + round / 4);
}

function labelledRows(labels: Float64Array): readonly number[] {
  return [...labels.keys()].filter((row) => Number.isFinite(labels[row]));
}

function isEmpty(values: Float64Array, rows: readonly number[]): boolean {
  const known = rows.filter((row) => Number.isFinite(values[row]));
  const [first] = known;
  if (first === undefined || known.length < rows.length / 2) return true;
  return known.every((row) => values[row] === values[first]);
}

function every(rows: readonly number[], most: number): readonly number[] {
  const step = Math.max(1, Math.ceil(rows.length / most));
  return rows.filter((_, place) => place % step === 0);
}

function at(values: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
}

function meanSquare(labels: ArrayLike<number>, said: Float64Array): number {
  return said.reduce((sum, value, row) => sum + (value - (labels[row] ?? Number.NaN)) ** 2, 0) / said.length;
}
