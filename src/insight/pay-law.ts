import { gammaP } from '../numerics/incomplete-gamma.ts';
import { normalCdf } from '../numerics/normal.ts';
import { poissonPmf, poissonQuantile } from '../numerics/poisson.ts';

/** What an honest pool pays for some work, as a chance variable. Sums in coins. */
export interface PayLaw {
  /** For shares as they come. */
  readonly forShares: number;
  /** When blocks are found: for {@link PayLaw.found} of them, or on the mean of {@link PayLaw.expectedBlocks}. */
  readonly forBlocks: number;
  /** λ, where it is not known how many were found: Poisson. */
  readonly expectedBlocks: number;
  /** How many were found, where that is known: then no luck is left in it. */
  readonly found?: number | undefined;
  /** What one block pays: standard deviation over mean (its fees). */
  readonly blockRelativeSd: number;
  /** Of everything: how well the work, the hour and the fees are known, as a relative standard deviation. */
  readonly noise: number;
}

/** Chance that an honest pool pays at most so much, 0..1. */
export function payCdf(law: PayLaw, coins: number): number {
  return chanceOfAtMost(casesOf(law), coins);
}

/** What an honest pool pays no more than with chance p, coins: the inverse of {@link payCdf}, to 1e-12 of the mean. */
export function payQuantile(law: PayLaw, p: number): number {
  const cases = casesOf(law);
  const mean = law.forShares + law.forBlocks;
  let low = 0;
  let high = mean;
  while (chanceOfAtMost(cases, high) < p && high < 1e6 * mean) high *= 2;
  for (let step = 0; step < 60 && high - low > 1e-12 * mean; step++) {
    const middle = (low + high) / 2;
    if (chanceOfAtMost(cases, middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

/** So many blocks found: how likely that is, and what is paid then. */
interface PayCase {
  readonly chance: number;
  readonly mean: number;
  readonly relativeSd: number;
}

/** What is left out on each side of the blocks summed over. */
const TAIL = 1e-12;

function casesOf(law: PayLaw): readonly PayCase[] {
  if (law.forBlocks === 0) return [{ chance: 1, mean: law.forShares, relativeSd: law.noise }];
  if (law.found !== undefined)
    return [payCase(law, 1, law.found, law.found > 0 ? law.forBlocks / law.found : 0)];
  const eachBlock = law.forBlocks / law.expectedBlocks;
  const first = poissonQuantile(TAIL, law.expectedBlocks);
  const last = poissonQuantile(1 - TAIL, law.expectedBlocks);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    payCase(law, poissonPmf(first + index, law.expectedBlocks), first + index, eachBlock),
  );
}

function payCase(
  { forShares, noise, blockRelativeSd }: PayLaw,
  chance: number,
  blocks: number,
  eachBlock: number,
): PayCase {
  const mean = forShares + blocks * eachBlock;
  const ofBlocks = mean > 0 ? (Math.sqrt(blocks) * eachBlock * blockRelativeSd) / mean : 0;
  return { chance, mean, relativeSd: Math.hypot(noise, ofBlocks) };
}

function chanceOfAtMost(cases: readonly PayCase[], coins: number): number {
  if (coins < 0) return 0;
  const sum = cases.reduce(
    (chance, each) => chance + each.chance * shareOfNoise(coins, each.mean, each.relativeSd),
    0,
  );
  return Math.min(1, sum);
}

/**
 * P(mean · G ≤ coins), G with mean 1 and the given relative deviation: a Gamma variable, which counts of shares and sums
 * of blocks are; below 5 % the normal law, which it then hardly differs from.
 */
function shareOfNoise(coins: number, mean: number, relativeSd: number): number {
  if (mean === 0) return 1;
  if (relativeSd === 0) return coins >= mean ? 1 : 0;
  const deviations = (coins / mean - 1) / relativeSd;
  // Nearly all numbers of blocks need no more than these comparisons; the lower tail keeps its digits, for the odds.
  if (relativeSd < 0.05 && deviations > 9) return 1;
  if (relativeSd < 0.05 && deviations < -38) return 0;
  if (relativeSd < 0.05) return normalCdf(deviations);
  const shape = 1 / relativeSd ** 2;
  return gammaP(shape, (shape * coins) / mean);
}
