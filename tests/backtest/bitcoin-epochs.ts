import { EPOCH_BLOCKS } from '../../src/insight/difficulty-epoch.ts';
import { type BitcoinDay, DAY_MS } from './bitcoin-days.ts';

/** One whole stretch between two retargets, as daily data tell it. */
export interface Epoch {
  readonly startMs: number;
  /** How far off the start may be: of a day only the count is known (standard deviation). */
  readonly startSdMs: number;
  readonly endMs: number;
  /** Blocks of all days before its first one. */
  readonly blocksBefore: number;
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
 * The epochs of 2016 blocks that the days hold wholly. On the day of a retarget the mean difficulty tells which part of the day's
 * blocks came after it: (mean − old) / (new − old). Its time is taken as that part of the day.
 */
export function epochsOf(days: readonly BitcoinDay[], blockMs = BITCOIN_BLOCK_MS): readonly Epoch[] {
  const retargets = onOneClock(retargetsOf(days), blockMs);
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
        blocksBefore: start.blocks,
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

/** The interval between two blocks, mean and standard deviation. */
const BITCOIN_BLOCK_MS = 600_000;

/**
 * The same retargets with their times told better. In the app the block's header tells the time; here the part of a
 * day is off by an hour or so. But consensus made each step from the epoch's time, 2016 blocks · old / new, so every
 * earlier retarget tells where this one was, up to the one interval between two epochs. Forward only (a Kalman filter
 * with one state): no time leans on what came after it.
 */
function onOneClock(retargets: readonly Retarget[], blockMs: number): readonly Retarget[] {
  const told: Retarget[] = [];
  for (const retarget of retargets) {
    const before = told.at(-1);
    if (before === undefined || Math.abs(retarget.blocks - before.blocks - EPOCH_BLOCKS) > BLOCKS_OFF) {
      told.push(retarget);
      continue;
    }
    const foretoldMs =
      before.atMs + (EPOCH_BLOCKS * blockMs * retarget.oldDifficulty) / retarget.newDifficulty + blockMs;
    const foretoldVariance = before.sdMs ** 2 + blockMs ** 2;
    const gain = foretoldVariance / (foretoldVariance + retarget.sdMs ** 2);
    // Missing days or a clamped step: the chain of times is torn.
    const torn = Math.abs(retarget.atMs - foretoldMs) > 5 * Math.sqrt(foretoldVariance + retarget.sdMs ** 2);
    if (torn) told.push(retarget);
    else
      told.push({
        ...retarget,
        atMs: foretoldMs + gain * (retarget.atMs - foretoldMs),
        sdMs: Math.sqrt((1 - gain) * foretoldVariance),
      });
  }
  return told;
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
