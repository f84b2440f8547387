import type { Evaluate, EvaluatorSetting } from '../definition.ts';

/** Makes a fresh evaluator: what a definition's `evaluator` is, and what it is put together from. */
export type Operator = (setting: EvaluatorSetting) => Evaluate;

/** The last rows up to the present one, which counts. */
export interface MovingWindow {
  /** A whole number of the definition's steps. */
  readonly windowMs: number;
  /** Share of its rows, 0..1, that must be there for a value; one row at least. Rows before the first are missing. */
  readonly atLeast: number;
}

/**
 * Rows that a span is long.
 *
 * @throws RangeError where it is no whole, positive number of them
 */
export function rowsOf(spanMs: number, stepMs: number): number {
  const rows = spanMs / stepMs;
  if (!Number.isInteger(rows) || rows < 1)
    throw new RangeError(`A window of ${spanMs} ms is no whole number of steps of ${stepMs} ms.`);
  return rows;
}

/** How many of a window's rows must be there. */
export function rowsNeeded({ atLeast }: MovingWindow, size: number): number {
  // Half a row of tolerance would change the rule; this only undoes what 0.1 × 30 is off in binary.
  return Math.max(1, Math.ceil(atLeast * size - 1e-9));
}

/** Which row of all time begins at a moment: blocks of rows then lie the same, whenever an evaluator began. */
export function rowNumber(atMs: number, stepMs: number): number {
  return Math.round(atMs / stepMs);
}

/**
 * The column of an input.
 *
 * @throws RangeError where the definition names fewer inputs than its evaluator reads
 */
export function columnOf(inputs: readonly Float64Array[], index: number): Float64Array {
  const column = inputs[index];
  if (column === undefined) throw new RangeError(`Input ${index} is not among the ${inputs.length} given.`);
  return column;
}

/** Is it a number at all? NaN is missing, and so is what has overflowed. */
export function isPresent(value: number): boolean {
  return value - value === 0;
}
