import { quantileOfSorted } from '../../quantile.ts';

/** What a boosted model learns to minimise. */
export interface Objective {
  readonly name: 'squared-error' | 'logistic' | 'quantile';
  /** The margin that training starts from. */
  start(labels: ArrayLike<number>): number;
  /** Fills in first and second derivatives of the loss by the margin. */
  derive(
    labels: ArrayLike<number>,
    margins: Float64Array,
    gradient: Float64Array,
    hessian: Float64Array,
  ): void;
  /** What a margin says in the labels' own terms. */
  readonly fromMargin: (margin: number) => number;
  /** The loss that early stopping watches. */
  loss(labels: ArrayLike<number>, margins: Float64Array): number;
  /** The best weight of a leaf by its rows' residuals, where the derivatives do not tell it. */
  readonly leafOfResiduals?: (residuals: Float64Array) => number;
}

/** ½ (margin − y)². Early stopping watches the root of the mean square. */
export const squaredError: Objective = {
  name: 'squared-error',
  start: (labels) => mean(labels),
  derive(labels, margins, gradient, hessian) {
    for (let row = 0; row < margins.length; row++) {
      gradient[row] = (margins[row] ?? 0) - (labels[row] ?? 0);
      hessian[row] = 1;
    }
  },
  fromMargin: (margin) => margin,
  loss(labels, margins) {
    let sum = 0;
    for (let row = 0; row < margins.length; row++) sum += ((margins[row] ?? 0) - (labels[row] ?? 0)) ** 2;
    return Math.sqrt(sum / margins.length);
  },
};

/** The least second derivative that is counted with: of rows that are learnt by heart it would be none. As XGBoost. */
const LEAST_HESSIAN = 1e-16;

/** −log of the probability of a label 0 or 1 whose log-odds are the margin. Early stopping watches its mean. */
export const logistic: Objective = {
  name: 'logistic',
  start: (labels) => {
    const share = Math.min(Math.max(mean(labels), 1e-6), 1 - 1e-6);
    return Math.log(share / (1 - share));
  },
  derive(labels, margins, gradient, hessian) {
    for (let row = 0; row < margins.length; row++) {
      const probability = sigmoid(margins[row] ?? 0);
      gradient[row] = probability - (labels[row] ?? 0);
      hessian[row] = Math.max(probability * (1 - probability), LEAST_HESSIAN);
    }
  },
  fromMargin: sigmoid,
  loss(labels, margins) {
    let sum = 0;
    for (let row = 0; row < margins.length; row++) {
      const margin = margins[row] ?? 0;
      // log(1 + e^m) − y m, without overflow.
      sum += Math.max(margin, 0) + Math.log1p(Math.exp(-Math.abs(margin))) - (labels[row] ?? 0) * margin;
    }
    return sum / margins.length;
  },
};

/**
 * The check loss of a quantile, (level − [residual < 0]) × residual: Koenker & Bassett, "Regression quantiles" (Econometrica 46,
 * 1978). Trees are grown on its slope; a leaf then takes the quantile of its rows' residuals, as no second derivative tells it.
 *
 * @param level 0 … 1
 */
export function quantileLoss(level: number): Objective {
  if (!(level > 0 && level < 1)) throw new RangeError(`a quantile of level ${level}: it lies within 0 and 1`);
  return {
    name: 'quantile',
    start: (labels) => quantileOfSorted(Float64Array.from(labels).sort(), level),
    derive(labels, margins, gradient, hessian) {
      for (let row = 0; row < margins.length; row++) {
        gradient[row] = (labels[row] ?? 0) > (margins[row] ?? 0) ? -level : 1 - level;
        hessian[row] = 1;
      }
    },
    fromMargin: (margin) => margin,
    loss(labels, margins) {
      let sum = 0;
      for (let row = 0; row < margins.length; row++) {
        const residual = (labels[row] ?? 0) - (margins[row] ?? 0);
        sum += residual * (residual < 0 ? level - 1 : level);
      }
      return sum / margins.length;
    },
    leafOfResiduals: (residuals) => quantileOfSorted(residuals.sort(), level),
  };
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return sum / values.length;
}

function sigmoid(margin: number): number {
  return 1 / (1 + Math.exp(-margin));
}
