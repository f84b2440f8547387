import type { FleetView, MinerView } from '../domain/fleet-view.ts';
import { freshnessOf } from '../domain/freshness.ts';
import type { Algorithm } from '../domain/miner.ts';
import type { PoolAccount, PoolHashrate, PoolWorker } from '../domain/pool-account.ts';
import type { SeriesColumns } from '../domain/series.ts';
import { shareRatePerS } from '../domain/share-arrivals.ts';
import type { Sourced } from '../domain/sourced.ts';
import type { SourcesView } from '../domain/sources-view.ts';
import { NO_SHARES } from '../insight/two-meter-shares.ts';
import { METER_SERIES, meterRows } from '../insight/two-meter-stretches.ts';
import { luckOf } from '../insight/two-meter-verdict.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type { PoolCount } from './insight-api.ts';

const HOUR_MS = 3_600_000;

/** Longer windows hold what was mended since; shorter ones are luck. */
const LONGEST_WINDOW_MS = 24 * HOUR_MS;
const SHORTEST_WINDOW_MS = HOUR_MS;

/** Part of the window that must be stored: what the miner claimed of the rest nobody knows. */
const LEAST_COVERED = 0.9;

/** Rows further apart leave a gap between them. */
const LONGEST_STEP_MS = 5 * 60_000;

export interface PoolCountPorts {
  readonly nowMs: () => number;
  readonly view: () => Pick<FleetView, 'miners'>;
  readonly figures: () => Promise<SourcesView['figures']>;
  readonly telemetry: Pick<TelemetryStore, 'columns'>;
  readonly entities: Pick<EntityStore, 'eventsBetween'>;
}

/**
 * A pool's own count of a miner over its longest window of at most a day, against what the miner claimed in the same
 * window: one look at one window, so it needs no correction for looking often, and is no part of the watch. Undefined
 * where no account has a worker of that name alone, the miner changed its pool in the window, or too little of it is
 * stored.
 */
export async function poolCount(
  minerId: string,
  { nowMs, view, figures, telemetry, entities }: PoolCountPorts,
): Promise<PoolCount | undefined> {
  const { miners } = view();
  const miner = miners.find((each) => each.miner.id === minerId);
  const user = userOf(miner);
  if (miner === undefined || user === undefined) return undefined;
  // Miners that share one worker are one to the pool.
  if (miners.filter((each) => userOf(each) === user).length > 1) return undefined;
  const told = windowTold(await figures(), user, nowMs());
  if (told === undefined) return undefined;
  const { provider, atMs, window, hashrateHs } = told;
  const fromMs = atMs - window.lookBackMs;
  const [columns, events] = await Promise.all([
    telemetry.columns({
      minerId,
      names: METER_SERIES,
      fromMs,
      toMs: atMs,
      maxPoints: Number.POSITIVE_INFINITY,
    }),
    entities.eventsBetween(fromMs, atMs),
  ]);
  if (events.some((event) => event.minerId === minerId && event.kind === 'pool-changed')) return undefined;
  const claim = claimedIn(columns, miner.miner.identity.algorithm, (at) => window.weight(atMs - at));
  if (claim.covered < LEAST_COVERED * window.weightMs || !(claim.shares > 0)) return undefined;
  // What the pool counted, in shares of the difficulty at which they were claimed.
  const due = (claim.shares * window.spreadMs) / window.weightMs;
  const credited = (due * hashrateHs) / claim.hashrateHs;
  const sums = { ...NO_SHARES, ms: window.spreadMs, claimed: due, due, credited };
  return { provider, atMs, windowMs: window.spreadMs, counted: luckOf(sums, 0.95) };
}

/** How a pool's mean looks back. */
interface CountWindow {
  /** What a moment so long before its end counts, 0..1. */
  readonly weight: (agoMs: number) => number;
  /** Sum of the weights over all time, ms. */
  readonly weightMs: number;
  /** Earlier than this nothing counts that matters. */
  readonly lookBackMs: number;
  /** A plain window of this length would spread as much by luck. */
  readonly spreadMs: number;
}

/**
 * A plain window counts all of it alike. A mean that forgets with time constant T counts e^(−t/T): its weights sum to T,
 * and its variance, ∫e^(−2t/T)dt / T² = 1/(2T), is that of a window of 2T.
 */
function countWindow({ windowMs: length = 0, decaying }: PoolHashrate): CountWindow {
  return decaying
    ? {
        weight: (agoMs) => Math.exp(-agoMs / length),
        weightMs: length,
        lookBackMs: FORGOTTEN * length,
        spreadMs: 2 * length,
      }
    : { weight: () => 1, weightMs: length, lookBackMs: length, spreadMs: length };
}

/** Time constants after which 2 % are left. */
const FORGOTTEN = 4;

/**
 * Shares that a miner's own rate should have found in stored rows, its mean rate, and how much time they cover, each
 * moment by its weight.
 */
function claimedIn(columns: SeriesColumns, algorithm: Algorithm, weightAt: (atMs: number) => number) {
  let covered = 0;
  let shares = 0;
  let hashes = 0;
  const rows = meterRows(columns).filter(({ hashrateHs }) => hashrateHs >= 0);
  for (const [index, { atMs, hashrateHs, poolDifficulty }] of rows.entries()) {
    const ms = atMs - (rows[index - 1]?.atMs ?? Number.NaN);
    const perS = shareRatePerS({ hashrateHs, difficulty: poolDifficulty, algorithm });
    if (!(ms <= LONGEST_STEP_MS) || perS === undefined) continue;
    const counted = ms * weightAt(atMs - ms / 2);
    covered += counted;
    shares += (perS * counted) / 1000;
    hashes += (hashrateHs * counted) / 1000;
  }
  return { covered, shares, hashrateHs: (hashes * 1000) / covered };
}

function userOf(view: MinerView | undefined): string | undefined {
  const pools = view?.reading?.pools ?? [];
  const user = (pools.find(({ active }) => active === true) ?? (pools.length === 1 ? pools[0] : undefined))
    ?.user;
  return user?.toLowerCase();
}

interface ToldWindow extends Required<Pick<PoolHashrate, 'hashrateHs'>> {
  readonly provider: string;
  readonly atMs: number;
  readonly window: CountWindow;
}

/** Of all accounts' workers of that name, the one with the longest window; of equal ones the greatest rate. */
function windowTold(figures: SourcesView['figures'], user: string, nowMs: number): ToldWindow | undefined {
  const told: ToldWindow[] = [];
  for (const [quantity, figure] of Object.entries(figures)) {
    if (!quantity.startsWith('account:') || freshnessOf('account', nowMs - figure.atMs) === 'useless')
      continue;
    const { value, provider, atMs } = figure as Sourced<PoolAccount>;
    const named = value.workers.filter((worker) => isOf(worker, user));
    const [worker] = named;
    // Two of one name: nobody knows which is which.
    if (worker === undefined || named.length > 1) continue;
    for (const rate of worker.hashrates) {
      const window = countWindow(rate);
      if (window.spreadMs >= SHORTEST_WINDOW_MS && window.spreadMs <= LONGEST_WINDOW_MS)
        told.push({ provider, atMs, window, hashrateHs: rate.hashrateHs });
    }
  }
  return told.sort((a, b) => b.window.spreadMs - a.window.spreadMs || b.hashrateHs - a.hashrateHs)[0];
}

/** Pools name a worker by its whole user (`bc1q….shed`) or by what follows the first dot. */
function isOf({ name }: PoolWorker, user: string): boolean {
  const worker = name.toLowerCase();
  return worker === user || (worker !== '' && user.split('.').slice(1).join('.') === worker);
}
