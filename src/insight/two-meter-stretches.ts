import type { Algorithm, MinerIdentity } from '../domain/miner.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import { shareRatePerS } from '../domain/share-arrivals.ts';
import type { MeterStretch } from './two-meter-shares.ts';

/** The series that tell what a miner claims and what was counted for it. */
export const METER_SERIES = [
  'hashrateHs',
  'mining',
  'poolDifficulty',
  'sharesAccepted',
  'sharesRejected',
  'sharesStale',
  'uptimeS',
] as const satisfies readonly SeriesName[];

/** One stored moment of these series; what it lacks is NaN. */
export type MeterRow = { readonly atMs: number } & Readonly<Record<(typeof METER_SERIES)[number], number>>;

/**
 * Longest step between two rows over which a rate told at its ends says what was claimed in between. The least that is
 * stored is a minute's mean; devices that are asked seldom are asked every few minutes.
 */
const LONGEST_STEP_MS = 5 * 60_000;

/**
 * So much further than our clock may a device's own have gone: rows are means of a minute. More, and it is not the run
 * whose counters the row before held (another device at its address, a past that was laid down twice).
 */
const UPTIME_AHEAD_MS = 3 * 60_000;

/** Of rows so close a gauge is the mean over just the time between them: so a minute's are stored. */
const MEAN_OF_STEP_MS = 60_000;

/** Vardiff goes by halves and doubles; a greater step is a new connection, of whose time nobody knows the parts. */
const LARGEST_VARDIFF = 4;

/**
 * A rate that differs more between two rows is on its way: a device tells a mean of some seconds or minutes, and goes on
 * claiming what it did before. One evening's pause would else be a loss each time.
 */
const STEADY_RATE = 0.75;

/**
 * Is the difficulty that a device tells the one its pool asks? AxeOS before 2.9 has none but `stratumDiff`, which its
 * owner suggested (facts: miner APIs, history of fields): a test with that would find losses that are not there.
 */
export function tellsPoolDifficulty({ family, firmware }: MinerIdentity): boolean {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(firmware ?? '') ?? [];
  if (family !== 'axeos' || major === undefined) return true;
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 9);
}

/**
 * The rows of columns, oldest first. A paused miner claims nothing, though it may go on telling its last rate (AxeOS
 * 2.14): of a minute in which it mined for a half, half of its rate counts.
 */
export function meterRows({ atMs, values }: SeriesColumns): readonly MeterRow[] {
  return Array.from(atMs, (at, index) => {
    const of = (name: SeriesName) => values[name]?.[index] ?? Number.NaN;
    const mining = of('mining');
    return {
      atMs: at,
      hashrateHs: of('hashrateHs') * (Number.isNaN(mining) ? 1 : mining),
      mining,
      poolDifficulty: of('poolDifficulty'),
      sharesAccepted: of('sharesAccepted'),
      sharesRejected: of('sharesRejected'),
      sharesStale: of('sharesStale'),
      uptimeS: of('uptimeS'),
    };
  });
}

/**
 * What was claimed and counted between two stored rows. Undefined where that cannot be told, and then nothing is made
 * up: rows too far apart, no rate, no difficulty or no counter, a miner that is paused, starting or stopping, or a
 * restart in between (how many shares its counter lost nobody saw).
 *
 * A minute in which vardiff moved is counted by its mean difficulty: shares are counted, whatever each is worth, and 1
 * over the mean claims a little too little, never too much. To leave it out would be a choice by luck: pools move the
 * difficulty on a share, and where few came, and 2 % of a slow miner's shares would be missing for that alone.
 */
export function stretchBetween(
  before: MeterRow,
  now: MeterRow,
  algorithm: Algorithm,
): MeterStretch | undefined {
  const ms = now.atMs - before.atMs;
  if (!isOneRun(before, now) || !isSteady(before, now)) return undefined;
  const perSecond = shareRatePerS({
    hashrateHs: (before.hashrateHs + now.hashrateHs) / 2,
    difficulty: difficultyBetween(before, now),
    algorithm,
  });
  const accepted = risen(before.sharesAccepted, now.sharesAccepted);
  if (perSecond === undefined || accepted === undefined) return undefined;
  return {
    fromMs: before.atMs,
    toMs: now.atMs,
    claimed: (perSecond * ms) / 1000,
    accepted,
    rejected: risen(before.sharesRejected, now.sharesRejected),
    stale: risen(before.sharesStale, now.sharesStale),
  };
}

function isOneRun(before: MeterRow, now: MeterRow): boolean {
  const ms = now.atMs - before.atMs;
  const uptimeMs = 1000 * (now.uptimeS - before.uptimeS);
  return ms > 0 && ms <= LONGEST_STEP_MS && !(uptimeMs < 0 || uptimeMs > ms + UPTIME_AHEAD_MS);
}

/** Has it mined at one rate all the time, and at difficulties that the later row's mean tells? */
function isSteady(before: MeterRow, now: MeterRow): boolean {
  if (before.mining < 1 || now.mining < 1) return false;
  const slower = Math.min(before.hashrateHs, now.hashrateHs);
  if (slower < STEADY_RATE * Math.max(before.hashrateHs, now.hashrateHs)) return false;
  return Math.abs(Math.log(now.poolDifficulty / before.poolDifficulty)) <= Math.log(LARGEST_VARDIFF);
}

/** The mean of the time between, or, of rows that only tell moments, the greater: it claims too little at worst. */
function difficultyBetween(before: MeterRow, now: MeterRow): number {
  const isMean = now.atMs - before.atMs <= MEAN_OF_STEP_MS;
  return isMean ? now.poolDifficulty : Math.max(before.poolDifficulty, now.poolDifficulty);
}

/** How far a counter rose; undefined where it is not told or began anew. */
function risen(before: number, now: number): number | undefined {
  return now >= before ? now - before : undefined;
}
