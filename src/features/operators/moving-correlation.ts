import { CoMoments } from './co-moments.ts';
import { isPresent, type MovingWindow, type Operator, rowNumber, rowsNeeded, rowsOf } from './operator.ts';

/** What a row brings: its variables go into `into` from index `first` on; a NaN among them and the row is missing. */
export interface CoVariables {
  readonly variables: number;
  readonly load: (
    into: Float64Array,
    first: number,
    inputs: readonly Float64Array[],
    i: number,
    row: number,
  ) => void;
}

/**
 * Reads something off the {@link CoMoments} of a window: `sums` as that class lays them out, from 0. Blocks as in
 * `moving-sum.ts`: no subtraction, no drift.
 */
export function movingCoMoments(
  window: MovingWindow,
  { variables, load }: CoVariables,
  read: (sums: Float64Array) => number,
): Operator {
  return ({ stepMs }) => {
    const moments = new CoMoments(variables);
    const { width } = moments;
    const size = rowsOf(window.windowMs, stepMs);
    const needed = rowsNeeded(window, size);
    const block = new Float64Array(size * width);
    const tail = new Float64Array((size + 1) * width);
    const head = new Float64Array(width);
    const whole = new Float64Array(width);
    const beginBlock = (): void => {
      for (let k = size - 1; k >= 0; k--) {
        tail.copyWithin(k * width, (k + 1) * width, (k + 2) * width);
        moments.join(tail, k * width, block, k * width);
      }
      head.fill(0);
    };
    return (inputs, out, rows, startMs) => {
      const firstRow = rowNumber(startMs, stepMs);
      for (let i = 0; i < rows; i++) {
        const at = (firstRow + i) % size;
        if (at === 0) beginBlock();
        const from = at * width;
        load(block, from + 1, inputs, i, firstRow + i);
        block[from] = isWhole(block, from + 1, variables) ? 1 : 0;
        moments.join(head, 0, block, from);
        whole.set(head);
        moments.join(whole, 0, tail, (at + 1) * width);
        const value = (whole[0] ?? 0) < needed ? Number.NaN : read(whole);
        out[i] = isPresent(value) ? value : Number.NaN;
      }
    };
  };
}

function isWhole(block: Float64Array, first: number, variables: number): boolean {
  for (let a = 0; a < variables; a++) if (!isPresent(block[first + a] ?? Number.NaN)) return false;
  return true;
}

const TWO_INPUTS: CoVariables = {
  variables: 2,
  load: (into, first, inputs, i) => {
    into[first] = inputs[0]?.[i] ?? Number.NaN;
    into[first + 1] = inputs[1]?.[i] ?? Number.NaN;
  },
};

/** Pearson's correlation of two inputs over the rows that have both; missing where either does not vary. */
export function movingCorrelation(window: MovingWindow): Operator {
  return movingCoMoments(window, TWO_INPUTS, (sums) => {
    const root = Math.sqrt(sums[3] ?? 0) * Math.sqrt(sums[5] ?? 0);
    return root > 0 ? Math.max(-1, Math.min(1, (sums[4] ?? 0) / root)) : Number.NaN;
  });
}
