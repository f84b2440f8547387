import type { StorageReport } from '../domain/fleet-view.ts';
import { browserSpace } from './browser-space.ts';
import type { EntityStore } from './entity-store.ts';
import type { TelemetryStore } from './telemetry-store.ts';

/** How much is stored, how much may be, what went, and whether the browser has promised to keep it. */
export async function storageReport(
  telemetry: TelemetryStore,
  { thinnings }: EntityStore,
): Promise<StorageReport> {
  const [{ usageBytes, quotaBytes }, persisted, { oldestAtMs }, rows, tiers, gone] = await Promise.all([
    browserSpace(),
    // Absent on an insecure page (plain http on the LAN).
    (navigator.storage as StorageManager | undefined)?.persisted(),
    telemetry.extent(),
    telemetry.rowCount(),
    telemetry.tiers(),
    thinnings.latest(),
  ]);
  return {
    usedBytes: usageBytes,
    quotaBytes,
    persisted,
    oldestAtMs,
    rows,
    // A segment of days begins up to four months before the first of them.
    tiers: tiers.map((tier) => ({ ...tier, oldestAtMs: later(tier.oldestAtMs, oldestAtMs) })),
    thinnings: gone,
  };
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? undefined : Math.max(a, b ?? a);
}
