/**
 * Page's CUSUM for a Poisson stream that may thin out, with its false alarms and delays in closed form.
 *
 * Time runs in expected shares Λ, so that the stream has rate 1 while the miner does what it says, whatever the
 * difficulty does, and rate ρ = 1 − loss afterwards. The log-likelihood ratio of "thinned" against "as claimed" rises
 * by (1 − ρ) an expected share and falls by b = −ln ρ a found one; the score is that, never let below 0. Of all tests
 * with as few false alarms it has the shortest delay in the worst case (Lorden's sense; for Poisson streams:
 * Shiryaev, Russian Mathematical Surveys 51, 1996; Moustakides, Annals of Statistics 14, 1986).
 *
 * The score climbs without jumps, so the mean time until it reaches h is ∫₀ʰ W(y) dy with the scale function W of the
 * unreflected process (Kyprianou, "Fluctuations of Lévy Processes with Applications", 2014, theorem 8.10):
 * ∫ e^−θy W(y) dy = 1/ψ(θ), ψ(θ) = (1 − ρ)·θ + e^−θb − 1. Its poles at 0 and 1 give the two formulas below; what is
 * left over fades within a few found shares.
 */

/** Information an expected share bears on a loss while it is there: ρ·ln ρ + 1 − ρ, Kullback and Leibler's distance. */
export function informationWithLoss(loss: number): number {
  const kept = 1 - loss;
  return kept * Math.log(kept) + loss;
}

/** The same while there is no loss: ρ − 1 − ln ρ. */
export function informationWithoutLoss(loss: number): number {
  return -Math.log1p(-loss) - loss;
}

/** Mean number of expected shares until a false alarm at score h: e^h / I₁ − h / I₀ − b² / 2I₀². */
export function meanSharesToFalseAlarm(loss: number, score: number): number {
  const without = informationWithoutLoss(loss);
  const step = Math.log1p(-loss);
  return (
    Math.exp(score) / informationWithLoss(loss) - score / without - (step * step) / (2 * without * without)
  );
}

/**
 * Score at which to call, so that a false alarm comes once in `shares` expected ones on average; at least 1, which
 * is no evidence to speak of.
 */
export function alarmScore(loss: number, shares: number): number {
  const information = informationWithLoss(loss);
  const without = informationWithoutLoss(loss);
  const step = Math.log1p(-loss);
  let score = 1;
  for (let pass = 0; pass < 6; pass++)
    score = Math.max(
      1,
      Math.log(information * (shares + score / without + (step * step) / (2 * without * without))),
    );
  return score;
}

/** Mean number of expected shares from score 0 to score h while the loss is there: h / I₁ − (1 − e^−h)·ρ·b² / 2I₁². */
export function meanSharesToDetection(loss: number, score: number): number {
  const information = informationWithLoss(loss);
  const step = Math.log1p(-loss);
  return (
    score / information + (Math.expm1(-score) * (1 - loss) * step * step) / (2 * information * information)
  );
}

/**
 * The shortest mean delay, in expected shares, that any test can promise in the worst case for a loss known in
 * advance, one false alarm in `shares` allowed: the delay of the CUSUM made for just that loss.
 */
export function shortestDelay(loss: number, shares: number): number {
  return meanSharesToDetection(loss, alarmScore(loss, shares));
}

/** Lorden's bound to first order, ln(γ) / I₁ (Annals of Mathematical Statistics 42, 1971, theorem 3): longer, and cruder. */
export function lordenDelay(loss: number, shares: number): number {
  return Math.log(shares) / informationWithLoss(loss);
}
