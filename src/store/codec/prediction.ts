/**
 * How the next of a row of whole numbers is guessed from those before it: s + drift, where s follows them,
 *   s ← s + drift + (x − (s + drift)) / 2^shift,
 * beginning at `level`. Shift 0 is the number before (delta), with a drift that of a clock or a counter; no shift is the
 * level itself (frame of reference); those between follow what wanders and trembles, each as slowly as it should (R. G.
 * Brown's exponential smoothing, 1956).
 */
export interface Prediction {
  readonly level: number;
  /** Whole numbers a row. */
  readonly drift: number;
  /** 0 to 7; undefined: s stays at the level. */
  readonly shift: number | undefined;
}

/** What a prediction leaves of numbers; whole numbers, too. */
export function residualsOf(numbers: Float64Array, { level, drift, shift }: Prediction): Float64Array {
  const residuals = new Float64Array(numbers.length);
  const weight = shift === undefined ? 0 : 2 ** -shift;
  let follower = level;
  for (let row = 0; row < numbers.length; row += 1) {
    const expected = follower + drift;
    const residual = (numbers[row] ?? 0) - Math.floor(expected);
    residuals[row] = residual;
    follower = expected + residual * weight;
  }
  return residuals;
}

/** The numbers of which a prediction left these; overwrites and returns them. */
export function fromResiduals(residuals: Float64Array, { level, drift, shift }: Prediction): Float64Array {
  const weight = shift === undefined ? 0 : 2 ** -shift;
  let follower = level;
  for (let row = 0; row < residuals.length; row += 1) {
    const expected = follower + drift;
    const residual = residuals[row] ?? 0;
    residuals[row] = Math.floor(expected) + residual;
    follower = expected + residual * weight;
  }
  return residuals;
}
