import {
  columnOf,
  isPresent,
  type MovingWindow,
  type Operator,
  rowNumber,
  rowsNeeded,
  rowsOf,
} from './operator.ts';

/** What the present rows of a window come to. */
type ReadSum = (sum: number, present: number, size: number) => number;

/** Sum of the present rows, with nothing put in for missing ones. */
export function movingSum(window: MovingWindow): Operator {
  return movingTotal(window, (sum) => sum);
}

/** Mean of the present rows. */
export function movingMean(window: MovingWindow): Operator {
  return movingTotal(window, (sum, present) => sum / present);
}

/** Share of the window's rows that are there, 0..1; missing where not even `atLeast` of them are. */
export function movingPresence(window: MovingWindow): Operator {
  return movingTotal(window, (_sum, present, size) => present / size);
}

/**
 * Rows are cut into blocks as long as the window. The window is then the end of the block before (whose sums "from here
 * to the end" were made when it was full) and the beginning of the present one, so nothing is ever subtracted: no drift,
 * no trace of a value that has left, however great it was (van Herk 1992; Gil & Werman 1993). About three additions a row.
 */
function movingTotal(window: MovingWindow, read: ReadSum): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = rowsNeeded(window, size);
    const block = new Float64Array(size).fill(Number.NaN);
    const tailSum = new Float64Array(size + 1);
    const tailPresent = new Int32Array(size + 1);
    let headSum = 0;
    let headPresent = 0;
    const beginBlock = (): void => {
      for (let k = size - 1; k >= 0; k--) {
        const value = block[k] ?? Number.NaN;
        const counts = isPresent(value);
        tailSum[k] = (tailSum[k + 1] ?? 0) + (counts ? value : 0);
        tailPresent[k] = (tailPresent[k + 1] ?? 0) + (counts ? 1 : 0);
      }
      headSum = 0;
      headPresent = 0;
    };
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      let at = rowNumber(startMs, stepMs) % size;
      for (let i = 0; i < rows; i++) {
        if (at === 0) beginBlock();
        const value = values[i] ?? Number.NaN;
        block[at] = value;
        if (isPresent(value)) {
          headSum += value;
          headPresent++;
        }
        const present = headPresent + (tailPresent[at + 1] ?? 0);
        const total = present < needed ? Number.NaN : read(headSum + (tailSum[at + 1] ?? 0), present, size);
        out[i] = isPresent(total) ? total : Number.NaN;
        if (++at === size) at = 0;
      }
    };
  };
}
