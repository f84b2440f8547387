import {
  columnOf,
  isPresent,
  type MovingWindow,
  type Operator,
  rowNumber,
  rowsNeeded,
  rowsOf,
} from './operator.ts';

/** Greatest of no value at all. */
const NOTHING = Number.NEGATIVE_INFINITY;

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
    const block = new Float64Array(size).fill(Number.NaN);
    const tailMost = new Float64Array(size + 1).fill(NOTHING);
    const tailPresent = new Int32Array(size + 1);
    const head = { most: NOTHING, present: 0 };
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      let at = rowNumber(startMs, stepMs) % size;
      let { most, present } = head;
      for (let i = 0; i < rows; i++) {
        if (at === 0) {
          mostToEnd(block, tailMost, tailPresent);
          most = NOTHING;
          present = 0;
        }
        const value = sign * (values[i] ?? Number.NaN);
        block[at++] = value;
        if (isPresent(value)) {
          if (value > most) most = value;
          present++;
        }
        const isEnough = present + (tailPresent[at] ?? 0) >= needed;
        out[i] = isEnough ? sign * Math.max(most, tailMost[at] ?? NOTHING) : Number.NaN;
        if (at === size) at = 0;
      }
      head.most = most;
      head.present = present;
    };
  };
}

/** The greatest of a block from each of its rows to its end. */
function mostToEnd(block: Float64Array, tailMost: Float64Array, tailPresent: Int32Array): void {
  let most = NOTHING;
  let present = 0;
  for (let k = block.length - 1; k >= 0; k--) {
    const value = block[k] ?? Number.NaN;
    if (isPresent(value)) {
      if (value > most) most = value;
      present++;
    }
    tailMost[k] = most;
    tailPresent[k] = present;
  }
}
