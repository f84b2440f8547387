import type { SurvivalTreeRows } from './survival-tree-rows.ts';
import { WeightTree } from './weight-tree.ts';

/** A division of a node's rows. */
export interface SurvivalSplit {
  readonly feature: number;
  /** Below it goes left. */
  readonly threshold: number;
  /** The log-rank statistic (χ² with one degree of freedom) between the sides. */
  readonly gain: number;
}

/** By end. */
interface NodeSums {
  readonly hazard: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Variance that is only rounding, as a share of what it was made of. */
const ROUNDING = 1e-10;

/**
 * Looks for the division with the greatest log-rank statistic (O − E)²/V. O − E of one side is the sum of its rows' events less the node's
 * cumulative hazard at their ends, so each row that changes sides adds its own part. V = Σ v_t p_t (1 − p_t) with p_t the
 * side's share at risk and v_t = d (n − d)/(n − 1): its part in p² is Σ over pairs on the side of G(the earlier end), with G(t) =
 * Σ v/n², which counts kept in trees tell in log n. So all divisions by one covariate cost n log n, and none is left out.
 */
export class LogRankSearch {
  readonly #rows: SurvivalTreeRows;
  readonly #drawn: Uint32Array;
  /** Of a side: weight, and weight · G, by end. */
  readonly #weights: WeightTree;
  readonly #squares: WeightTree;

  constructor(rows: SurvivalTreeRows, drawn: Uint32Array) {
    this.#rows = rows;
    this.#drawn = drawn;
    this.#weights = new WeightTree(rows.times + 1);
    this.#squares = new WeightTree(rows.times + 1);
  }

  /** @returns undefined where no division leaves enough on both sides, or none tells them apart */
  best(own: Uint32Array, features: readonly number[], minLeafRows: number): SurvivalSplit | undefined {
    const sums = this.#nodeSums(own);
    let best: SurvivalSplit | undefined;
    for (const feature of features) {
      const found = this.#along(feature, own, sums, minLeafRows);
      if (found && found.gain > (best?.gain ?? 0)) best = found;
    }
    return best;
  }

  /** By end: the node's cumulative hazard H, F(t) = Σ v/n and G(t) = Σ v/n² up to it. */
  #nodeSums(own: Uint32Array): NodeSums {
    const { timesUntil, event, times } = this.#rows;
    const dying = new Float64Array(times + 1);
    const leaving = new Float64Array(times + 1);
    let n = 0;
    for (const row of own) {
      const until = timesUntil[row] as number;
      const weight = this.#drawn[row] as number;
      n += weight;
      leaving[until] = (leaving[until] as number) + weight;
      if (event[row] === 1) dying[until] = (dying[until] as number) + weight;
    }
    const sums: NodeSums = {
      hazard: new Float64Array(times + 1),
      first: new Float64Array(times + 1),
      second: new Float64Array(times + 1),
    };
    n -= leaving[0] as number;
    for (let at = 1; at <= times; at++) {
      const d = dying[at] as number;
      const v = n > 1 ? (d * (n - d)) / (n - 1) : 0;
      const share = n > 0 ? 1 / n : 0;
      sums.hazard[at] = (sums.hazard[at - 1] as number) + d * share;
      sums.first[at] = (sums.first[at - 1] as number) + v * share;
      sums.second[at] = (sums.second[at - 1] as number) + v * share * share;
      n -= leaving[at] as number;
    }
    return sums;
  }

  #along(
    feature: number,
    own: Uint32Array,
    { hazard, first, second }: NodeSums,
    minLeafRows: number,
  ): SurvivalSplit | undefined {
    const { columns, timesUntil, event } = this.#rows;
    const column = columns[feature] as Float32Array;
    const ranked = own
      .filter((row) => !Number.isNaN(column[row]))
      .sort((a, b) => (column[a] as number) - (column[b] as number));
    this.#weights.clear();
    this.#squares.clear();
    let [excess, linear, square] = [0, 0, 0];
    let best: SurvivalSplit | undefined;
    for (let place = 0; place + minLeafRows < own.length && place < ranked.length; place++) {
      const row = ranked[place] as number;
      const until = timesUntil[row] as number;
      const weight = this.#drawn[row] as number;
      const g = second[until] as number;
      const earlier = this.#squares.below(until + 1);
      const later = this.#weights.all - this.#weights.below(until + 1);
      excess += weight * ((event[row] as number) - (hazard[until] as number));
      linear += weight * (first[until] as number);
      square += weight * (2 * (earlier + g * later) + weight * g);
      this.#weights.add(until, weight);
      this.#squares.add(until, weight * g);
      const value = column[row] as number;
      const next = column[ranked[place + 1] ?? -1] ?? Number.POSITIVE_INFINITY;
      if (place + 1 < minLeafRows || !(next > value)) continue;
      const variance = linear - square;
      const gain = variance > ROUNDING * linear ? excess ** 2 / variance : 0;
      if (gain > (best?.gain ?? 0)) best = { feature, threshold: between(value, next), gain };
    }
    return best;
  }
}

/** In single precision, as the columns are: above the one, at most the other. Beyond the last value only missing ones are left. */
function between(value: number, next: number): number {
  const middle = Math.fround(value / 2 + next / 2);
  return middle > value && middle <= next ? middle : next;
}
