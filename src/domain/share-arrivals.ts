import type { Algorithm } from './miner.ts';

/**
 * Shares arrive as a Poisson stream: each hash is a share with the same tiny chance, whatever came before. So a miner
 * that lives stays silent for a time in which Λ shares were expected with probability e^−Λ, and nothing else needs to
 * be tuned (facts: economics section 4).
 */

/** Hashes that one unit of stratum difficulty stands for, where it is known (economics section 4). */
const HASHES_PER_DIFFICULTY: Readonly<Partial<Record<Algorithm, number>>> = {
  sha256: 2 ** 32,
  scrypt: 2 ** 16,
};

/** Λ at which silence is 99.9 % certain to be no chance: ln 1000 ≈ 6.9078 expected shares. */
export const WATCH_NATS = Math.log(1000);

/** Mean length of a month, s. */
const MONTH_S = (365.2425 / 12) * 86_400;

/**
 * Expected shares a second, λ = H / (D · k).
 *
 * @param hashrateHs H, H/s
 * @param difficulty D, what the pool asks of a share
 * @returns undefined where k is not known for the algorithm, or an input is absent or makes no sense
 * @example shareRatePerS({ hashrateHs: 1.2e12, difficulty: 8192, algorithm: 'sha256' }) * 3600 // 122.8 an hour
 */
export function shareRatePerS({
  hashrateHs,
  difficulty,
  algorithm,
}: {
  readonly hashrateHs: number | undefined;
  readonly difficulty: number | undefined;
  readonly algorithm: Algorithm;
}): number | undefined {
  const k = HASHES_PER_DIFFICULTY[algorithm];
  if (k === undefined || hashrateHs === undefined || difficulty === undefined) return undefined;
  const rate = hashrateHs / (difficulty * k);
  return difficulty > 0 && rate >= 0 && Number.isFinite(rate) ? rate : undefined;
}

/** How sure silence makes us that the miner stopped: 1 − e^−nats, 0..1. Nats are Λ, or any −ln P(silence | alive). */
export function silenceConfidence(nats: number): number {
  return -Math.expm1(-Math.max(0, nats));
}

/**
 * Λ above which a living miner's gaps come at most `falseAlarmsPerMonth` times a month. Every share begins a gap, and
 * a gap is longer than Λ with probability e^−Λ, so there are r · T · e^−Λ of them in T: Λ* = ln(r · T / budget).
 * Of a fleet's budget each miner gets its part. Never below {@link WATCH_NATS}: a seldom share is no reason to call
 * on the owner with less than 99.9 %.
 *
 * @example silenceThreshold(122.8 / 3600, 1) // 11.4: a 1.2 TH/s miner at difficulty 8192, one false alarm a month
 */
export function silenceThreshold(ratePerS: number, falseAlarmsPerMonth: number): number {
  return Math.max(WATCH_NATS, Math.log((ratePerS * MONTH_S) / falseAlarmsPerMonth));
}

/**
 * What is believed of an unknown share rate: Gamma(α, β), α shares seen in β seconds. Conjugate to the Poisson
 * stream, so learning is addition.
 */
export interface LearnedRate {
  readonly alpha: number;
  readonly betaS: number;
}

/** Before any share: half a share in ten seconds, worth no more than that; the first real shares overrule it. */
export const UNKNOWN_RATE: LearnedRate = { alpha: 0.5, betaS: 10 };

/**
 * Shares remembered. Pools change the difficulty unseen, so old shares must fade; and the fewer are remembered the
 * longer silence must last: with 20 it takes 8.3 expected intervals to 99.9 % instead of 6.9.
 */
const REMEMBERED_SHARES = 20;

/** The belief after `shares` more came in `seconds`; old ones fade once more than 20 are remembered. */
export function learnRate({ alpha, betaS }: LearnedRate, shares: number, seconds: number): LearnedRate {
  const fade = Math.min(1, REMEMBERED_SHARES / (alpha + shares));
  return { alpha: (alpha + shares) * fade, betaS: (betaS + seconds) * fade };
}

/** Posterior mean of the rate, shares a second. */
export function meanRatePerS({ alpha, betaS }: LearnedRate): number {
  return alpha / betaS;
}

/** −ln of the predictive probability of no share in t seconds, (β / (β + t))^α. */
export function learnedSilenceNats({ alpha, betaS }: LearnedRate, seconds: number): number {
  return alpha * Math.log1p(seconds / betaS);
}

/** Silence after which a learned rate is 99.9 % certain, s: the inverse of {@link learnedSilenceNats}. */
export function certainAfterS({ alpha, betaS }: LearnedRate): number {
  return betaS * Math.expm1(WATCH_NATS / alpha);
}
