import type { Algorithm } from './miner.ts';
import type { Reading, ShareCounts } from './reading.ts';
import {
  certainAfterS,
  type LearnedRate,
  learnedSilenceNats,
  learnRate,
  meanRatePerS,
  shareRatePerS,
  UNKNOWN_RATE,
  WATCH_NATS,
} from './share-arrivals.ts';

/**
 * What one miner's share counter says, poll after poll. A plain value: the fold's state and its answer in one, so it
 * can be stored and sent between threads.
 *
 * When a share came is known only to within a poll. It is taken to have come at the poll that first shows it, and
 * each interval counts with the lower of the rates at its two ends: silence is never overstated, at the price of at
 * most one poll's delay.
 */
export interface ShareTrack {
  /** Poll that showed the last share, accepted or not; absent before the first. */
  readonly lastShareAtMs?: number | undefined;
  /** Silence is counted from here: the last share, the last restart or the first reading. */
  readonly silentSinceMs?: number | undefined;
  /** How often it was seen to start anew since the last share, or since it was first watched. */
  readonly restartsSinceShare: number;
  /** Λ: shares that should have come since then. Absent where nothing can be expected. */
  readonly expectedSharesSinceLast?: number | undefined;
  /** Expected rate now, shares a second; absent while not hashing. */
  readonly ratePerS?: number | undefined;
  /** Where the rate comes from: hashrate and difficulty, or the miner's own past. */
  readonly source?: 'difficulty' | 'learned' | undefined;
  /** −ln P(silence so long | alive). Equals Λ for `difficulty`; less for `learned`, whose rate is itself uncertain. */
  readonly evidenceNats: number;
  readonly memory: TrackMemory;
}

interface TrackMemory {
  readonly atMs?: number | undefined;
  readonly uptimeS?: number | undefined;
  readonly shares?: ShareCounts | undefined;
  /** Rate by difficulty at the last reading. */
  readonly ratePerS?: number | undefined;
  readonly hashing: boolean;
  /** Λ of the present silence from intervals whose rate came from the difficulty. */
  readonly expected: number;
  /** Hashing time of the present silence, s; and the part of it for which only the learned rate was there. */
  readonly silentS: number;
  readonly silentLearnedS: number;
  /** Was all of the present silence watched? If not, how many shares came tells nothing about the rate. */
  readonly whole: boolean;
  readonly learned: LearnedRate;
  /** Shares that came, and those the difficulty had promised, over the recent past. */
  readonly came: number;
  readonly promised: number;
}

export interface TrackOptions {
  readonly algorithm: Algorithm;
  /**
   * Longest time between two readings that counts as watched, ms; default three minutes. Of a longer gap (collector
   * asleep, device away) only this much is counted: what happened in the rest nobody saw. Must exceed the poll period.
   */
  readonly maxStepMs?: number;
}

/** Before the first reading. */
export const NO_TRACK: ShareTrack = {
  restartsSinceShare: 0,
  evidenceNats: 0,
  memory: {
    hashing: false,
    expected: 0,
    silentS: 0,
    silentLearnedS: 0,
    whole: true,
    learned: UNKNOWN_RATE,
    came: 0,
    promised: 0,
  },
};

/** One more reading. Late ones (older than the last by clock and by uptime) change nothing. */
export function trackShares(track: ShareTrack, reading: Reading, options: TrackOptions): ShareTrack {
  const step = stepBetween(track.memory, reading, options.maxStepMs ?? 180_000);
  if (step === 'late') return track;
  const arrivals = compareCounts(track.memory.shares, reading.shares);
  const restarted = step.restarted || arrivals === 'fell';
  const came = typeof arrivals === 'number' ? arrivals : 0;
  const hashing = claimsToHash(reading) && arrivals !== 'absent';
  const ratePerS = hashing ? claimedRatePerS(reading, options.algorithm) : undefined;

  const before = restarted ? forgetSilence(track.memory) : came > 0 ? cutSilence(track.memory) : track.memory;
  const waited = restarted ? before : waitOn(before, step, hashing, ratePerS);
  const memory: TrackMemory = {
    ...(came > 0 && !restarted ? settle(waited, came) : waited),
    atMs: reading.atMs,
    uptimeS: reading.uptimeS ?? (restarted ? undefined : track.memory.uptimeS),
    shares: { ...(restarted ? {} : track.memory.shares), ...present(reading.shares) },
    ratePerS,
    hashing,
  };
  const cameNow = came > 0 || (arrivals === 'fell' && totalOf(reading.shares) > 0);
  const lastShareAtMs = cameNow ? reading.atMs : shifted(track.lastShareAtMs, step.clockShiftMs);
  const begins = cameNow || restarted || track.silentSinceMs === undefined;
  const silentSinceMs = begins ? reading.atMs : shifted(track.silentSinceMs, step.clockShiftMs);
  const restartsSinceShare = cameNow ? 0 : track.restartsSinceShare + Number(restarted);
  return { lastShareAtMs, silentSinceMs, restartsSinceShare, ...conclude(memory), memory };
}

