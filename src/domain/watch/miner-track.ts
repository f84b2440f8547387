import type { AlertKind } from '../alert.ts';
import { type Finding, fansSeenTurning, findings } from '../findings.ts';
import type { CollectorFailure } from '../fleet-view.ts';
import { type FrozenRun, NO_RUN, trackFrozen } from '../frozen-run.ts';
import type { Algorithm, Miner, MinerIdentity } from '../miner.ts';
import type { Reading } from '../reading.ts';
import type { SeriesColumns, SeriesName } from '../series.ts';
import { NO_TRACK, type ShareTrack, trackShares } from '../share-track.ts';
import { MinuteWindow } from './minute-window.ts';
import { SteadyMeans } from './steady-means.ts';
import { SteadyStretches } from './steady-stretches.ts';

/** What is remembered of one miner between two polls. */
export interface MinerTrack {
  miner: Miner;
  reading?: Reading | undefined;
  answeredAtMs?: number | undefined;
  failure?: CollectorFailure | undefined;
  shares: ShareTrack;
  frozen: FrozenRun;
  /** The last hour, as its curve is drawn. */
  readonly hashrate: MinuteWindow;
  readonly means: SteadyMeans;
  /** Steady minutes of it and its plug. */
  readonly stretches: SteadyStretches;
  /** What the last Reading shows to be wrong. */
  findings: readonly Finding[];
  /** Since when, and in how many answers in a row, each of them stands. */
  findingRuns: ReadonlyMap<AlertKind, { readonly sinceMs: number; readonly answers: number }>;
  fansSeenTurning: readonly boolean[];
  /** Has it answered, or failed to, since this worker began? */
  heard: boolean;
  /** Failed polls since the last answer. */
  failures: number;
  /** It was told to restart by itself, and nobody knows what became of that. */
  unansweredRestart?: boolean | undefined;
  feed: 'poll' | 'live';
}

/** Between answers that are further apart, and by more than two missed polls, nobody watched, ms. */
const SHORTEST_GAP_MS = 180_000;

/** A miner of whom nothing is known yet. */
export function newTrack(miner: Miner): MinerTrack {
  return {
    miner,
    shares: NO_TRACK,
    frozen: NO_RUN,
    hashrate: new MinuteWindow(),
    means: new SteadyMeans(),
    stretches: new SteadyStretches(),
    findings: [],
    findingRuns: new Map(),
    fansSeenTurning: [],
    heard: false,
    failures: 0,
    feed: 'poll',
  };
}

/** One more answer of the device, which is asked every `pollMs`. */
export function observe(
  track: MinerTrack,
  { identity, reading }: { readonly identity: MinerIdentity; readonly reading: Reading },
  feed: 'poll' | 'live',
  pollMs: number,
): void {
  track.reading = reading;
  track.answeredAtMs = reading.atMs;
  track.failure = undefined;
  track.failures = 0;
  track.heard = true;
  track.feed = feed;
  fold(track, reading, identity.algorithm, pollMs);
  track.fansSeenTurning = fansSeenTurning(track.fansSeenTurning, reading);
  track.findings = findings(reading, {
    identity,
    hashrate10mHs: track.means.hashrateHs(reading.atMs),
    fansSeenTurning: track.fansSeenTurning,
  });
  track.findingRuns = new Map(
    track.findings.map(({ kind }) => {
      const run = track.findingRuns.get(kind);
      return [kind, { sinceMs: run?.sinceMs ?? reading.atMs, answers: (run?.answers ?? 0) + 1 }];
    }),
  );
}

/** The series that {@link replay} needs. */
export const REPLAYED_SERIES = [
  'hashrateHs',
  'expectedHashrateHs',
  'poolDifficulty',
  'mining',
  'sharesAccepted',
  'sharesRejected',
  'sharesStale',
  'uptimeS',
  'powerW',
  'wallPowerW',
] as const satisfies readonly SeriesName[];

/**
 * Stored rows of the last hours, oldest first, so that a worker that starts (or takes over from a closed tab) knows
 * when the last share came and how the last hour looked, instead of beginning to wait anew.
 */
export function replay(track: MinerTrack, columns: SeriesColumns, pollMs: number): void {
  const at = (name: (typeof REPLAYED_SERIES)[number], row: number): number | undefined => {
    const value = columns.values[name]?.[row];
    return value === undefined || Number.isNaN(value) ? undefined : value;
  };
  columns.atMs.forEach((atMs, row) => {
    const mining = at('mining', row);
    const reading: Reading = {
      atMs,
      hashrateHs: at('hashrateHs', row),
      expectedHashrateHs: at('expectedHashrateHs', row),
      poolDifficulty: at('poolDifficulty', row),
      mining: mining === undefined ? undefined : mining >= 0.5,
      uptimeS: at('uptimeS', row),
      powerW: at('powerW', row),
      shares: {
        accepted: at('sharesAccepted', row),
        rejected: at('sharesRejected', row),
        stale: at('sharesStale', row),
      },
      fans: [],
      boards: [],
      pools: [],
      faults: [],
      oddities: [],
    };
    // A gap row has a time and nothing else.
    if (reading.hashrateHs !== undefined || reading.uptimeS !== undefined) {
      fold(track, reading, track.miner.identity.algorithm, pollMs);
      track.means.addWall(atMs, at('wallPowerW', row));
    }
  });
}

function fold(track: MinerTrack, reading: Reading, algorithm: Algorithm, pollMs: number): void {
  const maxStepMs = Math.max(SHORTEST_GAP_MS, 3 * pollMs);
  track.shares = trackShares(track.shares, reading, { algorithm, maxStepMs });
  track.frozen = trackFrozen(track.frozen, reading);
  track.hashrate.add(reading.atMs, reading.hashrateHs ?? Number.NaN);
  track.means.add(reading);
}
