import type { Severity } from '../../domain/alert.ts';
import type { Money } from '../../domain/health/maintenance.ts';
import type { Trouble } from '../../domain/health/watch-finding.ts';

/**
 * How much it matters: `act` where money goes by the hour (nothing is found, a part is still, somebody else is paid) or
 * something may break (supply, regulator, heat of the room); what comes slowly, or costs little, can wait for a look.
 */
const SEVERITY: Readonly<Record<Trouble, Severity>> = {
  flatline: 'act',
  'part-loss': 'act',
  network: 'act',
  'supply-sag': 'act',
  'regulator-heat': 'act',
  'hot-room': 'act',
  'pool-address': 'act',
  'thermal-resistance': 'watch',
  'fan-wear': 'watch',
  'error-rise': 'watch',
  'slow-decline': 'watch',
  'power-rise': 'watch',
  'share-gap': 'watch',
  'earnings-drop': 'watch',
  'shares-rejected': 'watch',
  'shares-stale': 'watch',
  'pool-failover': 'watch',
  'settings-changed': 'watch',
  'firmware-changed': 'watch',
};

/** What bears on how much a finding matters. */
export interface SeverityFacts {
  /** The chips of whom it concerns are hotter than is worth a word: what else could wait cannot. */
  readonly isHot: boolean;
  /** Absent where it cannot be told. */
  readonly costPerDay?: Money | undefined;
  /** What an hour of the owner's work counts. */
  readonly perWorkHour: number;
}

/** As long ahead as a cost is counted: nobody knows prices beyond (maintenance/maintenance-plan.ts). */
const YEAR_DAYS = 365;

/**
 * Power that is drawn for nothing is a matter of money alone: the miner works as before, and cool chips trip nothing. It is
 * worth no look where it surely (at the upper end of its 80 % interval) costs less in a year than an hour of the owner's
 * work: to look into a machine and to mend what is found takes about that long (CHECKS of cause/check.ts: 15 to 30 minutes
 * each). At the default of €13.90 an hour that is less than €0.038 a day.
 *
 * Lost work is no such matter: who mines alone loses chances that no price tells.
 */
export function severityOf(trouble: Trouble, { isHot, costPerDay, perWorkHour }: SeverityFacts): Severity {
  if (isHot && (trouble === 'thermal-resistance' || trouble === 'fan-wear')) return 'act';
  const isSmall = costPerDay !== undefined && YEAR_DAYS * costPerDay.high < perWorkHour;
  return trouble === 'power-rise' && !isHot && isSmall ? 'info' : SEVERITY[trouble];
}

const MAY_TRIP: ReadonlySet<Trouble> = new Set([
  'thermal-resistance',
  'fan-wear',
  'supply-sag',
  'regulator-heat',
  'hot-room',
]);

/** Grows until the machine stops: that costs more than can be told of it by the day. */
export function mayTrip(trouble: Trouble): boolean {
  return MAY_TRIP.has(trouble);
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, watch: 1, act: 2 };

/** Above 0 where one is worse than the other. */
export function compareSeverity(one: Severity, other: Severity): number {
  return RANK[one] - RANK[other];
}
