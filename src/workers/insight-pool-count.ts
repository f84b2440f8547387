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
  const { provider, atMs, windowMs, hashrateHs } = told;
  const fromMs = atMs - windowMs;
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
  const claim = claimedIn(columns, miner.miner.identity.algorithm);
  if (claim.coveredMs < LEAST_COVERED * windowMs || !(claim.shares > 0)) return undefined;
  // What the pool counted, in shares of the difficulty at which they were claimed.
  const credited = (claim.shares * hashrateHs) / claim.hashrateHs;
  const sums = { ...NO_SHARES, ms: claim.coveredMs, claimed: claim.shares, due: claim.shares, credited };
  return { provider, atMs, windowMs, counted: luckOf(sums, 0.95) };
}

/** Shares that a miner's own rate should have found in stored rows, its mean rate, and how much time they cover. */
function claimedIn(columns: SeriesColumns, algorithm: Algorithm) {
  let coveredMs = 0;
  let shares = 0;
  let hashes = 0;
  const rows = meterRows(columns).filter(({ hashrateHs }) => hashrateHs >= 0);
  for (const [index, { atMs, hashrateHs, poolDifficulty }] of rows.entries()) {
    const ms = atMs - (rows[index - 1]?.atMs ?? Number.NaN);
    const perS = shareRatePerS({ hashrateHs, difficulty: poolDifficulty, algorithm });
    if (!(ms <= LONGEST_STEP_MS) || perS === undefined) continue;
    coveredMs += ms;
    shares += (perS * ms) / 1000;
    hashes += (hashrateHs * ms) / 1000;
  }
  return { coveredMs, shares, hashrateHs: (hashes * 1000) / coveredMs };
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
  readonly windowMs: number;
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
    for (const { windowMs, hashrateHs } of worker.hashrates)
      if (windowMs !== undefined && windowMs >= SHORTEST_WINDOW_MS && windowMs <= LONGEST_WINDOW_MS)
        told.push({ provider, atMs, windowMs, hashrateHs });
  }
  return told.sort((a, b) => b.windowMs - a.windowMs || b.hashrateHs - a.hashrateHs)[0];
}

/** Pools name a worker by its whole user (`bc1q….shed`) or by what follows the first dot. */
function isOf({ name }: PoolWorker, user: string): boolean {
  const worker = name.toLowerCase();
  return worker === user || (worker !== '' && user.split('.').slice(1).join('.') === worker);
}
