import type { Alert } from '../domain/alert.ts';
import type { FleetView } from '../domain/fleet-view.ts';

/** An alert that goes on, and that its owner has seen. */
export function isSeen({ acknowledgedAtMs, resolvedAtMs }: Alert): boolean {
  return acknowledgedAtMs !== undefined && resolvedAtMs === undefined;
}

/** Is there something in this view that a recording helper should know was seen? The tab that leads tells it. */
export function hasSeen({ leading, recorder, alerts }: FleetView): boolean {
  return leading && recorder !== undefined && alerts.some(isSeen);
}
