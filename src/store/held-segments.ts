import { HISTORY_TIERS, type HistoryTier, KEPT_MS, type TierReport } from '../domain/retention.ts';
import { SPAN_MS, type StoredRecord, type TelemetryDatabase } from './telemetry-schema.ts';
import type { HeldSegment } from './thinning-plan.ts';

/** Records of a tier that are read to know how large they are: reading all of years only to count them takes minutes. */
const WEIGHED = 48;
/** What a record takes beside its block: its key, and its place in the index of times, about. */
const RECORD_BYTES = 120;

/** All segments of one tier without their rows; each with the mean size of some of them. */
export async function heldSegments(database: TelemetryDatabase, tier: HistoryTier): Promise<HeldSegment[]> {
  const keys = await database.getAllKeys(tier);
  const bytes = await meanBytes(database, tier, keys);
  return keys.map(([minerId, startMs]) => ({ tier, minerId, startMs, bytes }));
}

/** How much each tier holds, finest first. */
export function tierReports(database: TelemetryDatabase): Promise<TierReport[]> {
  return Promise.all(
    HISTORY_TIERS.map(async (tier) => {
      const segments = await heldSegments(database, tier);
      const oldest = await database.transaction(tier).store.index('startMs').openKeyCursor();
      const goesAtMs = (oldest?.key ?? Number.NaN) + SPAN_MS[tier] + KEPT_MS[tier];
      return {
        tier,
        bytes: segments.reduce((sum, { bytes }) => sum + bytes, 0),
        oldestAtMs: oldest?.key,
        goesAtMs: Number.isFinite(goesAtMs) ? goesAtMs : undefined,
      };
    }),
  );
}

async function meanBytes(
  database: TelemetryDatabase,
  tier: HistoryTier,
  keys: readonly [string, number][],
): Promise<number> {
  const weighed = Math.min(keys.length, WEIGHED);
  let sum = 0;
  for (let index = 0; index < weighed; index += 1) {
    const key = keys[Math.floor((index * keys.length) / weighed)];
    sum += key ? await bytesAt(database, tier, key) : 0;
  }
  return weighed === 0 ? 0 : sum / weighed;
}

/** 0 of one that the browser cannot give (Chromium, "Failed to read large IndexedDB value"): it takes no room any more. */
async function bytesAt(
  database: TelemetryDatabase,
  tier: HistoryTier,
  key: [string, number],
): Promise<number> {
  try {
    const record = await database.get(tier, key);
    return record ? bytesOf(record) : 0;
  } catch (error) {
    console.warn(`a segment of the ${tier} store cannot be weighed`, error);
    return 0;
  }
}

function bytesOf(record: StoredRecord): number {
  if ('bytes' in record) return RECORD_BYTES + record.bytes.byteLength;
  const columns = Object.values(record.columns);
  return columns.reduce((sum, column) => sum + column.byteLength, RECORD_BYTES + record.atMs.byteLength);
}
