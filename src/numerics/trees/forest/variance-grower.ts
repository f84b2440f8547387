import type { Random } from '../../random.ts';
import { GrowingTree, type RegressionTree, type Split } from '../regression-tree.ts';
import { type RankedColumn, RankSort } from './ranked-columns.ts';

/** How far a tree of a forest grows. */
export interface VarianceLimits {
  readonly maxDepth: number;
  /** Least number of rows in a leaf. */
  readonly minLeafRows: number;
  /** Features that are tried at each node, drawn anew. */
  readonly featuresTried: number;
}

interface Node {
  readonly node: number;
  readonly depth: number;
  readonly from: number;
  readonly to: number;
  readonly sum: number;
}

interface Found extends Split {
  readonly leftRows: number;
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
    this.#rows = new Uint32Array(labels.length);
    this.#keys = new Uint32Array(labels.length);
    this.#features = Uint32Array.from(columns, (_, feature) => feature);
  }

  /** @param sample rows, each as often as it counts; their order is changed */
  grow(sample: Uint32Array): RegressionTree {
    const growing = new GrowingTree();
    let sum = 0;
    for (const row of sample) sum += this.#labels[row] as number;
    const root = growing.leaf(sum / sample.length, sample.length);
    const stack: Node[] = [{ node: root, depth: 0, from: 0, to: sample.length, sum }];
    for (let node = stack.pop(); node; node = stack.pop()) {
      const found = this.#canDivide(node) ? this.#best(node, sample.subarray(node.from, node.to)) : undefined;
      if (found) stack.push(...this.#divide(node, found, sample, growing));
    }
    return growing.grown();
  }

  #canDivide({ depth, from, to }: Node): boolean {
    return depth < this.#limits.maxDepth && to - from >= 2 * this.#limits.minLeafRows && to - from >= 2;
  }

  #divide(parent: Node, found: Found, sample: Uint32Array, growing: GrowingTree): readonly Node[] {
    const { from, to, depth, sum } = parent;
    const middle = this.#partition(sample, parent, found);
    const left = growing.leaf(found.leftSum / found.leftRows, found.leftRows);
    const right = growing.leaf((sum - found.leftSum) / (to - middle), to - middle);
    growing.split(parent.node, found, left, right);
    return [
      { node: right, depth: depth + 1, from: middle, to, sum: sum - found.leftSum },
      { node: left, depth: depth + 1, from, to: middle, sum: found.leftSum },
    ];
  }

  /** Tries features in random order until enough of them are not the same throughout the node. */
  #best(node: Node, rows: Uint32Array): Found | undefined {
    let best: Found | undefined;
    let tried = 0;
    const features = this.#features;
    for (let left = features.length; left > 0 && tried < this.#limits.featuresTried; left--) {
      const place = Math.floor(this.#random.uniform() * left);
      const feature = features[place] as number;
      features[place] = features[left - 1] as number;
      features[left - 1] = feature;
      const found = this.#divideBy(feature, node, rows);
      if (found === 'constant') continue;
      tried += 1;
      if (found && found.gain > (best?.gain ?? 0)) best = found;
    }
    return best;
  }

  #divideBy(feature: number, { sum }: Node, rows: Uint32Array): Found | 'constant' | undefined {
    const column = this.#columns[feature];
    if (!column) return 'constant';
    const { rank, distinct } = column;
    const sorted = this.#rows.subarray(0, rows.length);
    const keys = this.#keys.subarray(0, rows.length);
    sorted.set(rows);
    this.#sort.sort(sorted, keys, rank, distinct.length);
    if (keys[0] === keys[keys.length - 1]) return 'constant';
    let known = keys.length;
    while ((keys[known - 1] as number) === distinct.length) known -= 1;
    let missingSum = 0;
    for (let i = known; i < sorted.length; i++) missingSum += this.#labels[sorted[i] as number] as number;
    const scan = { feature, distinct, sorted, keys, known, sum, missingSum };
    const right = this.#scan(scan, false);
    const left = known < keys.length ? this.#scan(scan, true) : undefined;
    return left && left.gain > (right?.gain ?? 0) ? left : right;
  }

  /** The best threshold of a feature whose rows are in its order. */
  #scan(
    { feature, distinct, sorted, keys, known, sum, missingSum }: Scan,
    missingLeft: boolean,
  ): Found | undefined {
    const all = sorted.length;
    const least = this.#limits.minLeafRows;
    const before = missingLeft ? all - known : 0;
    let leftSum = missingLeft ? missingSum : 0;
    let bestScore = (sum * sum) / all;
    let bestAt = -1;
    let bestSum = 0;
    const parentScore = bestScore;
    // Up to the last known value; with missing ones to the right, all known ones against them is a division, too.
    const end = missingLeft || known === all ? known - 1 : known;
    for (let i = 0; i < end; i++) {
      leftSum += this.#labels[sorted[i] as number] as number;
      if (i + 1 < all && keys[i] === keys[i + 1]) continue;
      const leftRows = before + i + 1;
      const rightRows = all - leftRows;
      if (leftRows < least || rightRows < least) continue;
      const rightSum = sum - leftSum;
      // Σ(y − mean)² of both sides is least where this is greatest.
      const score = (leftSum * leftSum) / leftRows + (rightSum * rightSum) / rightRows;
      if (score <= bestScore) continue;
      bestScore = score;
      bestAt = i;
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
      leftRows: before + bestAt + 1,
      leftSum: bestSum,
    };
  }

  #partition(sample: Uint32Array, { from, to }: Node, { feature, threshold, missingLeft }: Found): number {
    const column = this.#columns[feature];
    if (!column) return from;
    const { rank, distinct } = column;
    let left = from;
    let right = 0;
    for (let i = from; i < to; i++) {
      const row = sample[i] as number;
      const place = rank[row] as number;
      const goesLeft = place === distinct.length ? missingLeft : (distinct[place] as number) < threshold;
      if (goesLeft) sample[left++] = row;
      else this.#rows[right++] = row;
    }
    sample.set(this.#rows.subarray(0, right), left);
    return left;
  }
}

interface Scan {
  readonly feature: number;
  readonly distinct: Float64Array;
  readonly sorted: Uint32Array;
  readonly keys: Uint32Array;
  /** Rows that have a value; those behind them have none. */
  readonly known: number;
  readonly sum: number;
  readonly missingSum: number;
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
  bits.setBigInt64(0, bits.getBigInt64(0) + (middle > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}
