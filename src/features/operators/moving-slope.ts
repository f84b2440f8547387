import {
  columnOf,
  isPresent,
  type MovingWindow,
  type Operator,
  rowNumber,
  rowsNeeded,
  rowsOf,
} from './operator.ts';

/**
 * Least-squares slope of the input over time, per `perMs` (ordinary least squares: Σ(t−t̄)(x−x̄)/Σ(t−t̄)²); missing with
 * fewer than two rows.
 */
export function movingSlope(window: MovingWindow, perMs: number): Operator {
  return slopeOf(window, perMs, (slope) => slope);
}

/** The slope as a share of the input's mean over the window, per `perMs`; missing where that mean is not above 0. */
export function movingRelativeSlope(window: MovingWindow, perMs: number): Operator {
  return slopeOf(window, perMs, (slope, mean) => (mean > 0 ? slope / mean : Number.NaN));
}

/** Places in a set: rows, mean of their times, mean of their values, Σ(t−t̄)², Σ(t−t̄)(x−x̄). */
const COUNT = 0;
const TIME = 1;
const VALUE = 2;
const TIME_TIME = 3;
const TIME_VALUE = 4;
const WIDTH = 5;

/** Blocks as in `moving-sum.ts`; times are rows after the beginning of the present block. */
function slopeOf(
  window: MovingWindow,
  perMs: number,
  read: (slope: number, mean: number) => number,
): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = Math.max(2, rowsNeeded(window, size));
    const perUnit = perMs / stepMs;
    const block = new Float64Array(size).fill(Number.NaN);
    const tail = new Float64Array((size + 1) * WIDTH);
    const head = new Float64Array(WIDTH);
    const whole = new Float64Array(WIDTH);
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      let at = rowNumber(startMs, stepMs) % size;
      for (let i = 0; i < rows; i++) {
        if (at === 0) fitToEnd(block, tail, head);
        const value = values[i] ?? Number.NaN;
        block[at] = value;
        if (isPresent(value)) addRow(head, at, value);
        whole.set(head);
        join(whole, tail, ++at * WIDTH);
        const slope = (perUnit * (whole[TIME_VALUE] ?? 0)) / (whole[TIME_TIME] ?? 0);
        const result = (whole[COUNT] ?? 0) < needed ? Number.NaN : read(slope, whole[VALUE] ?? Number.NaN);
        out[i] = isPresent(result) ? result : Number.NaN;
        if (at === size) at = 0;
      }
    };
  };
}

/** The full block from each of its rows to its end; it now lies before the present one, so its times are below 0. */
function fitToEnd(block: Float64Array, tail: Float64Array, head: Float64Array): void {
  head.fill(0);
  for (let k = block.length - 1; k >= 0; k--) {
    const value = block[k] ?? Number.NaN;
    if (isPresent(value)) addRow(head, k - block.length, value);
    for (let part = 0; part < WIDTH; part++) tail[k * WIDTH + part] = head[part] ?? 0;
  }
  head.fill(0);
}

/** Welford's step for one row, δ_t·δ_x·n/(n+1) for the products (Chan, Golub & LeVeque 1983; Bennett et al. 2009). */
function addRow(fit: Float64Array, time: number, value: number): void {
  const had = fit[COUNT] ?? 0;
  const share = 1 / (had + 1);
  const meanTime = fit[TIME] ?? 0;
  const mean = fit[VALUE] ?? 0;
  const later = time - meanTime;
  const apart = value - mean;
  fit[COUNT] = had + 1;
  fit[TIME] = meanTime + later * share;
  fit[VALUE] = had === 0 ? value : mean + apart * share;
  if (had === 0) return;
  fit[TIME_TIME] = (fit[TIME_TIME] ?? 0) + later * later * had * share;
  fit[TIME_VALUE] = (fit[TIME_VALUE] ?? 0) + later * apart * had * share;
}

/** Adds the set at `from` of another column. */
function join(fit: Float64Array, source: Float64Array, from: number): void {
  const added = source[from + COUNT] ?? 0;
  if (added === 0) return;
  const had = fit[COUNT] ?? 0;
  if (had === 0) {
    for (let k = 0; k < WIDTH; k++) fit[k] = source[from + k] ?? 0;
    return;
  }
  const share = added / (had + added);
  const later = (source[from + TIME] ?? 0) - (fit[TIME] ?? 0);
  const apart = (source[from + VALUE] ?? 0) - (fit[VALUE] ?? 0);
  fit[COUNT] = had + added;
  fit[TIME] = (fit[TIME] ?? 0) + later * share;
  fit[VALUE] = (fit[VALUE] ?? 0) + apart * share;
  fit[TIME_TIME] = (fit[TIME_TIME] ?? 0) + (source[from + TIME_TIME] ?? 0) + later * later * had * share;
  fit[TIME_VALUE] = (fit[TIME_VALUE] ?? 0) + (source[from + TIME_VALUE] ?? 0) + later * apart * had * share;
}
