/**
 * What counted blocks tell about a network's hash rate: a local linear trend in its logarithm (Harvey, "Forecasting,
 * Structural Time Series Models and the Kalman Filter", 1989, section 2.3), with Poisson counts.
 *
 *     ℓ(t + Δ) = ℓ(t) + g(t)·Δ + N(0, qℓ·Δ)      ℓ = ln of the hash rate, H/s; Δ in days
 *     g(t + Δ) = g(t) + N(0, qg·Δ)               g = growth a day
 *     n ~ Poisson(e^ℓ · seconds / (D · 2³²))     blocks of a stretch at difficulty D (facts: economics section 1)
 *
 * A count is taken in by its logarithm, whose variance is 1/n. How lively a network is (qℓ, qg) changes with the years,
 * so several filters run side by side, each weighed by how well it foretold the counts of late (multi-process model,
 * class I: West & Harrison, "Bayesian Forecasting and Dynamic Models", 1997, section 12.2, with the likelihood
 * discounted). Nothing is fitted ahead: every number follows from the counts taken in so far.
 */
export interface HashrateBelief {
  readonly filters: readonly TrendFilter[];
  /** Beginning of the first stretch taken in. */
  readonly fromMs: number;
  /** End of the last stretch taken in. */
  readonly atMs: number;
}

/** Blocks counted between two moments at one difficulty (or at the mean over these blocks). */
export interface BlockStretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly blocks: number;
  readonly difficulty: number;
}

/** One filter of the bank: its liveliness, its state, and how well it foretold. */
export interface TrendFilter {
  readonly levelPerDay: number;
  readonly growthPerDay: number;
  readonly level: number;
  readonly growth: number;
  readonly levelVariance: number;
  readonly covariance: number;
  readonly growthVariance: number;
  /** ln of the discounted likelihood of the counts taken in. */
  readonly evidence: number;
}

const DAY_MS = 86_400_000;

/** Hashes that one unit of Bitcoin's difficulty stands for (economics, symbols). */
const HASHES_PER_DIFFICULTY = 2 ** 32;

/** Variances a day of the level (0.3 % to 3 % a day) and of the growth that a network may have; 0 = a network that has no trend. */
const LEVEL_PER_DAY = [1e-5, 3e-5, 1e-4, 3e-4, 1e-3];
const GROWTH_PER_DAY = [0, 1e-9, 1e-8, 1e-7];

/** Half-life of what a count says about how lively the network is. Chosen on the blocks of 2012 to 2017. */
const EVIDENCE_HALF_LIFE_DAYS = 180;

/**
 * Power to which the likelihood is taken before it weighs the filters. None of them is the truth, so that with 1 the
 * least wrong would soon speak alone; averaging foretells better (generalised Bayes: Grünwald & van Ommen, Bayesian
 * Analysis 12, 2017). Chosen on the blocks of 2012 to 2017.
 */
const LIKELIHOOD_POWER = 0.1;

/**
 * Before the second stretch little is known of the growth: a few tenths of a percent a day either way, as most networks
 * have at most times. A wider guess would take the luck of the first weeks for growth. Chosen on the blocks of 2012 to
 * 2017, where 0.3 % to 1 % foretell alike once some months are known.
 */
const FIRST_GROWTH_VARIANCE = 0.003 ** 2;

/** Blocks a day that a hash rate with logarithm `level` (H/s) finds on average. */
export function blocksPerDay(level: number, difficulty: number): number {
  return (Math.exp(level) * 86_400) / (difficulty * HASHES_PER_DIFFICULTY);
}

/**
 * The belief after one more stretch. Stretches come in the order of their ends; a gap between two only makes the belief
 * vaguer. A stretch without length, blocks or difficulty tells nothing and leaves the belief as it was.
 *
 * @param belief undefined before the first stretch
 */
export function takeInBlocks(
  belief: HashrateBelief | undefined,
  stretch: BlockStretch,
): HashrateBelief | undefined {
  const { fromMs, toMs, blocks, difficulty } = stretch;
  const days = (toMs - fromMs) / DAY_MS;
  if (!(days > 0 && blocks > 0 && difficulty > 0 && Number.isFinite(days * blocks * difficulty)))
    return belief;
  if (belief !== undefined && toMs <= belief.atMs) return belief;
  const seen = Math.log((blocks * difficulty * HASHES_PER_DIFFICULTY) / (days * 86_400));
  // The count is the mean of its stretch: it is compared with the level at the middle.
  const middleMs = (fromMs + toMs) / 2;
  const toMiddle = belief === undefined ? 0 : Math.max(0, (middleMs - belief.atMs) / DAY_MS);
  const toEnd = belief === undefined ? days / 2 : (toMs - belief.atMs) / DAY_MS - toMiddle;
  const kept = 0.5 ** ((toMiddle + toEnd) / EVIDENCE_HALF_LIFE_DAYS);
  const filters = (belief?.filters ?? firstFilters(seen)).map((filter) =>
    carry(weigh(carry(filter, toMiddle), seen, 1 / blocks, kept), toEnd),
  );
  return { filters, fromMs: belief?.fromMs ?? fromMs, atMs: toMs };
}

/** The filters' weights by their evidence, adding up to 1. */
export function filterWeights(filters: readonly TrendFilter[]): readonly number[] {
  const best = Math.max(...filters.map(({ evidence }) => evidence));
  const likelihoods = filters.map(({ evidence }) => Math.exp(LIKELIHOOD_POWER * (evidence - best)));
  const sum = likelihoods.reduce((total, likelihood) => total + likelihood, 0);
  return likelihoods.map((likelihood) => likelihood / sum);
}

/** The same belief `days` later, nothing heard in between. */
export function carry(filter: TrendFilter, days: number): TrendFilter {
  return {
    ...filter,
    level: filter.level + filter.growth * days,
    levelVariance:
      filter.levelVariance +
      2 * days * filter.covariance +
      days * days * filter.growthVariance +
      filter.levelPerDay * days +
      (filter.growthPerDay * days ** 3) / 3,
    covariance: filter.covariance + days * filter.growthVariance + (filter.growthPerDay * days * days) / 2,
    growthVariance: filter.growthVariance + filter.growthPerDay * days,
  };
}

/** Kalman's update by one look at the level. */
function weigh(filter: TrendFilter, seen: number, variance: number, kept: number): TrendFilter {
  const spread = filter.levelVariance + variance;
  const surprise = seen - filter.level;
  const levelGain = filter.levelVariance / spread;
  const growthGain = filter.covariance / spread;
  return {
    ...filter,
    level: filter.level + levelGain * surprise,
    growth: filter.growth + growthGain * surprise,
    levelVariance: filter.levelVariance * (1 - levelGain),
    covariance: filter.covariance * (1 - levelGain),
    growthVariance: filter.growthVariance - growthGain * filter.covariance,
    evidence: kept * filter.evidence - 0.5 * (Math.log(spread) + (surprise * surprise) / spread),
  };
}

function firstFilters(level: number): readonly TrendFilter[] {
  return LEVEL_PER_DAY.flatMap((levelPerDay) =>
    GROWTH_PER_DAY.map((growthPerDay) => ({
      levelPerDay,
      growthPerDay,
      level,
      growth: 0,
      // Wide enough that the first count alone decides.
      levelVariance: 1,
      covariance: 0,
      growthVariance: growthPerDay === 0 ? 0 : FIRST_GROWTH_VARIANCE,
      evidence: 0,
    })),
  );
}
