/**
 * A straight line y = a + e·(x − x₀) that is learned value by value, with what physics says of its slope beforehand.
 * Bayesian linear regression with a normal prior on e and none on a (Gelman et al., Bayesian Data Analysis, section
 * 14.2), in sums, so that it is the same in whatever order. A plain value.
 */
export interface LearnedLaw {
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly sxx: number;
  readonly sxy: number;
  readonly syy: number;
}

/** What is known of the slope before any data. */
export interface SlopePrior {
  readonly mean: number;
  readonly deviation: number;
  /** How far single values lie from the line, as it is expected; what weighs the prior against the data. */
  readonly noise: number;
}

export const NO_LAW: LearnedLaw = { count: 0, meanX: 0, meanY: 0, sxx: 0, sxy: 0, syy: 0 };

export function learnLaw(law: LearnedLaw, x: number, y: number): LearnedLaw {
  const count = law.count + 1;
  const offX = x - law.meanX;
  const offY = y - law.meanY;
  const meanX = law.meanX + offX / count;
  const meanY = law.meanY + offY / count;
  return {
    count,
    meanX,
    meanY,
    sxx: law.sxx + offX * (x - meanX),
    sxy: law.sxy + offX * (y - meanY),
    syy: law.syy + offY * (y - meanY),
  };
}

/** Slope with its deviation, of prior and data together. */
export function slopeOf(
  law: LearnedLaw,
  prior: SlopePrior,
): { readonly slope: number; readonly deviation: number } {
  const weight = prior.noise ** 2 / prior.deviation ** 2;
  const precision = law.sxx + weight;
  return {
    slope: (law.sxy + weight * prior.mean) / precision,
    deviation: prior.noise / Math.sqrt(precision),
  };
}

/** How far a value lies from the line, and how far the line itself may be off there because its slope is not known. */
export function residualOf(
  law: LearnedLaw,
  prior: SlopePrior,
  x: number,
  y: number,
): { readonly residual: number; readonly slopeDoubt: number } {
  const { slope, deviation } = slopeOf(law, prior);
  const offX = x - law.meanX;
  return { residual: y - law.meanY - slope * offX, slopeDoubt: deviation * Math.abs(offX) };
}
