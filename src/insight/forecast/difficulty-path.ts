import { normalQuantile } from '../../numerics/normal.ts';
import { EPOCH_BLOCKS } from '../difficulty-epoch.ts';
import { BITCOIN_LEAN } from '../difficulty-outlook.ts';
import { blocksPerDay, filterWeights, type HashrateBelief } from '../difficulty-outlook-hashrate.ts';
import { logDaysAtItsPace, remainingByBelief } from '../difficulty-outlook-remaining.ts';

const DAY_MS = 86_400_000;

/** Consensus lets an epoch count as a quarter to four times of its target (Bitcoin Core, src/pow.cpp). */
const LARGEST_STEP = 4;

/** Courses that the rest of the epoch may take, each as probable as any other. */
const COURSES = 15;

/** Looks at each day, at least one at each part. */
const LOOKS = 8;

/** Where a chain stands that changes its difficulty every 2016 blocks, as Bitcoin and Litecoin do. */
export interface EpochStanding {
  readonly startedAtMs: number;
  /** How far off that may be (standard deviation); 0 where a block header told it. */
  readonly startSdMs?: number | undefined;
  /** Blocks of the epoch mined. */
  readonly blocks: number;
  /** Target time between blocks. */
  readonly blockTimeS: number;
}

/** What is known of a chain's difficulty. */
export interface DifficultyKnown {
  readonly atMs: number;
  /** In force. */
  readonly difficulty: number;
  /** What the blocks so far told of its hash rate. */
  readonly belief: HashrateBelief | undefined;
  /** Undefined for chains that retarget at every block, or where nobody knows when the epoch began. */
  readonly epoch: EpochStanding | undefined;
}

/**
 * Mean difficulty of each of the days ahead, of 24 hours from now, or of each of so many parts of these days. It stays as it is until the next retarget, which comes when
 * the remaining blocks are mined at the pace that the hash rate is believed to have, leaning on the epoch's own (as in
 * `difficultyOutlook`); then it is what consensus makes of the epoch's time, and so on for further epochs. When exactly it comes
 * nobody knows: the logarithm is averaged over equally probable courses, so that a day (or hour) which may see it has a part of the
 * step.
 *
 * Without an epoch it is today's: chains that retarget at every block hold all that is known in the difficulty already.
 */
export function difficultyPath(known: DifficultyKnown, days: number, partsADay = 1): Float64Array {
  const { difficulty, belief, epoch } = known;
  const path = new Float64Array(days * partsADay).fill(difficulty);
  if (!belief || !epoch || epoch.blocks > EPOCH_BLOCKS || !(known.atMs >= epoch.startedAtMs)) return path;
  const logs = new Float64Array(path.length);
  const looks = Math.max(1, Math.round(LOOKS / partsADay));
  for (const course of coursesOf(known, belief, epoch, days)) {
    for (let look = 0; look < path.length * looks; look++) {
      const atDays = (look + 0.5) / (looks * partsADay);
      const step = course.findLast(({ fromDays }) => fromDays <= atDays);
      const part = Math.floor(look / looks);
      logs[part] = (logs[part] as number) + Math.log(step?.difficulty ?? difficulty) / looks / COURSES;
    }
  }
  return logs.map(Math.exp);
}

/** A difficulty and the days from now at which it comes into force. */
interface Step {
  readonly fromDays: number;
  readonly difficulty: number;
}

function coursesOf(
  { atMs, difficulty }: DifficultyKnown,
  belief: HashrateBelief,
  epoch: EpochStanding,
  days: number,
): readonly (readonly Step[])[] {
  const progress = { ...epoch, difficulty, atMs };
  const { logDays: believed, variance } = remainingByBelief(belief, progress);
  const doneFraction = epoch.blocks / EPOCH_BLOCKS;
  const atItsPace = logDaysAtItsPace(progress) ?? believed;
  const logDays = believed + BITCOIN_LEAN * doneFraction * (atItsPace - believed);
  const startSdDays = (epoch.startSdMs ?? 0) / DAY_MS;
  const sd = Math.sqrt(variance + (startSdDays / Math.exp(logDays)) ** 2);
  const elapsedDays = (atMs - epoch.startedAtMs) / DAY_MS;
  const targetDays = (EPOCH_BLOCKS * epoch.blockTimeS * 1000) / DAY_MS;
  const { level, growth } = meanBelief(belief, atMs);
  return Array.from({ length: COURSES }, (_, course) => {
    const left = Math.exp(logDays + sd * normalQuantile((course + 0.5) / COURSES));
    const steps: Step[] = [
      { fromDays: left, difficulty: difficulty * clamped(targetDays / (elapsedDays + left)) },
    ];
    for (let last = steps[0]; last && last.fromDays < days; last = steps.at(-1)) {
      // The epochs after this one at the pace that the hash rate is believed to have by then.
      const took = EPOCH_BLOCKS / blocksPerDay(level + growth * last.fromDays, last.difficulty);
      if (!(took > 0 && Number.isFinite(took))) break;
      steps.push({
        fromDays: last.fromDays + took,
        difficulty: last.difficulty * clamped(targetDays / took),
      });
    }
    return steps;
  });
}

/** ln of the hash rate (H/s) and its growth a day, as all filters have it by their weights. */
function meanBelief({ filters, atMs }: HashrateBelief, nowMs: number) {
  const weights = filterWeights(filters);
  const over = (of: (filter: (typeof filters)[number]) => number) =>
    filters.reduce((sum, filter, at) => sum + (weights[at] ?? 0) * of(filter), 0);
  const growth = over((filter) => filter.growth);
  return { growth, level: over((filter) => filter.level) + (growth * Math.max(0, nowMs - atMs)) / DAY_MS };
}

function clamped(step: number): number {
  return Math.min(LARGEST_STEP, Math.max(1 / LARGEST_STEP, step));
}
