import { EPOCH_BLOCKS } from '../../src/insight/difficulty-outlook.ts';
import { type BitcoinDay, DAY_MS } from './bitcoin-days.ts';

/** One whole stretch between two retargets, as daily data tell it. */
export interface Epoch {
  readonly startMs: number;
  /** How far off the start may be: of a day only the count is known (standard deviation). */
  readonly startSdMs: number;
  readonly endMs: number;
  readonly difficulty: number;
  /** Step into this epoch and, what is to be foretold, out of it: new / old − 1. */
  readonly previousChange: number;
  readonly change: number;
}

interface Retarget {
  readonly atMs: number;
  readonly sdMs: number;
  readonly oldDifficulty: number;
  readonly newDifficulty: number;
  /** Blocks since the first day when it came. */
  readonly blocks: number;
}

/** Difficulties are printed with 8 digits. */
const SAME_DIFFICULTY = 2e-7;

/** Daily counts place a retarget to a block; whatever is further from 2016 spans missing days or two sources. */
const BLOCKS_OFF = 2;

/**
 * The epochs that the days hold wholly. On the day of a retarget the mean difficulty tells which part of the day's
 * blocks came after it: (mean − old) / (new − old). Its time is taken as that part of the day.
 */
export function epochsOf(days: readonly BitcoinDay[]): readonly Epoch[] {
  const retargets = retargetsOf(days);
  return retargets.slice(1).flatMap((end, index) => {
    const start = retargets[index];
    if (start === undefined || Math.abs(end.blocks - start.blocks - EPOCH_BLOCKS) > BLOCKS_OFF) return [];
    // Missing days leave out blocks that the count cannot see; the time they took tells.
    if (hasGap(days, start.atMs, end.atMs)) return [];
    return [
      {
        startMs: start.atMs,
        startSdMs: start.sdMs,
        endMs: end.atMs,
        difficulty: start.newDifficulty,
        previousChange: start.newDifficulty / start.oldDifficulty - 1,
        change: end.newDifficulty / end.oldDifficulty - 1,
      },
    ];
  });
}

function retargetsOf(days: readonly BitcoinDay[]): readonly Retarget[] {
  const found: Retarget[] = [];
  let blocks = days[0]?.blocks ?? 0;
  for (let index = 1; index < days.length - 1; index++) {
    const [before, day, after] = [days[index - 1], days[index], days[index + 1]];
    if (before === undefined || day === undefined || after === undefined) break;
    const stepsInto = !same(before.difficulty, day.difficulty);
    // A day whose difficulty differs from both neighbours holds the retarget; the day after it only shows the new one.
    const partNew = same(day.difficulty, after.difficulty)
      ? 1
      : (day.difficulty - before.difficulty) / (after.difficulty - before.difficulty);
    const shownYesterday = found.at(-1)?.newDifficulty === day.difficulty;
    if (stepsInto && !shownYesterday && partNew > 0 && partNew <= 1)
      found.push({
        atMs: day.startMs + (1 - partNew) * DAY_MS,
        sdMs: (Math.sqrt(day.blocks * partNew * (1 - partNew) + 1) * DAY_MS) / day.blocks,
        oldDifficulty: before.difficulty,
        newDifficulty: after.difficulty,
        blocks: blocks + (1 - partNew) * day.blocks,
      });
    blocks += day.blocks;
  }
  return found;
}

function same(one: number, other: number): boolean {
  return Math.abs(one / other - 1) < SAME_DIFFICULTY;
}

function hasGap(days: readonly BitcoinDay[], fromMs: number, toMs: number): boolean {
  const inside = days.filter(({ startMs }) => startMs + DAY_MS > fromMs && startMs < toMs);
  const first = inside[0];
  const last = inside.at(-1);
  return !first || !last || inside.length !== Math.round((last.startMs - first.startMs) / DAY_MS) + 1;
}
