import { columnOf, isPresent, type Operator, rowNumber, rowsOf } from './operator.ts';

/** What a row weighs when it is forgotten. */
const FORGOTTEN = 1e-12;
/** Share of the full weight that must be there for a mean. */
const LEAST_WEIGHT = 0.1;

/** How far back an exponential mean looks, ms: until a row weighs less than 1e-12 of the present one; whole steps. */
export function exponentialWindowMs(halfLifeMs: number, stepMs: number): number {
  return Math.ceil((halfLifeMs * Math.log2(1 / FORGOTTEN)) / stepMs) * stepMs;
}

/**
 * Exponentially weighted mean: a row that is one half-life old weighs half as much as the present one. Missing rows
 * weigh nothing (pandas: `ewm(halflife, ignore_na=False, adjust=True).mean()`), and rows older than
 * {@link exponentialWindowMs} are out of it, so that it depends on nothing before them. Missing while less than a tenth
 * of the full weight is there. Blocks as in `moving-sum.ts`, what the block before comes to fading as the present grows.
 */
export function exponentialMean(halfLifeMs: number): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(exponentialWindowMs(halfLifeMs, stepMs), stepMs);
    const decay = 2 ** (-stepMs / halfLifeMs);
    const fading = new Float64Array(size + 1);
    for (let age = 0; age <= size; age++) fading[age] = decay ** age;
    const leastWeight = (LEAST_WEIGHT * (1 - decay ** size)) / (1 - decay);
    const block = new Float64Array(size).fill(Number.NaN);
    const tailSum = new Float64Array(size + 1);
    const tailWeight = new Float64Array(size + 1);
    const head = { sum: 0, weight: 0 };
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      let at = rowNumber(startMs, stepMs) % size;
      let { sum, weight } = head;
      for (let i = 0; i < rows; i++) {
        if (at === 0) {
          weighToEnd(block, decay, tailSum, tailWeight);
          sum = weight = 0;
        }
        const value = values[i] ?? Number.NaN;
        block[at++] = value;
        sum *= decay;
        weight *= decay;
        if (isPresent(value)) {
          sum += value;
          weight++;
        }
        const faded = fading[at] ?? 0;
        const whole = weight + faded * (tailWeight[at] ?? 0);
        const mean = whole < leastWeight ? Number.NaN : (sum + faded * (tailSum[at] ?? 0)) / whole;
        out[i] = isPresent(mean) ? mean : Number.NaN;
        if (at === size) at = 0;
      }
      head.sum = sum;
      head.weight = weight;
    };
  };
}

/** What a block comes to from each of its rows to its end, as it weighs at its end. */
function weighToEnd(
  block: Float64Array,
  decay: number,
  tailSum: Float64Array,
  tailWeight: Float64Array,
): void {
  let weightOfRow = 1;
  let sum = 0;
  let weight = 0;
  for (let k = block.length - 1; k >= 0; k--, weightOfRow *= decay) {
    const value = block[k] ?? Number.NaN;
    if (isPresent(value)) {
      sum += weightOfRow * value;
      weight += weightOfRow;
    }
    tailSum[k] = sum;
    tailWeight[k] = weight;
  }
}
