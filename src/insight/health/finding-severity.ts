import type { Severity } from '../../domain/alert.ts';
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

/** @param isHot the chips of whom it concerns are hotter than is worth a word: what else could wait cannot */
export function severityOf(trouble: Trouble, isHot: boolean): Severity {
  return isHot && (trouble === 'thermal-resistance' || trouble === 'fan-wear') ? 'act' : SEVERITY[trouble];
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
