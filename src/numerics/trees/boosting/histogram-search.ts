import type { HistogramLayout } from './histogram.ts';
import { type Monotone, type OpenNode, type SplitCandidate, SplitGain } from './split-candidate.ts';
import { LEAST_GAIN } from './split-gain.ts';
import type { GrowthLimits } from './tree-growth.ts';

/**
 * The best way to divide a node by its histogram, or undefined where none gains. Numeric features are tried at every end
 * of a bin, with missing values to the right and, where there are some, to the left. Categories are put in the order of
 * their weights first, in which the best of all subsets is a prefix (Fisher, "On grouping for maximum homogeneity", 1958).
 */
export function bestSplit(
  node: OpenNode,
  histogram: Float64Array,
  layout: HistogramLayout,
  features: readonly number[],
  limits: GrowthLimits,
): SplitCandidate | undefined {
  const search = new NodeSearch(node, histogram, limits);
  for (const feature of features) {
    const column = layout.columns[feature];
    if (!column) continue;
    const at = layout.placeOf(feature);
    const monotone = limits.monotone[feature] ?? 0;
    const { cuts, hasMissing, isCategorical } = column;
    if (isCategorical) search.categories(feature, at, cuts);
    else {
      search.upwards(feature, at, cuts, monotone);
      if (hasMissing) search.downwards(feature, at, cuts, monotone);
    }
  }
  const { best } = search;
  return best && best.gain > LEAST_GAIN && best.gain >= limits.gamma ? best : undefined;
}

class NodeSearch {
  best: SplitCandidate | undefined;
  readonly #node: OpenNode;
  readonly #histogram: Float64Array;
  readonly #limits: GrowthLimits;
  readonly #gain: SplitGain;
  #bestGain = Number.NEGATIVE_INFINITY;

  constructor(node: OpenNode, histogram: Float64Array, limits: GrowthLimits) {
    this.#node = node;
    this.#histogram = histogram;
    this.#limits = limits;
    this.#gain = new SplitGain(limits, node);
  }

  /** From the least bin up: what is passed goes left, missing values go right. */
  upwards(feature: number, at: number, cuts: Float64Array, monotone: Monotone): void {
    const { gradient, hessian } = this.#node;
    const { minChildWeight } = this.#limits;
    const least = Math.max(minChildWeight, Number.MIN_VALUE);
    let leftGradient = 0;
    let leftHessian = 0;
    for (let bin = 0; bin < cuts.length; bin++) {
      const weight = this.#histogram[at + 2 * bin + 1] as number;
      // An empty bin divides the rows as the one before it did.
      if (weight === 0) continue;
      leftGradient += this.#histogram[at + 2 * bin] as number;
      leftHessian += weight;
      if (leftHessian < least) continue;
      const rest = hessian - leftHessian;
      if (rest < least) return;
      const gain = this.#gain.of(leftGradient, leftHessian, gradient - leftGradient, rest, monotone);
      if (gain <= this.#bestGain) continue;
      this.#take({
        feature,
        threshold: cuts[bin] ?? 0,
        missingLeft: false,
        gain,
        left: { gradient: leftGradient, hessian: leftHessian },
      });
    }
  }

  /** From the greatest bin down: what is passed goes right, missing values go left. */
  downwards(feature: number, at: number, cuts: Float64Array, monotone: Monotone): void {
    const { gradient, hessian } = this.#node;
    const least = Math.max(this.#limits.minChildWeight, Number.MIN_VALUE);
    let rightGradient = 0;
    let rightHessian = 0;
    for (let bin = cuts.length - 1; bin > 0; bin--) {
      const weight = this.#histogram[at + 2 * bin + 1] as number;
      if (weight === 0) continue;
      rightGradient += this.#histogram[at + 2 * bin] as number;
      rightHessian += weight;
      if (rightHessian < least) continue;
      const rest = hessian - rightHessian;
      if (rest < least) return;
      const gain = this.#gain.of(gradient - rightGradient, rest, rightGradient, rightHessian, monotone);
      if (gain <= this.#bestGain) continue;
      this.#take({
        feature,
        threshold: cuts[bin - 1] ?? 0,
        missingLeft: true,
        gain,
        left: { gradient: gradient - rightGradient, hessian: rest },
      });
    }
  }

  categories(feature: number, at: number, codes: Float64Array): void {
    const { gradient, hessian } = this.#node;
    const { lambda, minChildWeight } = this.#limits;
    const least = Math.max(minChildWeight, Number.MIN_VALUE);
    const present = Array.from(codes, (code, bin) => ({
      code,
      gradient: this.#histogram[at + 2 * bin] as number,
      hessian: this.#histogram[at + 2 * bin + 1] as number,
    })).filter((each) => each.hessian > 0);
    present.sort((a, b) => a.gradient / (a.hessian + lambda) - b.gradient / (b.hessian + lambda));
    const left = { gradient: 0, hessian: 0 };
    for (const [place, each] of present.entries()) {
      left.gradient += each.gradient;
      left.hessian += each.hessian;
      const rest = hessian - left.hessian;
      if (left.hessian < least) continue;
      if (rest < least) return;
      const gain = this.#gain.of(left.gradient, left.hessian, gradient - left.gradient, rest, 0);
      if (gain <= this.#bestGain) continue;
      const categories = new Set(present.slice(0, place + 1).map(({ code }) => code));
      this.#take({ feature, threshold: 0, categories, missingLeft: false, gain, left: { ...left } });
    }
  }

  #take(candidate: SplitCandidate): void {
    this.best = candidate;
    this.#bestGain = candidate.gain;
  }
}
