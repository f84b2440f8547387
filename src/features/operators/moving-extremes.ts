import {
  columnOf,
  isPresent,
  type MovingWindow,
  type Operator,
  rowNumber,
  rowsNeeded,
  rowsOf,
} from './operator.ts';

/** Least of the window's present rows. */
export function movingMin(window: MovingWindow): Operator {
  return movingExtreme(window, -1);
}

/** Greatest of the window's present rows. */
export function movingMax(window: MovingWindow): Operator {
  return movingExtreme(window, 1);
}

/** Blocks as in `moving-sum.ts`; least and greatest are what they were invented for. */
function movingExtreme(window: MovingWindow, sign: 1 | -1): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = rowsNeeded(window, size);
    const nothing = Number.NEGATIVE_INFINITY;
    const block = new Float64Array(size).fill(Number.NaN);
    const tailMost = new Float64Array(size + 1).fill(nothing);
    const tailPresent = new Int32Array(size + 1);
    let headMost = nothing;
    let headPresent = 0;
    const beginBlock = (): void => {
      for (let k = size - 1; k >= 0; k--) {
        const value = block[k] ?? Number.NaN;
        const counts = isPresent(value);
        tailMost[k] = counts ? Math.max(tailMost[k + 1] ?? nothing, value) : (tailMost[k + 1] ?? nothing);
        tailPresent[k] = (tailPresent[k + 1] ?? 0) + (counts ? 1 : 0);
      }
      headMost = nothing;
      headPresent = 0;
    };
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      let at = rowNumber(startMs, stepMs) % size;
      for (let i = 0; i < rows; i++) {
        if (at === 0) beginBlock();
        const value = sign * (values[i] ?? Number.NaN);
        block[at] = value;
        if (isPresent(value)) {
          if (value > headMost) headMost = value;
          headPresent++;
        }
        const isEnough = headPresent + (tailPresent[at + 1] ?? 0) >= needed;
        out[i] = isEnough ? sign * Math.max(headMost, tailMost[at + 1] ?? nothing) : Number.NaN;
        if (++at === size) at = 0;
      }
    };
  };
}
