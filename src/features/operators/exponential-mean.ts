import { columnOf, isPresent, type Operator, rowsOf } from './operator.ts';

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
 * {@link exponentialWindowMs} are taken out again, so that it depends on nothing before them. Missing while less than a
 * tenth of the full weight is there.
 */
export function exponentialMean(halfLifeMs: number): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(exponentialWindowMs(halfLifeMs, stepMs), stepMs);
    const decay = 2 ** (-stepMs / halfLifeMs);
    const leavingWeight = decay ** size;
    const fullWeight = (1 - leavingWeight) / (1 - decay);
    const ring = new Float64Array(size).fill(Number.NaN);
    let at = 0;
    let present = 0;
    let sum = 0;
    let weight = 0;
    return (inputs, out, rows) => {
      const values = columnOf(inputs, 0);
      for (let i = 0; i < rows; i++) {
        const leaving = ring[at] ?? Number.NaN;
        const value = values[i] ?? Number.NaN;
        sum *= decay;
        weight *= decay;
        if (isPresent(leaving)) {
          sum -= leavingWeight * leaving;
          weight -= leavingWeight;
          present--;
        }
        // Else roundings of what has left would be divided by each other.
        if (present === 0) sum = weight = 0;
        if (isPresent(value)) {
          sum += value;
          weight += 1;
          present++;
        }
        ring[at] = value;
        const mean = weight < LEAST_WEIGHT * fullWeight ? Number.NaN : sum / weight;
        out[i] = isPresent(mean) ? mean : Number.NaN;
        if (++at === size) at = 0;
      }
    };
  };
}
