import type { Random } from '../random.ts';
import { GrowingTree, type RegressionTree } from '../trees/regression-tree.ts';
import { LogRankSearch } from './log-rank-split.ts';
import type { SurvivalTreeRows } from './survival-tree-rows.ts';

/** What each tree of a survival forest may do. */
export interface SurvivalTreeLimits {
  /** A leaf has at least so many different machines that were drawn. */
  readonly minLeafRows: number;
  /** Covariates looked at, drawn at random, at each node. */
  readonly featuresTried: number;
  readonly maxDepth: number;
}

/** A tree whose leaves are told by their number; what each says is a step function. */
export interface SurvivalTree {
  /** The value of a leaf is its place in `hazards`. */
  readonly tree: RegressionTree;
  /** Nelson-Aalen cumulative hazard of each leaf, at the forest's times. */
  readonly hazards: readonly Float32Array[];
}

/**
 * Grows one tree of a survival forest: each node is divided where the log-rank test tells its sides most apart (Ishwaran and others, Annals of
 * Applied Statistics 2, 2008, sections 2 and 4; Segal, Biometrics 44, 1988).
 *
 * @param drawn by row: how often the bootstrap drew it
 */
export function growSurvivalTree(
  rows: SurvivalTreeRows,
  drawn: Uint32Array,
  limits: SurvivalTreeLimits,
  random: Random,
): SurvivalTree {
  const search = new LogRankSearch(rows, drawn);
  const growing = new GrowingTree();
  const hazards: Float32Array[] = [];
  const leaf = (own: Uint32Array): number => {
    hazards.push(nelsonAalen(rows, drawn, own));
    return growing.leaf(hazards.length - 1, own.length);
  };
  const all = Uint32Array.from(drawn.keys()).filter((row) => (drawn[row] as number) > 0);
  const open = [{ node: leaf(all), own: all, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, own, depth } = next;
    if (depth >= limits.maxDepth || own.length < 2 * limits.minLeafRows) continue;
    const split = search.best(
      own,
      someOf(rows.columns.length, limits.featuresTried, random),
      limits.minLeafRows,
    );
    if (!split) continue;
    const column = rows.columns[split.feature] as Float32Array;
    const isLeft = (row: number) => (column[row] as number) < split.threshold;
    const [lower, upper] = [own.filter(isLeft), own.filter((row) => !isLeft(row))];
    const [left, right] = [leaf(lower), leaf(upper)];
    growing.split(node, { ...split, missingLeft: false }, left, right);
    open.push({ node: left, own: lower, depth: depth + 1 }, { node: right, own: upper, depth: depth + 1 });
  }
  return { tree: growing.grown(), hazards };
}

function nelsonAalen(
  { timesUntil, event, times }: SurvivalTreeRows,
  drawn: Uint32Array,
  own: Uint32Array,
): Float32Array {
  const dying = new Float64Array(times + 1);
  const leaving = new Float64Array(times + 1);
  let left = 0;
  for (const row of own) {
    const until = timesUntil[row] as number;
    const weight = drawn[row] as number;
    left += weight;
    leaving[until] = (leaving[until] as number) + weight;
    if (event[row] === 1) dying[until] = (dying[until] as number) + weight;
  }
  left -= leaving[0] as number;
  let sum = 0;
  const hazard = new Float32Array(times);
  for (let at = 1; at <= times; at++) {
    // Whoever is past the time before this one is at risk at it.
    if (left > 0) sum += (dying[at] as number) / left;
    hazard[at - 1] = sum;
    left -= leaving[at] as number;
  }
  return hazard;
}

/** So many of the numbers below `all`, each choice as likely (Floyd's sampling, CACM 30, 1987). */
function someOf(all: number, most: number, random: Random): readonly number[] {
  const chosen = new Set<number>();
  for (let last = Math.max(0, all - most); last < all; last++) {
    const pick = Math.floor(random.uniform() * (last + 1));
    chosen.add(chosen.has(pick) ? last : pick);
  }
  return [...chosen];
}
