import { type Alert, findsNothing } from '../../domain/alert.ts';

/**
 * Ids of the miners that claim a rate and find nothing, so that it earns nothing: those with an open alert for silent
 * death that is certain enough to act on. By mere luck a quick miner is silent long enough for `watch` some times a day.
 */
export function silentMiners(alerts: readonly Alert[]): ReadonlySet<string> {
  const open = alerts.filter(
    (alert) => findsNothing(alert) && alert.severity === 'act' && alert.resolvedAtMs === undefined,
  );
  return new Set(open.flatMap(({ minerIds }) => minerIds));
}
