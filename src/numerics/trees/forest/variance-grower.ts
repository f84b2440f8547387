import type { Random } from '../../random.ts';
import { GrowingTree, type RegressionTree, type Split } from '../regression-tree.ts';
import { type RankedColumn, RankSort } from './ranked-columns.ts';

/** How far a tree of a forest grows. */
export interface VarianceLimits {
  readonly maxDepth: number;
  /** Least number of different rows in a leaf. */
  readonly minLeafRows: number;
  /** Features that are tried at each node, drawn anew. */
  readonly featuresTried: number;
}

interface Node {
  readonly node: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  /** How often its rows count, together. */
  readonly weight: number;
  /** Of their labels, each as often as its row counts. */
  readonly sum: number;
}

interface Found extends Split {
  readonly leftWeight: number;
  readonly leftSum: number;
}

/**
 * Grows regression trees that lower the variance within their leaves: CART (Breiman and others, 1984) with random features at
 * each node (Breiman, "Random forests", 2001). Thresholds lie midway between two values; a value that is a threshold goes
 * left, as in scikit-learn. Missing values go to the side where they lower the variance more.
 */
export class VarianceGrower {
  readonly #columns: readonly RankedColumn[];
  readonly #labels: Float64Array;
  readonly #limits: VarianceLimits;
  readonly #random: Random;
  readonly #sort: RankSort;
  /** The rows of a tree, those of a node together. */
  readonly #sample: Uint32Array;
  /** By row: how often it counts, and its label times that. */
  readonly #weights: Float64Array;
  readonly #weighted: Float64Array;
  readonly #rows: Uint32Array;
  readonly #keys: Uint32Array;
  readonly #features: Uint32Array;

  constructor(
    columns: readonly RankedColumn[],
    labels: Float64Array,
    limits: VarianceLimits,
    random: Random,
  ) {
    this.#columns = columns;
    this.#labels = labels;
    this.#limits = limits;
    this.#random = random;
    this.#sort = new RankSort(labels.length);
    this.#sample = new Uint32Array(labels.length);
    this.#weights = new Float64Array(labels.length);
    this.#weighted = new Float64Array(labels.length);
    this.#rows = new Uint32Array(labels.length);
    this.#keys = new Uint32Array(labels.length);
    this.#features = Uint32Array.from(columns, (_, feature) => feature);
  }

  /** @param weights by row: how often it counts, 0 of those that the tree does not see */
  grow(weights: Float64Array): RegressionTree {
    const growing = new GrowingTree();
    const stack = [this.#root(weights, growing)];
    for (let node = stack.pop(); node; node = stack.pop()) {
      const found = this.#canDivide(node) ? this.#best(node) : undefined;
      if (found) stack.push(...this.#divide(node, found, growing));
    }
    return growing.grown();
  }

  #root(weights: Float64Array, growing: GrowingTree): Node {
    this.#weights.set(weights);
    let to = 0;
    let weight = 0;
    let sum = 0;
    for (let row = 0; row < weights.length; row++) {
      const own = weights[row] as number;
      if (own === 0) continue;
      this.#sample[to++] = row;
      this.#weighted[row] = own * (this.#labels[row] as number);
      weight += own;
      sum += this.#weighted[row] as number;
    }
    return { node: growing.leaf(sum / weight, weight), depth: 0, from: 0, to, weight, sum };
  }

  #canDivide({ depth, from, to }: Node): boolean {
    return depth < this.#limits.maxDepth && to - from >= 2 * this.#limits.minLeafRows && to - from >= 2;
  }

