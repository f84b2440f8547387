import {
  columnOf,
  isPresent,
  type MovingWindow,
  type Operator,
  rowNumber,
  rowsNeeded,
  rowsOf,
} from './operator.ts';

/** Sum of the present rows, with nothing put in for missing ones. */
export function movingSum(window: MovingWindow): Operator {
  return movingTotal(window, 'sum');
}

/** Mean of the present rows. */
export function movingMean(window: MovingWindow): Operator {
  return movingTotal(window, 'mean');
}

/**
 * Rows are cut into blocks as long as the window. The window is then the end of the block before (whose sums "from here
 * to the end" were made when it was full) and the beginning of the present one, so nothing is ever subtracted: no drift,
 * no trace of a value that has left, however great it was (van Herk 1992; Gil & Werman 1993). About three additions a row.
 */
function movingTotal(window: MovingWindow, wanted: 'sum' | 'mean'): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = rowsNeeded(window, size);
    const block = new Float64Array(size).fill(Number.NaN);
    const tailSum = new Float64Array(size + 1);
    const tailPresent = new Int32Array(size + 1);
    const head = { sum: 0, present: 0 };
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      let at = rowNumber(startMs, stepMs) % size;
      // In registers: a row takes a few nanoseconds, and what a closure shares lives in memory.
      let { sum, present } = head;
      for (let i = 0; i < rows; i++) {
        if (at === 0) {
          sumToEnd(block, tailSum, tailPresent);
          sum = present = 0;
        }
        const value = values[i] ?? Number.NaN;
        block[at++] = value;
        if (isPresent(value)) {
          sum += value;
          present++;
        }
        const inWindow = present + (tailPresent[at] ?? 0);
        const divisor = wanted === 'mean' ? inWindow : 1;
        const total = inWindow < needed ? Number.NaN : (sum + (tailSum[at] ?? 0)) / divisor;
        out[i] = isPresent(total) ? total : Number.NaN;
        if (at === size) at = 0;
      }
      head.sum = sum;
      head.present = present;
    };
  };
}

/** What a block comes to from each of its rows to its end. */
function sumToEnd(block: Float64Array, tailSum: Float64Array, tailPresent: Int32Array): void {
  let sum = 0;
  let present = 0;
  for (let k = block.length - 1; k >= 0; k--) {
    const value = block[k] ?? Number.NaN;
    if (isPresent(value)) {
      sum += value;
      present++;
    }
    tailSum[k] = sum;
    tailPresent[k] = present;
  }
}
