/** Evidence for a trouble, since its most likely beginning: Page's CUSUM of log-likelihood ratios (Biometrika 41, 1954). */
export interface EvidenceScore {
  /** ln of the likelihood ratio of the trouble against none, nats; never below 0. */
  readonly nats: number;
  /** Where the likelihood ratio was greatest to have begun; absent while there is no evidence. */
  readonly sinceMs?: number | undefined;
}

export const NO_EVIDENCE: EvidenceScore = { nats: 0 };

/**
 * No single observation weighs more than this, nats: a sensor that goes wild for once decides nothing alone. Cutting
 * from above keeps the bound on false alarms, which needs E[e^llr] ≤ 1 only.
 */
const MOST_PER_OBSERVATION = 4;
/** What is beyond any doubt need not grow further, and is over the sooner. */
export const MOST_NATS = 40;

/** One more observation of the time from `fromMs` on, with its log-likelihood ratio; NaN changes nothing. */
export function addEvidence(score: EvidenceScore, llr: number, fromMs: number): EvidenceScore {
  if (Number.isNaN(llr)) return score;
  const nats = score.nats + Math.min(llr, MOST_PER_OBSERVATION);
  if (nats <= 0) return score.nats === 0 ? score : NO_EVIDENCE;
  return { nats: Math.min(nats, MOST_NATS), sinceMs: score.sinceMs ?? fromMs };
}

/**
 * Log-likelihood ratio of two Poisson rates when `count` events came where the rates expect `mean1` and `mean0`:
 * n·ln(m₁/m₀) − (m₁ − m₀).
 */
export function poissonLlr(count: number, mean1: number, mean0: number): number {
  return count * Math.log(mean1 / mean0) - (mean1 - mean0);
}

/** Log-likelihood ratio of two normal laws with deviation 1, of means μ₁ and μ₀: (μ₁ − μ₀)·(z − (μ₀ + μ₁)/2). */
export function normalLlr(z: number, mean1: number, mean0: number): number {
  return (mean1 - mean0) * (z - (mean0 + mean1) / 2);
}
