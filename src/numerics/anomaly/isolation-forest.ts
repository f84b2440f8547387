import { quantileOfSorted } from '../quantile.ts';
import type { Random } from '../random.ts';
import { averagePathLength } from './average-path-length.ts';
import { pathLengths } from './isolation-path-lengths.ts';
import { IsolationTreeGrower } from './isolation-tree-grower.ts';
import { type IsolationTrees, isolationTrees } from './isolation-trees.ts';

export interface IsolationForestOptions {
  readonly trees: number;
  /** ψ: rows that each tree sees, drawn without replacement; all of them where there are fewer. */
  readonly samples: number;
  /** Share of the training rows that counts as anomalous; `auto` for a score of 0.5, the original paper's. */
  readonly contamination: number | 'auto';
}

/** The original paper's, and scikit-learn's. */
export const ISOLATION_DEFAULTS: IsolationForestOptions = { trees: 100, samples: 256, contamination: 'auto' };

/** Above it, tables by node would have more empty places than a tree of any use has splits. */
const MOST_SAMPLES = 2 ** 14;

export interface IsolationForest extends IsolationTrees {
  /** ψ: rows that each tree has seen. */
  readonly samples: number;
  /** Rows with a score above it are anomalous. */
  readonly scoreLimit: number;
}

/**
 * Grows an isolation forest (Liu, Ting & Zhou, "Isolation forest", ICDM 2008): random trees in which rows that are few and
 * different end early. Agrees with scikit-learn's IsolationForest in law: c(n), depths, limits, draws without replacement.
 *
 * No row is refused. Missing values (NaN) go down both sides of a split, in the shares of the training rows that went there
 * (as isotree's "divide": Cortes, arXiv:1910.12362), so that a row is judged by what is known of it, and one of which nothing
 * is known is ordinary. Infinities are beyond all other values. That a value is missing may be a sign, too: then give
 * it as a feature of its own.
 *
 * @param columns one a feature, of equal length; NaN is missing
 * @throws RangeError without a row or a feature, or for options that make no forest
 */
export function growIsolationForest(
  columns: readonly ArrayLike<number>[],
  options: IsolationForestOptions,
  random: Random,
): IsolationForest {
  const rows = columns[0]?.length ?? 0;
  const { trees, contamination } = options;
  checkForest(options);
  if (contamination !== 'auto' && !(contamination > 0 && contamination <= 0.5))
    throw new RangeError(`a contamination of ${contamination} is not within 0 and 0.5`);
  if (rows === 0) throw new RangeError('there is no row to learn from');
  const samples = Math.min(options.samples, rows);
  const depth = depthOf(samples);
  const grower = new IsolationTreeGrower(columns.length, samples, depth, random);
  const grown = Array.from({ length: trees }, () => grower.grow(columns, drawnRows(rows, samples, random)));
  const forest = { ...isolationTrees(grown, columns.length, depth), samples };
  if (contamination === 'auto') return { ...forest, scoreLimit: 0.5 };
  const sorted = isolationScores(forest, columns).sort();
  return { ...forest, scoreLimit: quantileOfSorted(sorted, 1 - contamination) };
}

/** What scores follow from. */
type Scoring = Pick<IsolationForest, keyof IsolationTrees | 'samples'>;

/**
 * s(x) = 2^(−h(x) / c(ψ)) of each row, in (0, 1]: near 1 where it is told apart at once, about 0.5 where it is like all others,
 * below where it lies among many (section 2 of the paper). The same as −`score_samples` in scikit-learn.
 *
 * @param columns as the forest was grown with
 */
export function isolationScores(forest: Scoring, columns: readonly ArrayLike<number>[]): Float64Array {
  if (columns.length !== forest.features)
    throw new RangeError(`a forest of ${forest.features} features was asked about ${columns.length}`);
  return pathLengths(forest, columns).map((length) => scoreOfPath(length, forest.samples));
}

/** The score that follows from a mean path length; 0.5 where the forest has seen one row alone. */
export function scoreOfPath(length: number, samples: number): number {
  const usual = averagePathLength(samples);
  return 2 ** -(usual === 0 ? 1 : length / usual);
}

/** @throws RangeError where so many trees of so many rows are no forest */
export function checkForest({ trees, samples }: Pick<IsolationForestOptions, 'trees' | 'samples'>): void {
  if (!(Number.isInteger(trees) && trees >= 1)) throw new RangeError(`${trees} trees are no forest`);
  if (!(Number.isInteger(samples) && samples >= 1 && samples <= MOST_SAMPLES))
    throw new RangeError(`a tree cannot see ${samples} rows: from 1 to ${MOST_SAMPLES}`);
}

/** Splits after which rows that are still together are not told apart any more: what a balanced tree of all rows would need. */
export function depthOf(samples: number): number {
  return Math.ceil(Math.log2(Math.max(samples, 2)));
}

/** Different numbers below `rows`, each choice as likely (Floyd's algorithm: Bentley, CACM 30, 1987). */
export function drawnRows(rows: number, count: number, random: Random): Uint32Array {
  const chosen = new Set<number>();
  for (let last = rows - count; last < rows; last++) {
    const place = Math.floor(random.uniform() * (last + 1));
    chosen.add(chosen.has(place) ? last : place);
  }
  return Uint32Array.from(chosen);
}
