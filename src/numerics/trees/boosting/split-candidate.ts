import type { Split } from '../regression-tree.ts';
import {
  gainOfWeight,
  leafGain,
  leafWeight,
  type Regularisation,
  UNBOUNDED,
  type WeightBounds,
} from './split-gain.ts';

/** A feature's part in a monotone relation: its greater values may only raise (1) or only lower (-1) what is said. */
export type Monotone = -1 | 0 | 1;

/** Sums of first and second derivatives over rows. */
export interface DerivativeSums {
  readonly gradient: number;
  readonly hessian: number;
}

/** A node that may still be divided. */
export interface OpenNode extends DerivativeSums {
  readonly node: number;
  readonly depth: number;
  readonly bounds: WeightBounds;
}

/** The best way found so far to divide a node, and the sums that would go left by it. */
export interface SplitCandidate extends Split {
  readonly left: DerivativeSums;
}

/** How much two children gain over their parent, ready to be asked many times. */
export class SplitGain {
  readonly #regularisation: Regularisation;
  readonly #bounds: WeightBounds;
  readonly #parentGain: number;
  readonly #isBounded: boolean;

  constructor(regularisation: Regularisation, { gradient, hessian, bounds }: OpenNode) {
    this.#regularisation = regularisation;
    this.#bounds = bounds;
    this.#isBounded = bounds !== UNBOUNDED;
    // Single precision, as XGBoost keeps it: gains that are equal there are equal here.
    this.#parentGain = Math.fround(this.#ofChild(gradient, hessian, this.#weight(gradient, hessian)));
  }

  /** −Infinity where the children would break the monotone relation. */
  of(
    leftGradient: number,
    leftHessian: number,
    rightGradient: number,
    rightHessian: number,
    monotone: Monotone,
  ): number {
    if (!this.#isBounded && monotone === 0)
      return Math.fround(
        leafGain(leftGradient, leftHessian, this.#regularisation) +
          leafGain(rightGradient, rightHessian, this.#regularisation) -
          this.#parentGain,
      );
    const left = this.#weight(leftGradient, leftHessian);
    const right = this.#weight(rightGradient, rightHessian);
    if (monotone * (right - left) < 0) return Number.NEGATIVE_INFINITY;
    return Math.fround(
      this.#ofChild(leftGradient, leftHessian, left) +
        this.#ofChild(rightGradient, rightHessian, right) -
        this.#parentGain,
    );
  }

  #weight(gradient: number, hessian: number): number {
    return leafWeight(gradient, hessian, this.#regularisation, this.#bounds);
  }

  #ofChild(gradient: number, hessian: number, weight: number): number {
    return this.#isBounded
      ? gainOfWeight(gradient, hessian, weight, this.#regularisation)
      : leafGain(gradient, hessian, this.#regularisation);
  }
}

/**
 * The bounds of the two children: below a node that decides by a monotone feature, neither may cross the middle of their
 * weights, so that the relation holds in every pair of leaves (XGBoost's TreeEvaluator).
 */
export function childBounds(
  { gradient, hessian, bounds }: OpenNode,
  left: DerivativeSums,
  monotone: Monotone,
  regularisation: Regularisation,
): readonly [left: WeightBounds, right: WeightBounds] {
  if (monotone === 0) return [bounds, bounds];
  const leftWeight = leafWeight(left.gradient, left.hessian, regularisation, bounds);
  const rightWeight = leafWeight(gradient - left.gradient, hessian - left.hessian, regularisation, bounds);
  const middle = (leftWeight + rightWeight) / 2;
  const below = { least: bounds.least, greatest: middle };
  const above = { least: middle, greatest: bounds.greatest };
  return monotone === 1 ? [below, above] : [above, below];
}
