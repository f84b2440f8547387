import { type FeatureStep, FLAG, STEP_MS } from './definition.ts';
import type { FeatureColumn } from './feature-table.ts';

/** Which rows a matrix has: row i begins at `startMs` + i steps, and its values are those known at its end. */
export interface MatrixGrid {
  readonly step: FeatureStep;
  /** On the grid of the step, epoch ms. */
  readonly startMs: number;
  readonly rows: number;
}

/** Features on one grid, as models take them: row after row, a value for each name; NaN is missing. */
export interface FeatureMatrix {
  readonly grid: MatrixGrid;
  readonly names: readonly string[];
  readonly values: Float32Array | Float64Array;
  /** How each value came about (see FLAG), laid out alike. */
  readonly flags: Uint8Array;
}

/** A feature that a matrix or a model needs is not among those given. */
export class MissingFeatureError extends Error {
  override readonly name: string = 'MissingFeatureError';
  readonly feature: string;

  constructor(feature: string) {
    super(`The feature "${feature}" is not among those given.`);
    this.feature = feature;
  }
}

/**
 * Joins features of whatever steps onto one grid: each row takes the last row of each feature that has ended by its own
 * end. Where a column does not reach there, the value is missing.
 *
 * @throws MissingFeatureError for a name without a column
 */
export function featureMatrix(
  columns: ReadonlyMap<string, FeatureColumn>,
  names: readonly string[],
  grid: MatrixGrid,
  precision: 'float32' | 'float64' = 'float64',
): FeatureMatrix {
  const size = names.length * grid.rows;
  const values = precision === 'float32' ? new Float32Array(size) : new Float64Array(size);
  const flags = new Uint8Array(size);
  const stepMs = STEP_MS[grid.step];
  for (const [k, name] of names.entries()) {
    const column = columns.get(name);
    if (column === undefined) throw new MissingFeatureError(name);
    const itsStepMs = STEP_MS[column.step];
    const firstRow = column.startMs / itsStepMs;
    for (let i = 0; i < grid.rows; i++) {
      const row = Math.floor((grid.startMs + (i + 1) * stepMs) / itsStepMs) - 1 - firstRow;
      values[i * names.length + k] = column.values[row] ?? Number.NaN;
      flags[i * names.length + k] = column.flags[row] ?? FLAG.missing;
    }
  }
  return { grid, names, values, flags };
}

/** One feature of a matrix, at some of its rows. */
export function matrixColumn(
  { names, values }: FeatureMatrix,
  name: string,
  rows: ArrayLike<number>,
): Float64Array {
  const k = names.indexOf(name);
  if (k === -1) throw new MissingFeatureError(name);
  return Float64Array.from(rows, (row) => values[row * names.length + k] ?? Number.NaN);
}
