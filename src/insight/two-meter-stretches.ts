import type { Algorithm, MinerIdentity } from '../domain/miner.ts';
import type { SeriesColumns, SeriesName } from '../domain/series.ts';
import { shareRatePerS } from '../domain/share-arrivals.ts';
import type { MeterStretch } from './two-meter-shares.ts';

/** The series that tell what a miner claims and what was counted for it. */
export const METER_SERIES = [
  'hashrateHs',
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

/** Difficulties that differ by less are one: gauges are stored in single precision. */
const SAME_DIFFICULTY = 1e-4;

/**
 * Is the difficulty that a device tells the one its pool asks? AxeOS before 2.9 has none but `stratumDiff`, which its
 * owner suggested (facts: miner APIs, history of fields): a test with that would find losses that are not there.
 */
export function tellsPoolDifficulty({ family, firmware }: MinerIdentity): boolean {
  const [, major, minor] = /(\d+)\.(\d+)/.exec(firmware ?? '') ?? [];
  if (family !== 'axeos' || major === undefined) return true;
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 9);
}

/** The rows of columns, oldest first. */
export function meterRows({ atMs, values }: SeriesColumns): readonly MeterRow[] {
  return Array.from(atMs, (at, index) => {
    const of = (name: SeriesName) => values[name]?.[index] ?? Number.NaN;
    return {
      atMs: at,
      hashrateHs: of('hashrateHs'),
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
 * up: rows too far apart, no rate, no difficulty or no counter, a restart in between (how many shares its counter lost
 * nobody saw), or a difficulty that changed (which share was found at which nobody saw).
 */
export function stretchBetween(
  before: MeterRow,
  now: MeterRow,
  algorithm: Algorithm,
): MeterStretch | undefined {
  const ms = now.atMs - before.atMs;
  const uptimeMs = 1000 * (now.uptimeS - before.uptimeS);
  if (!(ms > 0 && ms <= LONGEST_STEP_MS) || uptimeMs < 0 || uptimeMs > ms + UPTIME_AHEAD_MS) return undefined;
  const difficulty = now.poolDifficulty;
  if (!(Math.abs(before.poolDifficulty / difficulty - 1) < SAME_DIFFICULTY)) return undefined;
  const perSecond = shareRatePerS({
    hashrateHs: (before.hashrateHs + now.hashrateHs) / 2,
    difficulty,
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

/** How far a counter rose; undefined where it is not told or began anew. */
function risen(before: number, now: number): number | undefined {
  return now >= before ? now - before : undefined;
}
