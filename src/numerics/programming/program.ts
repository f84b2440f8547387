/**
 * A linear, mixed-integer or convex quadratic program: the best Σ c·x + ½·Σ q·x² with lower ≤ x ≤ upper and, of each row,
 * lower ≤ Σ a·x ≤ upper.
 */
export interface Program {
  readonly sense: 'maximise' | 'minimise';
  readonly columns: readonly ProgramColumn[];
  readonly rows: readonly ProgramRow[];
  /** Q's lower triangle, [row, column, value]; below 0 where the sense is to maximise. None makes a linear program. */
  readonly curvature?: readonly (readonly [number, number, number])[] | undefined;
}

export interface ProgramColumn {
  readonly objective: number;
  /** 0 when absent. */
  readonly lower?: number | undefined;
  /** Without end when absent. */
  readonly upper?: number | undefined;
  readonly isInteger?: boolean | undefined;
}

export interface ProgramRow {
  /** Without end when absent. */
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  /** [column, coefficient] of those that are not 0, each column once. */
  readonly terms: readonly (readonly [number, number])[];
}

export interface SolveLimits {
  /** It ends with the best found after so long. */
  readonly timeLimitS?: number | undefined;
  /** A whole-number solution counts as optimal when it is proved to be within this part of the best; 1e-6 when absent. */
  readonly relativeGap?: number | undefined;
}

export type ProgramStatus =
  | 'optimal'
  | 'infeasible'
  | 'unbounded'
  /** Time was up: the values are the best found, if any were. */
  | 'limit';

export interface ProgramSolution {
  readonly status: ProgramStatus;
  readonly objective: number;
  /** Of each column; empty where none was found. */
  readonly values: Float64Array;
  /** Σ a·x of each row. */
  readonly activities: Float64Array;
  /**
   * What the objective gains by one more of a row's bound, and of a column's: the slope, 0 where the bound does not bind.
   * Empty for whole numbers, which have none.
   */
  readonly rowPrices: Float64Array;
  readonly columnPrices: Float64Array;
}

/** Solves programs; one at a time. */
export interface ProgramSolver {
  /** @throws RangeError for a program that makes no sense (a column that is not there, no number) */
  solve(program: Program, limits?: SolveLimits): ProgramSolution;
}
