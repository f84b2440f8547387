import {
  columnOf,
  isPresent,
  type MovingWindow,
  type Operator,
  rowNumber,
  rowsNeeded,
  rowsOf,
} from './operator.ts';

/** Variance of the window, n − 1 below the line; missing with fewer than two observations. */
export function movingVariance(window: MovingWindow): Operator {
  return movingMoments(window, 'variance');
}

/** Root of {@link movingVariance}. */
export function movingStd(window: MovingWindow): Operator {
  return movingMoments(window, 'deviation');
}

/** Coefficient of variation: standard deviation over mean; missing where the mean is not above 0. */
export function movingVariation(window: MovingWindow): Operator {
  return movingMoments(window, 'variation');
}

/** Less than this share of what it spreads by, a mean is the rounding of 0. */
const ROUNDING = 1e-9;

/** By name and not by a function: calling one for each row with numbers on the heap takes half of the time. */
type Spread = 'variance' | 'deviation' | 'variation';

function spreadOf(what: Spread, count: number, mean: number, m2: number): number {
  if (count < 2) return Number.NaN;
  if (what === 'variance') return m2 / (count - 1);
  const deviation = Math.sqrt(m2 / (count - 1));
  if (what === 'deviation') return deviation;
  return mean > ROUNDING * deviation ? deviation / mean : Number.NaN;
}

/** Places of one set of moments in a block's row. */
const ROWS = 0;
const COUNT = 1;
const MEAN = 2;
const M2 = 3;
const WIDTH = 4;

/**
 * Moments of a window. With one input each row is an observation; with three (mean, count and m2 of a series) each row is
 * a bucket of observations, and the variance is that of all of them, exactly, as if none had been put into buckets.
 * Blocks as in `moving-sum.ts`.
 */
function movingMoments(window: MovingWindow, what: Spread): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = rowsNeeded(window, size);
    const block = new Float64Array(size * WIDTH);
    const tail = new Float64Array((size + 1) * WIDTH);
    const head = new Float64Array(WIDTH);
    return (inputs, out, rows, startMs) => {
      const means = columnOf(inputs, 0);
      const counts = inputs[1];
      const m2s = inputs[2];
      let at = rowNumber(startMs, stepMs) % size;
      for (let i = 0; i < rows; i++) {
        if (at === 0) beginBlock(block, tail, head);
        const mean = means[i] ?? Number.NaN;
        const m2 = m2s ? (m2s[i] ?? Number.NaN) : 0;
        const count = counts ? (counts[i] ?? Number.NaN) : 1;
        const counted = count > 0 && isPresent(mean) && isPresent(m2);
        const from = at * WIDTH;
        block[from + ROWS] = counted ? 1 : 0;
        block[from + COUNT] = counted ? count : 0;
        block[from + MEAN] = mean;
        block[from + M2] = m2;
        join(head, 0, block, from);
        const value = readBoth(head, tail, from + WIDTH, needed, what);
        out[i] = isPresent(value) ? value : Number.NaN;
        if (++at === size) at = 0;
      }
    };
  };
}

/** What a full block comes to from each of its rows to its end. */
function beginBlock(block: Float64Array, tail: Float64Array, head: Float64Array): void {
  head.fill(0);
  for (let from = block.length - WIDTH; from >= 0; from -= WIDTH) {
    join(head, 0, block, from);
    tail[from + ROWS] = head[ROWS] ?? 0;
    tail[from + COUNT] = head[COUNT] ?? 0;
    tail[from + MEAN] = head[MEAN] ?? 0;
    tail[from + M2] = head[M2] ?? 0;
  }
  head.fill(0);
}

/** Of the end of the block before and the beginning of the present one together. */
function readBoth(
  head: Float64Array,
  tail: Float64Array,
  from: number,
  needed: number,
  what: Spread,
): number {
  if ((head[ROWS] ?? 0) + (tail[from + ROWS] ?? 0) < needed) return Number.NaN;
  const inHead = head[COUNT] ?? 0;
  const inTail = tail[from + COUNT] ?? 0;
  const mean = head[MEAN] ?? 0;
  const m2 = head[M2] ?? 0;
  if (inTail === 0) return spreadOf(what, inHead, mean, m2);
  const tailMean = tail[from + MEAN] ?? 0;
  const tailM2 = tail[from + M2] ?? 0;
  if (inHead === 0) return spreadOf(what, inTail, tailMean, tailM2);
  const apart = tailMean - mean;
  const share = inTail / (inHead + inTail);
  return spreadOf(what, inHead + inTail, mean + apart * share, m2 + tailM2 + apart * apart * inHead * share);
}

/**
 * Adds the observations at `from` of one column to those at `to` of another without the cancellation of Σx² − (Σx)²/n:
 * δ = mean_B − mean_A, mean = mean_A + δ·n_B/n, M2 = M2_A + M2_B + δ²·n_A·n_B/n (Chan, Golub & LeVeque 1983).
 */
function join(target: Float64Array, to: number, source: Float64Array, from: number): void {
  const added = source[from + COUNT] ?? 0;
  if (added === 0) return;
  const had = target[to + COUNT] ?? 0;
  const mean = source[from + MEAN] ?? Number.NaN;
  const m2 = source[from + M2] ?? Number.NaN;
  target[to + ROWS] = (target[to + ROWS] ?? 0) + (source[from + ROWS] ?? 0);
  target[to + COUNT] = had + added;
  if (had === 0) {
    target[to + MEAN] = mean;
    target[to + M2] = m2;
    return;
  }
  const before = target[to + MEAN] ?? Number.NaN;
  const apart = mean - before;
  const share = added / (had + added);
  target[to + MEAN] = before + apart * share;
  target[to + M2] = (target[to + M2] ?? Number.NaN) + m2 + apart * apart * had * share;
}
