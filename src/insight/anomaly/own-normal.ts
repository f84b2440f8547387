/**
 * What is normal of one figure of one miner, learned from its own past: mean, spread, and how much neighbours resemble
 * each other. A plain value.
 */
export interface OwnNormal {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared deviations from the mean. */
  readonly m2: number;
  /** Sum of products of neighbouring deviations, of the means of then. */
  readonly lagged: number;
  readonly lastDeviation: number;
}

export const NOTHING_LEARNED: OwnNormal = { count: 0, mean: 0, m2: 0, lagged: 0, lastDeviation: 0 };

/** Neighbours alike to this degree, at most: with more, nothing could ever be said. */
const MOST_ALIKE = 0.95;

/** One more value (Welford's update). */
export function learn(normal: OwnNormal, value: number): OwnNormal {
  const count = normal.count + 1;
  const off = value - normal.mean;
  const mean = normal.mean + off / count;
  return {
    count,
    mean,
    m2: normal.m2 + off * (value - mean),
    lagged: normal.lagged + off * normal.lastDeviation,
    lastDeviation: off,
  };
}

/** Correlation of neighbours, 0..0.95. */
export function alike({ count, m2, lagged }: OwnNormal): number {
  if (count < 3 || m2 <= 0) return 0;
  return Math.min(MOST_ALIKE, Math.max(0, lagged / m2));
}

/**
 * Deviation of one value for sums of many: of a first-order autoregression the variance of a long mean is that of
 * independent values times (1 + ρ)/(1 − ρ) (Johnson & Bagshaw, Technometrics 16, 1974, on CUSUM of such).
 *
 * @param floor the least it can be: how finely the figure is measured
 */
export function effectiveDeviation(normal: OwnNormal, floor: number): number {
  if (normal.count < 2) return Number.NaN;
  const rho = alike(normal);
  const deviation = Math.max(floor, Math.sqrt(normal.m2 / (normal.count - 1)));
  return deviation * Math.sqrt((1 + rho) / (1 - rho));
}

/**
 * A new value as a standard normal one, though mean and deviation are only estimated: Student's t of the next value,
 * turned into the normal deviate of the same probability (self-starting CUSUM: Hawkins, Journal of the Royal Statistical
 * Society D 36, 1987), by Wallace's approximation (Annals of Mathematical Statistics 30, 1959), good to 0.02 from five
 * degrees of freedom on.
 */
export function standardised(normal: OwnNormal, value: number, floor: number): number {
  const { count } = normal;
  const freedom = count - 1;
  if (freedom < 1) return Number.NaN;
  const t = (Math.sqrt(count / (count + 1)) * (value - normal.mean)) / effectiveDeviation(normal, floor);
  const shrink = (8 * freedom + 1) / (8 * freedom + 3);
  return Math.sign(t) * shrink * Math.sqrt(freedom * Math.log1p((t * t) / freedom));
}
