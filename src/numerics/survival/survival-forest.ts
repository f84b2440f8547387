import { Random } from '../random.ts';
import { type Columns, leafOf } from '../trees/regression-tree.ts';
import { stepsBefore, stepsUntil } from './step-times.ts';
import { checkRows } from './survival-rows.ts';
import { growSurvivalTree, type SurvivalTree, type SurvivalTreeLimits } from './survival-tree.ts';

export interface SurvivalForestOptions extends SurvivalTreeLimits {
  readonly trees: number;
  /** Hazards are kept at so many moments at most, spread evenly over the events. */
  readonly mostTimes: number;
}

/** What randomForestSRC 3 does by itself, with fewer trees. */
export function survivalForestDefaults(features: number): SurvivalForestOptions {
  return {
    trees: 200,
    minLeafRows: 15,
    featuresTried: Math.max(1, Math.ceil(Math.sqrt(features))),
    maxDepth: Number.POSITIVE_INFINITY,
    mostTimes: 150,
  };
}

/** Trees whose mean cumulative hazard counts. */
export interface SurvivalForest {
  /** Rising: the moments at which hazards are told. */
  readonly times: Float64Array;
  readonly trees: readonly SurvivalTree[];
  /** By row: the mortality that those trees tell that have not seen it; NaN where all have. */
  readonly outOfBag: Float64Array;
}

/**
 * Grows a random survival forest (Ishwaran, Kogalur, Blackstone & Lauer, Annals of Applied Statistics 2, 2008) of rows that may be censored.
 *
 * @param columns one a covariate, taken in single precision; a missing value (NaN) goes where the greatest ones go
 * @param seed the same one gives the same trees
 * @yields the number of trees after each one
 * @throws RangeError for rows that are no lifetimes, or without any event
 */
export function* growSurvivalForest(
  lifetimes: { readonly stop: ArrayLike<number>; readonly event: ArrayLike<number> },
  columns: Columns,
  options: SurvivalForestOptions,
  seed: number,
): Generator<number, SurvivalForest> {
  const { stop, event } = lifetimes;
  checkRows({ stop, event });
  const times = timesOf(stop, event, options.mostTimes);
  if (times.length === 0) throw new RangeError('no event came: there is nothing to learn from');
  const rows = {
    columns: columns.map((column) => Float32Array.from(column)),
    // An event between two moments is told at the later one; whoever is censored between them was seen up to the earlier one.
    timesUntil: Uint32Array.from(stop, (each, row) =>
      event[row] === 1 ? stepsBefore(times, each) + 1 : stepsUntil(times, each),
    ),
    event: Uint8Array.from(event),
    times: times.length,
  };
  const random = new Random(seed);
  const trees: SurvivalTree[] = [];
  const sums = new Float64Array(stop.length);
  const counts = new Uint32Array(stop.length);
  for (let count = 1; count <= options.trees; count++) {
    const drawn = new Uint32Array(stop.length);
    for (let draw = 0; draw < drawn.length; draw++) {
      const row = Math.floor(random.uniform() * drawn.length);
      drawn[row] = (drawn[row] as number) + 1;
    }
    const tree = growSurvivalTree(rows, drawn, options, random);
    trees.push(tree);
    const mortalities = tree.hazards.map((hazard) => hazard.reduce((sum, each) => sum + each, 0));
    for (let row = 0; row < drawn.length; row++) {
      if (drawn[row] !== 0) continue;
      sums[row] = (sums[row] as number) + (mortalities[placeOf(tree, rows.columns, row)] as number);
      counts[row] = (counts[row] as number) + 1;
    }
    yield count;
  }
  return { times, trees, outOfBag: sums.map((sum, row) => sum / (counts[row] || Number.NaN)) };
}

/** Ensemble cumulative hazard of each row at the forest's times; survival is exp(−hazard), mortality their sum. */
export function forestHazards({ trees, times }: SurvivalForest, columns: Columns): readonly Float64Array[] {
  const single = columns.map((column) => Float32Array.from(column));
  return Array.from({ length: single[0]?.length ?? 0 }, (_, row) => {
    const sum = new Float64Array(times.length);
    for (const tree of trees) {
      const hazard = tree.hazards[placeOf(tree, single, row)] as Float32Array;
      for (let at = 0; at < sum.length; at++)
        sum[at] = (sum[at] as number) + (hazard[at] as number) / trees.length;
    }
    return sum;
  });
}

/** Which of a tree's hazards a row has. */
function placeOf({ tree }: SurvivalTree, columns: Columns, row: number): number {
  return tree.value[leafOf(tree, columns, row)] as number;
}

/** Moments at which events came, or so many of them that as many events lie between each two. The last one is among them. */
function timesOf(stop: ArrayLike<number>, event: ArrayLike<number>, most: number): Float64Array {
  const all = Float64Array.from(stop)
    .filter((_, row) => event[row] === 1)
    .sort();
  const distinct = new Set(all);
  if (distinct.size <= most) return Float64Array.from(distinct);
  const chosen = Array.from(
    { length: most },
    (_, at) => all[Math.ceil(((at + 1) * all.length) / most) - 1] as number,
  );
  return Float64Array.from(new Set(chosen));
}
