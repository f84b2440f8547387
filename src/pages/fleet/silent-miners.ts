import type { Alert } from '../../domain/alert.ts';

/** Ids of the miners with an open alert for silent death: they claim a rate and find nothing, so it earns nothing. */
export function silentMiners(alerts: readonly Alert[]): ReadonlySet<string> {
  const open = alerts.filter(
    ({ kind, resolvedAtMs }) => kind === 'silent-death' && resolvedAtMs === undefined,
  );
  return new Set(open.flatMap(({ minerIds }) => minerIds));
}
