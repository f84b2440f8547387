import type { StorageReport } from '../domain/fleet-view.ts';
import type { TelemetryStore } from './telemetry-store.ts';

/** How much is stored, how much may be, and whether the browser has promised to keep it. */
export async function storageReport(telemetry: TelemetryStore): Promise<StorageReport> {
  // Absent on an insecure page (plain http on the LAN).
  const storage = navigator.storage as StorageManager | undefined;
  const [estimate, persisted, { oldestAtMs }, rows] = await Promise.all([
    storage?.estimate(),
    storage?.persisted(),
    telemetry.extent(),
    telemetry.rowCount(),
  ]);
  return { usedBytes: estimate?.usage, quotaBytes: estimate?.quota, persisted, oldestAtMs, rows };
}