function claimsToHash({ paused, mining, hashrateHs }: Reading): boolean {
  return paused !== true && mining !== false && hashrateHs !== 0;
}

interface Step {
  /** Time that counts as watched, s. */
  readonly seconds: number;
  /** False where more time passed than counts. */
  readonly whole: boolean;
  readonly restarted: boolean;
  /** How far our own clock was set back, ms, negative; else 0. */
  readonly clockShiftMs: number;
}

/** Seconds that count between two readings, and what the clocks say about them. */
function stepBetween(memory: TrackMemory, reading: Reading, maxStepMs: number): Step | 'late' {
  if (memory.atMs === undefined) return { seconds: 0, whole: true, restarted: false, clockShiftMs: 0 };
  const byClockMs = reading.atMs - memory.atMs;
  const byUptimeMs =
    reading.uptimeS === undefined || memory.uptimeS === undefined
      ? undefined
      : (reading.uptimeS - memory.uptimeS) * 1000;
  // Ten seconds of grace: an uptime that jitters is no restart.
  const restarted = byUptimeMs !== undefined && byUptimeMs < -10_000;
  const wentOnMs = byUptimeMs !== undefined && byUptimeMs > 0 ? byUptimeMs : undefined;
  if (byClockMs > 0) {
    // A clock that jumps forward is held against the device's own; +1 s because uptime is told in whole seconds.
    const passedMs = Math.min(byClockMs, wentOnMs === undefined ? byClockMs : wentOnMs + 1000);
    return { ...cut(passedMs, maxStepMs), restarted, clockShiftMs: 0 };
  }
  // Our clock was set back if the device's went on, or if it is further back than any reply can be late.
  if (byClockMs === 0 || (wentOnMs === undefined && byClockMs >= -maxStepMs)) return 'late';
  return { ...cut(wentOnMs ?? 0, maxStepMs), restarted, clockShiftMs: byClockMs - (wentOnMs ?? 0) };
}

function cut(passedMs: number, maxStepMs: number): Pick<Step, 'seconds' | 'whole'> {
  return { seconds: Math.min(passedMs, maxStepMs) / 1000, whole: passedMs <= maxStepMs };
}

/** The device's own expectation is an upper bound: short hashrate windows are noisy and sometimes absurd. */
function claimedRatePerS(reading: Reading, algorithm: Algorithm): number | undefined {
  const { hashrateHs, expectedHashrateHs, poolDifficulty } = reading;
  const sane =
    expectedHashrateHs !== undefined && expectedHashrateHs > 0
      ? expectedHashrateHs
      : Number.POSITIVE_INFINITY;
  const claimedHs = hashrateHs === undefined ? undefined : Math.min(hashrateHs, sane);
  return shareRatePerS({ hashrateHs: claimedHs, difficulty: poolDifficulty, algorithm });
}

const COUNTERS = ['accepted', 'rejected', 'stale'] as const;

/** How many shares came by the counters that both readings have; `fell` after a restart, `absent` without counters. */
function compareCounts(before: ShareCounts | undefined, now: ShareCounts): number | 'fell' | 'absent' {
  if (COUNTERS.every((name) => now[name] === undefined)) return 'absent';
  const rises = COUNTERS.map((name) => {
    const [from, to] = [before?.[name], now[name]];
    return from === undefined || to === undefined ? 0 : to - from;
  });
  return rises.some((rise) => rise < 0) ? 'fell' : rises.reduce((sum, rise) => sum + rise, 0);
}

