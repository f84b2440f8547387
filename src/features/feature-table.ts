import { type FeatureStep, STEP_MS } from './definition.ts';

/** Features of one entity over a regular grid: row i begins at `startMs` + i steps and is known at its end. */
export interface FeatureTable {
  readonly step: FeatureStep;
  /** First moment of row 0, epoch ms, on the grid of UTC. */
  readonly startMs: number;
  readonly rows: number;
  readonly names: readonly string[];
  /** Column after column in the order of the names, so that one buffer goes between threads; NaN is missing. */
  readonly values: Float64Array;
  /** How each value came about (see FLAG), laid out alike. */
  readonly flags: Uint8Array;
}

/** What was asked for, by step; a step of which nothing was asked for is absent. */
export type FeatureTables = Readonly<Partial<Record<FeatureStep, FeatureTable>>>;

/** One feature's values and flags, row by row. */
export interface FeatureColumn {
  readonly step: FeatureStep;
  readonly startMs: number;
  readonly values: Float64Array;
  readonly flags: Uint8Array;
}

/** The steps, finest first. */
export const STEPS: readonly FeatureStep[] = ['minute', 'hour', 'day'];

/** A feature's column, as a view of its table; undefined where no table holds it. */
export function featureColumn(tables: FeatureTables, name: string): FeatureColumn | undefined {
  for (const table of Object.values(tables)) {
    const k = table.names.indexOf(name);
    if (k === -1) continue;
    const { step, startMs, rows, values, flags } = table;
    const from = k * rows;
    return {
      step,
      startMs,
      values: values.subarray(from, from + rows),
      flags: flags.subarray(from, from + rows),
    };
  }
  return undefined;
}

/** First moment of the first row that begins at or after a moment. */
export function firstRowMs(step: FeatureStep, atMs: number): number {
  return Math.ceil(atMs / STEP_MS[step]) * STEP_MS[step];
}
