/** What holds a tree back from following its rows too closely. */
export interface Regularisation {
  /** λ: squared weights of leaves cost half of this. */
  readonly lambda: number;
  /** α: their absolute weights cost this. */
  readonly alpha: number;
  /** Least sum of second derivatives in a child. */
  readonly minChildWeight: number;
  /** γ: what a split has to gain at least. */
  readonly gamma: number;
}

/** Weights that a leaf may take: [least, greatest]. Narrowed below nodes that decide by a monotone feature. */
export interface WeightBounds {
  readonly least: number;
  readonly greatest: number;
}

export const UNBOUNDED: WeightBounds = {
  least: Number.NEGATIVE_INFINITY,
  greatest: Number.POSITIVE_INFINITY,
};

/** Least gain that is one: below it is rounding. As XGBoost's kRtEps. */
export const LEAST_GAIN = 1e-6;

/** G with α taken off its size: the soft threshold of the L1 penalty. */
export function softThreshold(gradient: number, alpha: number): number {
  if (gradient > alpha) return gradient - alpha;
  if (gradient < -alpha) return gradient + alpha;
  return 0;
}

/**
 * The weight of a leaf with gradient sum G and hessian sum H: −soft(G, α) / (H + λ), Chen & Guestrin, "XGBoost: a scalable
 * tree boosting system" (KDD 2016), equation 5; 0 of a leaf that is too light. Clamped to the bounds.
 */
export function leafWeight(
  gradient: number,
  hessian: number,
  { lambda, alpha, minChildWeight }: Regularisation,
  { least, greatest }: WeightBounds = UNBOUNDED,
): number {
  if (hessian < minChildWeight || hessian <= 0) return 0;
  const weight = -softThreshold(gradient, alpha) / (hessian + lambda);
  return Math.min(Math.max(weight, least), greatest);
}

/**
 * Twice by how much a leaf at its best weight lowers the loss: soft(G, α)² / (H + λ), ibidem equation 6 without the half,
 * as XGBoost reports it.
 */
export function leafGain(gradient: number, hessian: number, { lambda, alpha }: Regularisation): number {
  const thresholded = softThreshold(gradient, alpha);
  return (thresholded * thresholded) / (hessian + lambda);
}

/** The same of a leaf whose weight is not its best, being bounded: −(2 G w + (H + λ) w² + 2 α |w|). */
export function gainOfWeight(
  gradient: number,
  hessian: number,
  weight: number,
  { lambda, alpha }: Regularisation,
): number {
  return -(2 * gradient * weight + (hessian + lambda) * weight * weight + 2 * alpha * Math.abs(weight));
}
