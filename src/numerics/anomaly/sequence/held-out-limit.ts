import { quantileOfSorted } from '../../quantile.ts';

/** How a limit follows from scores of normal rows that the detector has not been fitted to. */
export interface LimitOptions {
  /** Quantile of their scores. */
  readonly quantile: number;
  /** What it is multiplied by, since the highest of some hundred rows is not the highest of all. */
  readonly factor: number;
}

/** As in the published evaluation of SKAB's nets: its notebooks take the 0.999 quantile times 4/3 (github.com/waico/SKAB). */
export const LIMIT_DEFAULTS: LimitOptions = { quantile: 0.999, factor: 4 / 3 };

/**
 * The score above which a row is an anomaly.
 * @param scores of held-out normal rows; NaN, where nothing could be said, counts nothing
 * @returns Infinity where there is no score above 0: nothing shows what normal rows come to
 */
export function heldOutLimit(
  scores: ArrayLike<number>,
  { quantile, factor }: LimitOptions = LIMIT_DEFAULTS,
): number {
  const known = Float64Array.from(scores).filter((score) => !Number.isNaN(score));
  const limit = factor * quantileOfSorted(known.sort(), quantile);
  return limit > 0 ? limit : Number.POSITIVE_INFINITY;
}

/** Rows of normal operation in the order of time: earlier ones to learn from, the last to set the limit by. */
export function splitNormalRows<Row>(
  rows: readonly Row[],
  heldOutShare: number,
): { readonly learnt: readonly Row[]; readonly heldOut: readonly Row[] } {
  const from = rows.length - Math.round(heldOutShare * rows.length);
  return { learnt: rows.slice(0, from), heldOut: rows.slice(from) };
}
