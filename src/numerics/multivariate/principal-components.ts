import { singularValues } from '../linear/singular-values.ts';
import { triangularFactor } from '../linear/triangular-factor.ts';
import { mean } from '../mean.ts';

export interface PrincipalComponentOptions {
  /** Whether every column is divided by its standard deviation (of n) first: false. A constant one is left as it is. */
  readonly standardise?: boolean;
}

/** What a fit knows, as plain numbers that can be stored with a model. */
export interface PrincipalComponents {
  /** Of each column, what is taken off and by what it is divided. */
  readonly mean: readonly number[];
  readonly scale: readonly number[];
  /** Directions in order of their variance, each of length 1; the loading of largest size is positive. */
  readonly components: readonly (readonly number[])[];
  /** With n − 1. */
  readonly explainedVariance: readonly number[];
  /** Of the variance of all columns; NaN where nothing varies. */
  readonly explainedVarianceRatio: readonly number[];
  readonly singularValues: readonly number[];
}

/**
 * Principal components of columns by singular values of the centred matrix (Pearson 1901; Jolliffe, Principal Component
 * Analysis, section 3.5): as many as there are columns, or rows where these are fewer. Agrees with scikit-learn's
 * `PCA(svd_solver="full")` to 1e-10, apart from its rule for signs.
 *
 * @param columns of one length, without gaps.
 * @throws RangeError for fewer than two rows, columns of several lengths or a value that is not finite: fill or leave
 * out such rows first.
 */
export function principalComponents(
  columns: readonly ArrayLike<number>[],
  { standardise = false }: PrincipalComponentOptions = {},
): PrincipalComponents {
  const rows = columns[0]?.length ?? 0;
  if (rows < 2) throw new RangeError(`${rows} rows have no components`);
  const means: number[] = [];
  const scale: number[] = [];
  const centred = columns.map((column) => {
    if (column.length !== rows)
      throw new RangeError(`a column of ${column.length} values beside one of ${rows}`);
    const average = mean(column);
    if (!Number.isFinite(average)) throw new RangeError('columns with gaps have no components');
    const deviations = new Float64Array(rows);
    for (let row = 0; row < rows; row++) deviations[row] = (column[row] ?? Number.NaN) - average;
    const divisor = standardise ? deviationOf(deviations) : 1;
    means.push(average);
    scale.push(divisor);
    for (let row = 0; row < rows; row++) deviations[row] = (deviations[row] ?? Number.NaN) / divisor;
    return deviations;
  });
  const { values, vectors } = singularValues(triangularFactor(centred));
  const singular = Array.from(values.subarray(0, Math.min(rows, columns.length)));
  const explainedVariance = singular.map((value) => (value * value) / (rows - 1));
  const whole = explainedVariance.reduce((sum, variance) => sum + variance, 0);
  return {
    mean: means,
    scale,
    components: vectors.slice(0, singular.length).map(pointedForward),
    explainedVariance,
    explainedVarianceRatio: explainedVariance.map((variance) => variance / (whole > 0 ? whole : Number.NaN)),
    singularValues: singular,
  };
}

/**
 * Coordinates of rows along the components: one column of scores for each. A row with a NaN has NaN scores.
 *
 * @param columns as many and in the same order as in the fit.
 */
export function componentScores(
  { mean: means, scale, components }: PrincipalComponents,
  columns: readonly ArrayLike<number>[],
): Float64Array[] {
  return components.map((loadings) => {
    const scores = new Float64Array(columns[0]?.length ?? 0);
    for (const [j, column] of columns.entries()) {
      const slope = (loadings[j] ?? Number.NaN) / (scale[j] ?? Number.NaN);
      const centre = means[j] ?? Number.NaN;
      for (let row = 0; row < scores.length; row++)
        scores[row] = (scores[row] ?? 0) + slope * ((column[row] ?? Number.NaN) - centre);
    }
    return scores;
  });
}

/** Root of the mean square; 1 where all are 0. */
function deviationOf(deviations: Float64Array): number {
  let squares = 0;
  for (const value of deviations) squares += value * value;
  return squares === 0 ? 1 : Math.sqrt(squares / deviations.length);
}

/** A direction and its opposite are the same component: the one with its largest loading above 0 is told. */
function pointedForward(vector: Float64Array): readonly number[] {
  const largest = vector.reduce(
    (found, loading) => (Math.abs(loading) > Math.abs(found) ? loading : found),
    0,
  );
  return Array.from(vector, (loading) => (largest < 0 ? -loading : loading));
}
