import type { MaintenanceEvent } from './maintenance.ts';

/** What the owner told of miners' health; kept with what else is the owner's. */
export interface OwnerLog {
  /** What was done to miners, by hand or inferred, in any order. */
  readonly events: readonly MaintenanceEvent[];
  /** Ids of inferred entries that the owner took away: they are not inferred again. */
  readonly dismissed: readonly string[];
  /** What the owner said of findings, and of alerts that chance may have raised, by their id. */
  readonly verdicts: Readonly<Record<string, 'right' | 'false-alarm'>>;
}

export const EMPTY_LOG: OwnerLog = { events: [], dismissed: [], verdicts: {} };
