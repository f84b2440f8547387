import type { HealthFinding, HealthReport } from '../domain/health/health-report.ts';
import type { MaintenanceEvent } from '../domain/health/maintenance.ts';
import type { OwnerLog } from '../domain/health/owner-log.ts';

/**
 * What pages may ask of the fleet's health. The watch itself runs in the tab that leads, each time a quarter of an hour has
 * ended; every tab reads what it has kept. All reject with a CollectorFailure.
 */
export interface HealthApi {
  /**
   * Tells how far the past is judged, then the report, and again each time something of it is new; until
   * {@link stopHealth}, or until another follows. Resolves when it has begun.
   */
  followHealth(listener: (news: HealthNews) => void): Promise<void>;
  stopHealth(): Promise<void>;
  /** Writes something down in the maintenance log; with the id of an entry that is there, in its place. */
  logMaintenance(entry: Omit<MaintenanceEvent, 'id' | 'told'> & { readonly id?: string }): Promise<void>;
  /**
   * Takes an entry away: undone by logging it again. Of work that was only inferred its owner says so that it was not done:
   * undone by {@link offerAgain}.
   */
  removeMaintenance(id: string): Promise<void>;
  /** Asks once more about inferred work that its owner had said no to. */
  offerAgain(id: string): Promise<void>;
  /** What its owner said so far, by the ids of findings and alerts. */
  verdicts(): Promise<OwnerLog['verdicts']>;
  /** What its owner says of a finding, or of an alert of the rule for silent deaths; undefined takes it back. */
  judgeFinding(id: string, verdict: HealthFinding['verdict']): Promise<void>;
  /** How many false alarms a month the owner allows the whole fleet; thresholds follow from the next quarter on. */
  setAlarmBudget(falseAlarmsPerMonth: number): Promise<void>;
}

export type HealthNews =
  /** How much of what is stored has been judged, 0..1. */
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'report'; readonly report: HealthReport }
  | { readonly kind: 'failed'; readonly detail: string };
