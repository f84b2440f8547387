import { TIER_MS } from '../../domain/buckets.ts';
import type { Stretch } from '../../domain/stretch.ts';
import { dayOf } from '../../insight/health/late-rows.ts';
import {
  type KnownMiner,
  type StoredQuarter,
  storedQuarters,
  WATCHED_SERIES,
} from '../../insight/health/stored-quarters.ts';
import type { TelemetryStore } from '../../store/telemetry-store.ts';

type Telemetry = Pick<TelemetryStore, 'buckets'>;

/** What is stored of each quarter, by its first millisecond and miner. */
export type StoredPlace = ReadonlyMap<number, Readonly<Record<string, StoredQuarter>>>;

/** Reads the quarters of all miners within a stretch. @throws StoreError */
export async function storedPlace(
  telemetry: Telemetry,
  miners: ReadonlyMap<string, KnownMiner>,
  { fromMs, toMs }: Stretch,
): Promise<StoredPlace> {
  const place = new Map<number, Record<string, StoredQuarter>>();
  for (const [entityId, miner] of miners) {
    const buckets = await telemetry.buckets({
      entityId,
      names: WATCHED_SERIES,
      tier: 'quarter',
      // Counters go on from the quarter before.
      fromMs: fromMs - TIER_MS.quarter,
      toMs,
    });
    for (const each of storedQuarters(buckets, miner, fromMs)) {
      const atMs = each.quarter.fromMs;
      const here = place.get(atMs) ?? {};
      here[entityId] = each;
      place.set(atMs, here);
    }
  }
  return place;
}

/** How many moments are stored of each day (UTC) within a stretch, all miners together. @throws StoreError */
export async function rowsOfDays(
  telemetry: Telemetry,
  minerIds: Iterable<string>,
  { fromMs, toMs }: Stretch,
): Promise<Readonly<Record<number, number>>> {
  const rows: Record<number, number> = {};
  const today = dayOf(toMs);
  // Of the last day only what has been judged.
  for (const entityId of minerIds)
    for (const part of [
      { tier: 'day', fromMs: dayOf(fromMs), toMs: today },
      { tier: 'quarter', fromMs: today, toMs },
    ] as const) {
      const buckets = await telemetry.buckets({ entityId, names: ['uptimeS'], ...part });
      for (const [place, atMs] of buckets.atMs.entries()) {
        const day = dayOf(atMs);
        rows[day] = (rows[day] ?? 0) + (buckets.rows[place] ?? 0);
      }
    }
  return rows;
}
