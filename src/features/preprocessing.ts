import { pruneCorrelated } from '../numerics/multivariate/correlation-pruning.ts';
import { fitScaler, type Scaler, type ScalerKind, scaled } from '../numerics/multivariate/scaler.ts';
import { quantileOfSorted } from '../numerics/quantile.ts';
import { FLAG } from './definition.ts';
import { type FeatureMatrix, MissingFeatureError, matrixColumn } from './feature-matrix.ts';
import type { FeatureRegistry } from './registry.ts';

export interface PreprocessingOptions {
  /** How columns are scaled; `standard` where a feature is not named. */
  readonly scalers?: Readonly<Record<string, ScalerKind>>;
  /** So large a share of the training rows at either end is moved to the quantile there, 0.005 for one in 200. */
  readonly winsorisedShare?: number;
  /** Why the median stands in for what is missing; without a reason it stays NaN, for models that know what to do. */
  readonly imputedBecause?: string;
  /** Columns whose correlation with one before them is larger in size are left out. */
  readonly prunedAbove?: number;
}

/** What was learnt of the training rows, and nothing else; plain, to be stored with the model. */
export interface Preprocessing {
  readonly columns: readonly PreparedColumn[];
  readonly leftOut: readonly LeftOutColumn[];
}

export interface PreparedColumn {
  readonly name: string;
  /** What its values meant; see {@link changedMeanings}. */
  readonly identity: string;
  readonly winsorisedTo?: readonly [least: number, greatest: number];
  /** Put in for what is missing, unscaled. */
  readonly imputed?: { readonly value: number; readonly reason: string };
  readonly scaler: Scaler;
}

export interface LeftOutColumn {
  readonly name: string;
  readonly reason: string;
}

/**
 * Learns from the training rows how columns are cut off at their ends, filled, scaled and chosen. Rows of validation and
 * test must not be among them.
 *
 * @param trainingRows places of rows of the matrix
 */
export function fitPreprocessing(
  matrix: FeatureMatrix,
  trainingRows: ArrayLike<number>,
  registry: FeatureRegistry,
  options: PreprocessingOptions = {},
): Preprocessing {
  const { winsorisedShare, imputedBecause, prunedAbove, scalers = {} } = options;
  const training = new Map(matrix.names.map((name) => [name, matrixColumn(matrix, name, trainingRows)]));
  const told = [...training].filter(([, column]) => column.some(Number.isFinite));
  const pruned =
    prunedAbove === undefined
      ? []
      : pruneCorrelated(
          told.map(([, column]) => column),
          prunedAbove,
        ).pruned;
  const nameAt = (place: number) => told[place]?.[0] ?? '';
  const columns = told
    .filter((_, place) => !pruned.some(({ column }) => column === place))
    .map(([name, column]): PreparedColumn => {
      const sorted = column.filter(Number.isFinite).sort();
      const ends = winsorisedShare === undefined ? undefined : endsOf(sorted, winsorisedShare);
      const value = quantileOfSorted(sorted, 0.5);
      return {
        name,
        identity: registry.identity(name),
        ...(ends ? { winsorisedTo: ends } : {}),
        ...(imputedBecause === undefined ? {} : { imputed: { value, reason: imputedBecause } }),
        scaler: fitScaler(
          scalers[name] ?? 'standard',
          column.map((x) => winsorised(x, ends)),
        ),
      };
    });
  return {
    columns,
    leftOut: [
      ...[...training.keys()]
        .filter((name) => !told.some(([each]) => each === name))
        .map((name) => ({ name, reason: 'no training row has a value of it' })),
      ...pruned.map(({ column, keptInstead, correlation }) => ({
        name: nameAt(column),
        reason: `its correlation with ${nameAt(keptInstead)} is ${correlation.toFixed(3)}`,
      })),
    ],
  };
}

/**
 * Brings any rows to the shape that a model was trained with. Each value says by its flags what was done to it.
 *
 * @throws MissingFeatureError where a column is not in the matrix
 */
export function prepared(matrix: FeatureMatrix, { columns }: Preprocessing): FeatureMatrix {
  const { grid, names } = matrix;
  const values = matrix.values.slice(0, grid.rows * columns.length);
  const flags = new Uint8Array(grid.rows * columns.length);
  for (const [k, { name, winsorisedTo, imputed, scaler }] of columns.entries()) {
    const from = names.indexOf(name);
    if (from === -1) throw new MissingFeatureError(name);
    for (let i = 0; i < grid.rows; i++) {
      const place = i * columns.length + k;
      const raw = matrix.values[i * names.length + from] ?? Number.NaN;
      let flag = matrix.flags[i * names.length + from] ?? FLAG.missing;
      let value = winsorised(raw, winsorisedTo);
      if (value !== raw && !Number.isNaN(raw)) flag |= FLAG.winsorised;
      if (Number.isNaN(value) && imputed) {
        value = imputed.value;
        flag |= FLAG.imputed;
      }
      values[place] = scaled(value, scaler);
      flags[place] = flag;
    }
  }
  return { grid, names: columns.map(({ name }) => name), values, flags };
}

/** Features whose values mean something else now than when this was learnt: a model that needs them must not be used. */
export function changedMeanings({ columns }: Preprocessing, registry: FeatureRegistry): readonly string[] {
  return columns
    .filter(({ name, identity }) => registry.find(name) === undefined || registry.identity(name) !== identity)
    .map(({ name }) => name);
}

function endsOf(sorted: Float64Array, share: number): readonly [number, number] {
  return [quantileOfSorted(sorted, share), quantileOfSorted(sorted, 1 - share)];
}

function winsorised(value: number, ends: readonly [number, number] | undefined): number {
  if (ends === undefined || Number.isNaN(value)) return value;
  return Math.min(Math.max(value, ends[0]), ends[1]);
}