  #divide(parent: Node, found: Found, growing: GrowingTree): readonly Node[] {
    const { from, to, depth } = parent;
    const middle = this.#partition(parent, found);
    const { leftWeight, leftSum } = found;
    const weight = parent.weight - leftWeight;
    const sum = parent.sum - leftSum;
    const left = growing.leaf(leftSum / leftWeight, leftWeight);
    const right = growing.leaf(sum / weight, weight);
    growing.split(parent.node, found, left, right);
    return [
      { node: right, depth: depth + 1, from: middle, to, weight, sum },
      { node: left, depth: depth + 1, from, to: middle, weight: leftWeight, sum: leftSum },
    ];
  }

  /** Tries features in random order until enough of them are not the same throughout the node. */
  #best(node: Node): Found | undefined {
    let best: Found | undefined;
    let tried = 0;
    const features = this.#features;
    for (let left = features.length; left > 0 && tried < this.#limits.featuresTried; left--) {
      const place = Math.floor(this.#random.uniform() * left);
      const feature = features[place] as number;
      features[place] = features[left - 1] as number;
      features[left - 1] = feature;
      const found = this.#divideBy(feature, node);
      if (found === 'constant') continue;
      tried += 1;
      if (found && found.gain > (best?.gain ?? 0)) best = found;
    }
    return best;
  }

  #divideBy(feature: number, { from, to, weight, sum }: Node): Found | 'constant' | undefined {
    const column = this.#columns[feature];
    if (!column) return 'constant';
    const missing = column.distinct.length;
    const keys = this.#keys;
    const size = to - from;
    for (let i = 0; i < size; i++) this.#rows[i] = this.#sample[from + i] as number;
    this.#sort.sort(this.#rows, keys, size, column);
    if (keys[0] === keys[size - 1]) return 'constant';
    let known = size;
    while ((keys[known - 1] as number) === missing) known -= 1;
    const scan = { feature, distinct: column.distinct, size, known, weight, sum };
    const right = this.#scan(scan, false);
    const left = known < size ? this.#scan(scan, true) : undefined;
    return left && left.gain > (right?.gain ?? 0) ? left : right;
  }

  /** The best threshold of a feature in whose order the rows are. */
  #scan({ feature, distinct, size, known, weight, sum }: Scan, missingLeft: boolean): Found | undefined {
    const [rows, keys] = [this.#rows, this.#keys];
    const [weights, weighted] = [this.#weights, this.#weighted];
    const least = this.#limits.minLeafRows;
    const before = missingLeft ? size - known : 0;
    let [leftWeight, leftSum] = [0, 0];
    for (let i = known; missingLeft && i < size; i++) {
      leftWeight += weights[rows[i] as number] as number;
      leftSum += weighted[rows[i] as number] as number;
    }
    const parentScore = (sum * sum) / weight;
    let [bestScore, bestAt, bestWeight, bestSum] = [parentScore, -1, 0, 0];
    // Up to the last known value; with missing ones to the right, all known ones against them is a division, too.
    const end = missingLeft || known === size ? known - 1 : known;
    for (let i = 0; i < end; i++) {
      const row = rows[i] as number;
      leftWeight += weights[row] as number;
      leftSum += weighted[row] as number;
      if (i + 1 < size && keys[i] === keys[i + 1]) continue;
      const leftRows = before + i + 1;
      if (leftRows < least || size - leftRows < least) continue;
      const rightSum = sum - leftSum;
      // Σ(y − mean)² of both sides is least where this is greatest.
      const score = (leftSum * leftSum) / leftWeight + (rightSum * rightSum) / (weight - leftWeight);
      if (score <= bestScore) continue;
      bestScore = score;
      bestAt = i;
      bestWeight = leftWeight;
      bestSum = leftSum;
    }
    if (bestAt < 0) return undefined;
    const below = distinct[keys[bestAt] as number] ?? 0;
    const above = distinct[keys[bestAt + 1] as number] ?? Number.POSITIVE_INFINITY;
    return {
      feature,
      threshold: firstAbove(below, above),
      missingLeft,
      gain: bestScore - parentScore,
      leftWeight: bestWeight,
      leftSum: bestSum,
    };
  }

  #partition({ from, to }: Node, { feature, threshold, missingLeft }: Found): number {
    const column = this.#columns[feature];
    if (!column) return from;
    const { rank, distinct } = column;
    const [sample, moved] = [this.#sample, this.#rows];
    // Ranks below it go left.
    const first = rankOf(threshold, distinct);
    const missing = missingLeft ? 1 : 0;
    let left = from;
    let right = 0;
    // Every row is written to both sides and counted on one: which is it, no processor could guess.
    for (let i = from; i < to; i++) {
      const row = sample[i] as number;
      const place = rank[row] as number;
      const isLeft = place === distinct.length ? missing : Number(place < first);
      sample[left] = row;
      moved[right] = row;
      left += isLeft;
      right += 1 - isLeft;
    }
    for (let i = 0; i < right; i++) sample[left + i] = moved[i] as number;
    return left;
  }
}

interface Scan {
  readonly feature: number;
  readonly distinct: Float64Array;
  readonly size: number;
  /** Rows that have a value; those behind them have none. */
  readonly known: number;
  readonly weight: number;
  readonly sum: number;
}

/** How many of the distinct values lie below a threshold. */
function rankOf(threshold: number, distinct: Float64Array): number {
  let low = 0;
  let high = distinct.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((distinct[middle] as number) < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

const bits = new DataView(new ArrayBuffer(8));

/** The least number above the middle of two: below it lies whatever is at most the middle. */
function firstAbove(below: number, above: number): number {
  if (above === Number.POSITIVE_INFINITY) return above;
  const half = below / 2 + above / 2;
  // Where rounding has made the middle the greater one, that must still go right.
  const middle = half === above ? below : half;
  if (middle === 0) return Number.MIN_VALUE;
  bits.setFloat64(0, middle);
  // One step of 64 bits, by halves: one integer of 64 takes ten times as long.
  const step = middle > 0 ? 1 : -1;
  const low = bits.getUint32(4) + step;
  bits.setUint32(4, low);
  if (low < 0 || low > 0xffffffff) bits.setUint32(0, bits.getUint32(0) + step);
  return bits.getFloat64(0);
}
