import { correlation } from './correlation.ts';

/** A column that was dropped, and because of which. */
export interface PrunedColumn {
  readonly column: number;
  /** The kept column that says nearly the same. */
  readonly keptInstead: number;
  readonly correlation: number;
}

export interface PrunedColumns {
  /** Places of the columns to keep, in the order of preference. */
  readonly kept: readonly number[];
  readonly pruned: readonly PrunedColumn[];
}

/**
 * Columns of which none says nearly the same as another: each is kept, in the order of preference, unless its
 * {@link correlation} with one that is already kept is larger in size than the threshold. So none that was dropped could be
 * added again. Rows in which one of a pair is missing are left out of that pair; a pair without a correlation (a constant
 * column, too few rows in common) keeps both.
 *
 * @param threshold 0 … 1, such as 0.95.
 * @param preference places of the columns, the most wanted first: those left out are dropped from the start. As given,
 * where it is left out.
 * @throws RangeError for a threshold that is none, or a place without a column.
 */
export function pruneCorrelated(
  columns: readonly ArrayLike<number>[],
  threshold: number,
  preference: readonly number[] = columns.map((_, place) => place),
): PrunedColumns {
  if (!(threshold >= 0 && threshold <= 1)) throw new RangeError(`a correlation of ${threshold} is none`);
  const kept: number[] = [];
  const pruned: PrunedColumn[] = [];
  for (const place of preference) {
    const rival = rivalOf(place, kept, columns, threshold);
    if (rival === undefined) kept.push(place);
    else pruned.push(rival);
  }
  return { kept, pruned };
}

function rivalOf(
  place: number,
  kept: readonly number[],
  columns: readonly ArrayLike<number>[],
  threshold: number,
): PrunedColumn | undefined {
  const column = columns[place];
  if (column === undefined) throw new RangeError(`there is no column ${place}`);
  for (const other of kept) {
    const found = correlation(column, columns[other] ?? []);
    if (Math.abs(found) > threshold) return { column: place, keptInstead: other, correlation: found };
  }
  return undefined;
}
