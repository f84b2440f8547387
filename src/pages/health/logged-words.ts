import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { healthLog } from '../../ui/text/en/health-log.ts';

/** "Fan replaced"; of a part that gave up, which: "Power supply failed". */
export function loggedWords({ kind, component }: Pick<MaintenanceEvent, 'kind' | 'component'>): string {
  if (kind === 'part-failed' && component) return healthLog.failed(healthLog.components[component]);
  return healthLog.kinds[kind];
}
