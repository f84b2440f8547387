import type { StorageReport } from '../domain/fleet-view.ts';
import { browserSpace } from './browser-space.ts';
import type { EntityStore } from './entity-store.ts';
import type { ModelStore } from './model-store.ts';
import type { TelemetryStore } from './telemetry-store.ts';

/** What is kept of one fleet. */
export interface FleetStores {
  readonly telemetry: TelemetryStore;
  readonly entities: EntityStore;
  /** Opens what was learnt from it, which is the learner worker's else, for one piece of work. */
  readonly withLearnt: <T>(work: (learnt: ModelStore) => Promise<T>) => Promise<T>;
}

/** How much is stored, how much may be, what went, and whether the browser has promised to keep it. @throws StoreError */
export async function storageReport({
  telemetry,
  entities,
  withLearnt,
}: FleetStores): Promise<StorageReport> {
  const [{ usageBytes, quotaBytes }, persisted, { oldestAtMs }, rows, tiers, gone, learnt] =
    await Promise.all([
      browserSpace(),
      // Absent on an insecure page (plain http on the LAN).
      (navigator.storage as StorageManager | undefined)?.persisted(),
      telemetry.extent(),
      telemetry.rowCount(),
      telemetry.tiers(),
      entities.thinnings.latest(),
      // Where it cannot be read, all the rest can still be told.
      withLearnt((models) => models.report()).catch(() => undefined),
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
    learnt,
  };
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? undefined : Math.max(a, b ?? a);
}
