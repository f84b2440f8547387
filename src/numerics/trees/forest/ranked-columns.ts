import type { Columns } from '../regression-tree.ts';

/** A column by the ranks of its values: sorting rows by whole numbers is several times quicker than by values. */
export interface RankedColumn {
  /** Rank of each row's value among the distinct ones; {@link RankedColumn.distinct}.length where it is missing. */
  readonly rank: Uint32Array;
  /** The distinct values, ascending. */
  readonly distinct: Float64Array;
}

/** Every column by its ranks; values are those of single precision, as scikit-learn's. */
export function rankedColumns(columns: Columns): readonly RankedColumn[] {
  return columns.map((column) => {
    const single = Float32Array.from(column);
    const known = Uint32Array.from(single, (_, row) => row).filter(
      (row) => !Number.isNaN(single[row] as number),
    );
    known.sort((a, b) => (single[a] as number) - (single[b] as number));
    const rank = new Uint32Array(single.length);
    const distinct: number[] = [];
    for (const row of known) {
      const value = single[row] as number;
      if (value !== distinct.at(-1)) distinct.push(value);
      rank[row] = distinct.length - 1;
    }
    for (const [row, value] of single.entries()) if (Number.isNaN(value)) rank[row] = distinct.length;
    return { rank, distinct: Float64Array.from(distinct) };
  });
}

/** Below so many rows, moving each to its place is quicker than counting digits. */
const FEW_ROWS = 48;
const DIGIT_BITS = 8;
const DIGITS = 1 << DIGIT_BITS;

/** Sorts rows by whole numbers: a radix sort, least digit first, whose work arrays are kept from one call to the next. */
export class RankSort {
  readonly #rows: Uint32Array;
  readonly #otherKeys: Uint32Array;
  readonly #counts = new Uint32Array(DIGITS);

  constructor(mostRows: number) {
    this.#rows = new Uint32Array(mostRows);
    this.#otherKeys = new Uint32Array(mostRows);
  }

  /**
   * Sorts the first rows of an array.
   * @param rows are put in the order of their ranks @param keys become their ranks, in that order
   */
  sort(rows: Uint32Array, keys: Uint32Array, size: number, { rank, distinct }: RankedColumn): void {
    for (let i = 0; i < size; i++) keys[i] = rank[rows[i] as number] as number;
    if (size < FEW_ROWS) insert(rows, keys, size);
    else this.#byDigits(rows.subarray(0, size), keys.subarray(0, size), distinct.length);
  }

  #byDigits(rows: Uint32Array, keys: Uint32Array, ranks: number): void {
    const size = rows.length;
    let [fromRows, fromKeys] = [rows, keys];
    let [toRows, toKeys] = [this.#rows.subarray(0, size), this.#otherKeys.subarray(0, size)];
    for (let shift = 0; shift === 0 || ranks >>> shift > 0; shift += DIGIT_BITS) {
      const counts = this.#counts.fill(0);
      for (let i = 0; i < size; i++) {
        const digit = ((fromKeys[i] as number) >>> shift) & (DIGITS - 1);
        counts[digit] = (counts[digit] as number) + 1;
      }
      let place = 0;
      for (let digit = 0; digit < DIGITS; digit++) {
        const count = counts[digit] as number;
        counts[digit] = place;
        place += count;
      }
      for (let i = 0; i < size; i++) {
        const key = fromKeys[i] as number;
        const digit = (key >>> shift) & (DIGITS - 1);
        const to = counts[digit] as number;
        counts[digit] = to + 1;
        toRows[to] = fromRows[i] as number;
        toKeys[to] = key;
      }
      [fromRows, toRows] = [toRows, fromRows];
      [fromKeys, toKeys] = [toKeys, fromKeys];
    }
    if (fromRows === rows) return;
    rows.set(fromRows);
    keys.set(fromKeys);
  }
}

function insert(rows: Uint32Array, keys: Uint32Array, size: number): void {
  for (let i = 1; i < size; i++) {
    const row = rows[i] as number;
    const key = keys[i] as number;
    let at = i;
    for (; at > 0 && (keys[at - 1] as number) > key; at--) {
      rows[at] = rows[at - 1] as number;
      keys[at] = keys[at - 1] as number;
    }
    rows[at] = row;
    keys[at] = key;
  }
}
