import { fitScaler, type Scaler, scaled } from '../../multivariate/scaler.ts';
import type { SensorRow } from './sequence-detector.ts';

/** Figures beyond it are no measurements: squares of their differences would be no numbers any more. */
const BEYOND_MEASURE = 1e100;
/** Standard deviations that count as many as any more, so that no square of them is beyond numbers, nor any sum of a net. */
const FURTHEST = 1e6;
/** Fewer values tell too little of a variance: of so many its own error is a quarter, √(2/30). */
const FEWEST_VALUES = 30;

/** How rows are brought to one size, and which sensors can be judged at all. */
export interface SensorScaling {
  /** By sensor; undefined for one that was hardly seen, or never to change: a change of it has no size to be judged by. */
  readonly scalers: readonly (Scaler | undefined)[];
}

/**
 * Mean 0 and standard deviation 1 in rows of normal operation.
 * @throws RangeError where rows differ in length, or no sensor can be judged
 */
export function fitSensorScaling(rows: readonly SensorRow[]): SensorScaling {
  const sensors = rows[0]?.length ?? 0;
  const wrong = rows.find((row) => row.length !== sensors);
  if (wrong) throw new RangeError(`a row of ${wrong.length} sensors among rows of ${sensors}`);
  const scalers = Array.from({ length: sensors }, (_, sensor) => {
    const known = rows.map((row) => measured(row[sensor])).filter((value) => !Number.isNaN(value));
    return known.length >= FEWEST_VALUES && changes(known) ? fitScaler('standard', known) : undefined;
  });
  if (scalers.every((scaler) => !scaler))
    throw new RangeError(`in ${rows.length} rows of normal operation no sensor is seen to change`);
  return { scalers };
}

/** A row at that size: NaN where a sensor is missing or cannot be judged. */
export function scaledRow(row: SensorRow, { scalers }: SensorScaling): Float64Array {
  const sized = new Float64Array(scalers.length);
  for (const [sensor, scaler] of scalers.entries())
    sized[sensor] = scaler ? bounded(scaled(measured(row[sensor]), scaler)) : Number.NaN;
  return sized;
}

/** NaN stays NaN. */
function bounded(deviations: number): number {
  return Math.max(-FURTHEST, Math.min(FURTHEST, deviations));
}

function measured(value = Number.NaN): number {
  return Math.abs(value) < BEYOND_MEASURE ? value : Number.NaN;
}

/** By more than rounding, and by more than numbers can be divided by. */
function changes(known: readonly number[]): boolean {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of known) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  const range = greatest - least;
  return range > 1e-140 && range > 1e-9 * Math.max(Math.abs(least), Math.abs(greatest));
}