function present(counts: ShareCounts): ShareCounts {
  return Object.fromEntries(
    COUNTERS.flatMap((name) => (counts[name] === undefined ? [] : [[name, counts[name]]])),
  );
}

function totalOf(counts: ShareCounts): number {
  return COUNTERS.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
}

function forgetSilence(memory: TrackMemory): TrackMemory {
  return { ...memory, expected: 0, silentS: 0, silentLearnedS: 0, whole: true };
}

/**
 * A silence that ended, cut where it became certain that the miner was dead: what came after that says nothing about
 * the rate at which it lives, and would make the next watch blunt.
 */
function cutSilence(memory: TrackMemory): TrackMemory {
  const longestS = certainAfterS(memory.learned);
  return {
    ...memory,
    expected: Math.min(memory.expected, WATCH_NATS),
    silentS: Math.min(memory.silentS, longestS),
    silentLearnedS: Math.min(memory.silentLearnedS, longestS),
  };
}

/** An interval counts if the miner claimed to hash, and its counters could be read, at both ends. */
function waitOn(
  memory: TrackMemory,
  step: Step,
  hashing: boolean,
  ratePerS: number | undefined,
): TrackMemory {
  if (!memory.hashing || !hashing) return { ...memory, whole: memory.whole && step.seconds === 0 };
  const rate =
    memory.ratePerS === undefined || ratePerS === undefined ? undefined : Math.min(memory.ratePerS, ratePerS);
  return {
    ...memory,
    expected: memory.expected + (rate ?? 0) * step.seconds,
    silentS: memory.silentS + step.seconds,
    silentLearnedS: memory.silentLearnedS + (rate === undefined ? step.seconds : 0),
    whole: memory.whole && step.whole,
  };
}

/** Promised shares remembered when the difficulty's promise is held against what came. */
const REMEMBERED_PROMISES = 200;

/** The silence ended: learn from it, unless part of it went by unwatched. */
function settle(memory: TrackMemory, shares: number): TrackMemory {
  const settled = forgetSilence(memory);
  if (!memory.whole || memory.silentS === 0) return settled;
  const learned = learnRate(memory.learned, shares, memory.silentS);
  if (memory.silentLearnedS > 0) return { ...settled, learned };
  const fade = Math.min(1, REMEMBERED_PROMISES / (memory.promised + memory.expected));
  const [came, promised] = [(memory.came + shares) * fade, (memory.promised + memory.expected) * fade];
  return { ...settled, learned, came, promised };
}

/**
 * Has the difficulty promised far more shares than came? Some firmware tells the difficulty it suggested (AxeOS before
 * 2.9: `stratumDiff`) and not the pool's own, or a hashrate twice the real one (ESP-Miner #1477): then the miner's own
 * past is the better guide. Far: 30 % and four standard deviations of a Poisson count.
 */
function promiseIsBroken({ came, promised }: TrackMemory): boolean {
  return came < 0.7 * promised && promised - came > 4 * Math.sqrt(promised);
}

function conclude(
  memory: TrackMemory,
): Pick<ShareTrack, 'expectedSharesSinceLast' | 'ratePerS' | 'source' | 'evidenceNats'> {
  const broken = promiseIsBroken(memory);
  const hasLearned = memory.learned.alpha > UNKNOWN_RATE.alpha;
  const learnedPerS = hasLearned ? meanRatePerS(memory.learned) : undefined;
  const byDifficulty = memory.ratePerS !== undefined && !broken;
  const expected = broken ? 0 : memory.expected;
  const learnedS = hasLearned ? (broken ? memory.silentS : memory.silentLearnedS) : 0;
  const known = byDifficulty || hasLearned || expected > 0;
  return {
    source: byDifficulty ? 'difficulty' : hasLearned ? 'learned' : undefined,
    ratePerS: memory.hashing ? (byDifficulty ? memory.ratePerS : learnedPerS) : undefined,
    expectedSharesSinceLast: known ? expected + (learnedPerS ?? 0) * learnedS : undefined,
    evidenceNats: expected + learnedSilenceNats(memory.learned, learnedS),
  };
}

function shifted(atMs: number | undefined, byMs: number): number | undefined {
  return atMs === undefined ? undefined : atMs + byMs;
}
