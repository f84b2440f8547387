import type { FleetView } from '../../domain/fleet-view.ts';
import { shownState } from './shown-state.ts';

/**
 * Ids of the miners that something is wrong with at `nowMs`: an open alert that is more than information, or a state
 * other than hashing and paused. The status sentence and the counter "Problems" both count with it.
 */
export function troubledMiners(view: FleetView, nowMs: number): ReadonlySet<string> {
  const alarmed = view.alerts
    .filter(({ severity, resolvedAtMs }) => severity !== 'info' && resolvedAtMs === undefined)
    .flatMap(({ minerIds, backIds = [] }) => minerIds.filter((id) => !backIds.includes(id)));
  const unwell = view.miners
    .filter((miner) => !['hashing', 'paused'].includes(shownState(miner, view.settings, nowMs)))
    .map(({ miner }) => miner.id);
  return new Set([...alarmed, ...unwell]);
}
