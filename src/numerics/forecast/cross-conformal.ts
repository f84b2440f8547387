import { conformalRadius } from './conformal.ts';

/** A series' forecast errors on its past: fold by fold, then step by step. */
export type FoldErrors = readonly Float64Array[];

/** How errors are put together. */
export interface PooledOptions {
  /** A step's size of errors is their mean over the folds and over so many steps on either side. */
  readonly neighbours: number;
  /** Of how many folds, the last ones, errors are measured: those of old ones come of shorter pasts, and are larger. */
  readonly newest: number;
}

/**
 * Half the width of the interval of each step ahead, of each of many series of a kind: errors of one series are too few, but in
 * units of the series' own size of errors those of all series have one law. Each fold's errors are measured by the size that
 * its series' other folds show (cross-conformal prediction: Vovk, Annals of Mathematics and Artificial Intelligence 74, 2015), the
 * split conformal quantile of all of them is taken, and each series' size times that is its radius.
 *
 * @param series at least two folds each, the newest one last, all folds being of the same steps
 * @returns by series, then step
 */
export function pooledRadii(
  series: readonly FoldErrors[],
  level: number,
  { neighbours, newest }: PooledOptions,
): readonly Float64Array[] {
  const scores: number[] = [];
  for (const folds of series)
    for (const [fold, errors] of folds.entries()) {
      if (fold < folds.length - newest) continue;
      const sizes = sizesOf(
        folds.filter((_, other) => other !== fold),
        neighbours,
      );
      for (const [step, error] of errors.entries()) scores.push(scoreOf(error, sizes[step] ?? Number.NaN));
    }
  const quantile = conformalRadius(scores, level);
  return series.map((folds) => sizesOf(folds, neighbours).map((size) => quantile * size));
}

function scoreOf(error: number, size: number): number {
  // Of a series that never erred before, any error is beyond measure.
  if (size > 0) return error / size;
  return error === 0 ? 0 : size === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}

/** Mean absolute error by step, of the steps around it; missing ones (NaN) are left out. */
function sizesOf(folds: FoldErrors, neighbours: number): Float64Array {
  const steps = folds[0]?.length ?? 0;
  return Float64Array.from({ length: steps }, (_, step) => {
    let [sum, count] = [0, 0];
    for (const errors of folds)
      for (let at = Math.max(step - neighbours, 0); at <= Math.min(step + neighbours, steps - 1); at++) {
        const error = errors[at] ?? Number.NaN;
        if (Number.isNaN(error)) continue;
        sum += Math.abs(error);
        count += 1;
      }
    return sum / count;
  });
}
