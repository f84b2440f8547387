import { columnOf, isPresent, type MovingWindow, type Operator, rowsNeeded, rowsOf } from './operator.ts';

/** Quantile p (0..1) of the window's present rows; between two of them by their distance (R's type 7). */
export function movingQuantile(window: MovingWindow, p: number): Operator {
  return overSorted(window, (sorted, present) => {
    const place = p * (present - 1);
    const below = Math.floor(place);
    const low = sorted[below] ?? Number.NaN;
    const high = sorted[Math.min(below + 1, present - 1)] ?? Number.NaN;
    return low + (place - below) * (high - low);
  });
}

/** Where the present row stands in its window: share of the present rows below it, those that equal it half. */
export function movingRank(window: MovingWindow): Operator {
  return overSorted(window, (sorted, present, value) => {
    if (!isPresent(value)) return Number.NaN;
    const below = placeOf(sorted, present, value);
    let equal = 0;
    while (below + equal < present && sorted[below + equal] === value) equal++;
    return (below + equal / 2) / present;
  });
}

/** Where the first input stands among all inputs of its row (an hour's price among the hours of its day), 0..1. */
export function rankOfFirst(values: readonly number[]): number {
  const first = values[0] ?? Number.NaN;
  const present = values.filter(isPresent);
  const below = present.filter((value) => value < first).length;
  const equal = present.filter((value) => value === first).length;
  return equal === 0 ? Number.NaN : (below + equal / 2) / present.length;
}

type ReadSorted = (sorted: Float64Array, present: number, value: number) => number;

/**
 * Keeps the window's rows in order: a binary search and a move of memory a row, which for some thousand rows is quicker
 * than any tree.
 */
function overSorted(window: MovingWindow, read: ReadSorted): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(window.windowMs, stepMs);
    const needed = rowsNeeded(window, size);
    const ring = new Float64Array(size).fill(Number.NaN);
    const sorted = new Float64Array(size);
    let present = 0;
    let at = 0;
    return (inputs, out, rows) => {
      const values = columnOf(inputs, 0);
      for (let i = 0; i < rows; i++) {
        const leaving = ring[at] ?? Number.NaN;
        const value = values[i] ?? Number.NaN;
        if (isPresent(leaving)) {
          const place = placeOf(sorted, present, leaving);
          sorted.copyWithin(place, place + 1, present--);
        }
        if (isPresent(value)) {
          const place = placeOf(sorted, present, value);
          sorted.copyWithin(place + 1, place, present++);
          sorted[place] = value;
        }
        ring[at] = value;
        out[i] = present < needed ? Number.NaN : read(sorted, present, value);
        if (++at === size) at = 0;
      }
    };
  };
}

/** How many of the first `present` are less than a value. */
function placeOf(sorted: Float64Array, present: number, value: number): number {
  let low = 0;
  let high = present;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? Number.NaN) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
