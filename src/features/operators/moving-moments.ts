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

/** Moments of sets of observations, a place each: of rows of which there are any, observations, their mean and Σ(x−x̄)². */
interface Moments {
  readonly rows: Float64Array;
  readonly count: Float64Array;
  readonly mean: Float64Array;
  readonly m2: Float64Array;
}

function blankMoments(places: number): Moments {
  const column = () => new Float64Array(places);
  return { rows: column(), count: column(), mean: column(), m2: column() };
}

/**
 * Moments of a window. With one input each row is an observation; with three (mean, count and m2 of a series) each row is
 * a bucket of observations, and the variance is that of all of them, exactly, as if none had been put into buckets.
 * Blocks as in `moving-sum.ts`. Sets are joined without the cancellation of Σx² − (Σx)²/n: δ = mean_B − mean_A,
 * mean = mean_A + δ·n_B/n, M2 = M2_A + M2_B + δ²·n_A·n_B/n (Chan, Golub & LeVeque 1983), which holds of empty ones, too.
 */
function movingMoments(window: MovingWindow, what: Spread): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = rowsNeeded(window, size);
    const block = blankMoments(size);
    const tail = blankMoments(size + 1);
    let head = { present: 0, count: 0, mean: 0, m2: 0 };
    return (inputs, out, rows, startMs) => {
      const means = columnOf(inputs, 0);
      const counts = inputs[1];
      const m2s = inputs[2];
      let at = rowNumber(startMs, stepMs) % size;
      // In registers, and written out: a function a row, or places in memory, take three times as long.
      let { present, count, mean, m2 } = head;
      for (let i = 0; i < rows; i++) {
        if (at === 0) {
          joinToEnd(block, tail);
          present = count = mean = m2 = 0;
        }
        const itsMean = means[i] ?? Number.NaN;
        const itsCount = counts ? (counts[i] ?? Number.NaN) : 1;
        const itsM2 = m2s ? (m2s[i] ?? Number.NaN) : 0;
        const isHeard = itsCount > 0 && isPresent(itsMean) && isPresent(itsM2);
        block.count[at] = isHeard ? itsCount : 0;
        block.mean[at] = itsMean;
        block.m2[at] = itsM2;
        at++;
        if (isHeard) {
          const share = itsCount / (count + itsCount);
          const apart = itsMean - mean;
          m2 += itsM2 + apart * count * share * apart;
          mean += apart * share;
          count += itsCount;
          present++;
        }
        const isEnough = present + (tail.rows[at] ?? 0) >= needed;
        const spread = isEnough ? spreadOfBoth(what, count, mean, m2, tail, at) : Number.NaN;
        out[i] = isPresent(spread) ? spread : Number.NaN;
        if (at === size) at = 0;
      }
      head = { present, count, mean, m2 };
    };
  };
}

/** Of the beginning of the present block and the end of the one before together. */
function spreadOfBoth(
  what: Spread,
  count: number,
  mean: number,
  m2: number,
  tail: Moments,
  at: number,
): number {
  const inTail = tail.count[at] ?? 0;
  const share = inTail / (count + inTail);
  const apart = (tail.mean[at] ?? 0) - mean;
  const together = m2 + (tail.m2[at] ?? 0) + apart * count * share * apart;
  return spreadOf(what, count + inTail, mean + apart * share, together);
}

/** What a full block comes to from each of its rows to its end. */
function joinToEnd(block: Moments, tail: Moments): void {
  let rows = 0;
  let count = 0;
  let mean = 0;
  let m2 = 0;
  for (let k = block.count.length - 1; k >= 0; k--) {
    const itsCount = block.count[k] ?? 0;
    if (itsCount > 0) {
      const share = itsCount / (count + itsCount);
      const apart = (block.mean[k] ?? 0) - mean;
      m2 += (block.m2[k] ?? 0) + apart * count * share * apart;
      mean += apart * share;
      count += itsCount;
      rows++;
    }
    tail.rows[k] = rows;
    tail.count[k] = count;
    tail.mean[k] = mean;
    tail.m2[k] = m2;
  }
}
