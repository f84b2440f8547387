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
  return slopeOf(window, perMs, 'absolute');
}

/** The slope as a share of the input's mean over the window, per `perMs`; missing where that mean is not above 0. */
export function movingRelativeSlope(window: MovingWindow, perMs: number): Operator {
  return slopeOf(window, perMs, 'relative');
}

/** Of sets of rows, a place each: how many, the means of their times and values, Σ(t−t̄)², Σ(t−t̄)(x−x̄). */
interface Fits {
  readonly count: Float64Array;
  readonly time: Float64Array;
  readonly value: Float64Array;
  readonly timeTime: Float64Array;
  readonly timeValue: Float64Array;
}

function blankFits(places: number): Fits {
  const column = () => new Float64Array(places);
  return { count: column(), time: column(), value: column(), timeTime: column(), timeValue: column() };
}

/**
 * Blocks as in `moving-sum.ts`; times are rows after the beginning of the present block. Sets are joined by δ_t·δ_x·n_A·n_B/n
 * for the products (Chan, Golub & LeVeque 1983; Bennett et al. 2009), which holds of empty ones, too.
 */
function slopeOf(window: MovingWindow, perMs: number, which: 'absolute' | 'relative'): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = Math.max(2, rowsNeeded(window, size));
    const perUnit = perMs / stepMs;
    const block = new Float64Array(size).fill(Number.NaN);
    const tail = blankFits(size + 1);
    let head = { count: 0, time: 0, value: 0, timeTime: 0, timeValue: 0 };
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      let at = rowNumber(startMs, stepMs) % size;
      // In registers, and written out: see `moving-moments.ts`.
      let { count, time, value, timeTime, timeValue } = head;
      for (let i = 0; i < rows; i++) {
        if (at === 0) {
          fitToEnd(block, tail);
          count = time = value = timeTime = timeValue = 0;
        }
        const its = values[i] ?? Number.NaN;
        block[at] = its;
        if (isPresent(its)) {
          const share = 1 / (count + 1);
          const later = at - time;
          const apart = its - value;
          timeTime += later * later * count * share;
          timeValue += later * apart * count * share;
          time += later * share;
          value += apart * share;
          count++;
        }
        at++;
        const inTail = tail.count[at] ?? 0;
        const share = inTail / (count + inTail);
        const later = (tail.time[at] ?? 0) - time;
        const apart = (tail.value[at] ?? 0) - value;
        const above = timeValue + (tail.timeValue[at] ?? 0) + later * apart * count * share;
        const below = timeTime + (tail.timeTime[at] ?? 0) + later * later * count * share;
        const mean = which === 'absolute' ? 1 : value + apart * share;
        const slope = count + inTail >= needed && mean > 0 ? (perUnit * above) / below / mean : Number.NaN;
        out[i] = isPresent(slope) ? slope : Number.NaN;
        if (at === size) at = 0;
      }
      head = { count, time, value, timeTime, timeValue };
    };
  };
}

/** The full block from each of its rows to its end; it now lies before the present one, so its times are below 0. */
function fitToEnd(block: Float64Array, tail: Fits): void {
  let count = 0;
  let time = 0;
  let value = 0;
  let timeTime = 0;
  let timeValue = 0;
  for (let k = block.length - 1; k >= 0; k--) {
    const its = block[k] ?? Number.NaN;
    if (isPresent(its)) {
      const share = 1 / (count + 1);
      const later = k - block.length - time;
      const apart = its - value;
      timeTime += later * later * count * share;
      timeValue += later * apart * count * share;
      time += later * share;
      value += apart * share;
      count++;
    }
    tail.count[k] = count;
    tail.time[k] = time;
    tail.value[k] = value;
    tail.timeTime[k] = timeTime;
    tail.timeValue[k] = timeValue;
  }
}
