import type { Alert } from '../domain/alert.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { Reach } from '../pages/reach.ts';
import { alertSentence } from '../ui/alert-words.ts';
import { alerts as text } from '../ui/text/en/alerts.ts';
import { app } from '../ui/text/en/app.ts';
import { common } from '../ui/text/en/common.ts';
import { fleet } from '../ui/text/en/fleet.ts';

/**
 * What a screen reader is told between two views: alerts that opened or ended, and states that changed without one.
 * Ticking figures are never read out.
 * @param reach from where this device looks at the helper
 */
export function announcements(before: FleetView, after: FleetView, reach: Reach): readonly string[] {
  const { temperatureUnit, hashrateUnit } = after.settings;
  const options = { nowMs: after.atMs, temperatureUnit, hashrateUnit };
  const was = new Map(before.alerts.map((alert) => [alert.id, alert]));
  const changed = after.alerts.filter((alert) => {
    const old = was.get(alert.id);
    return old === undefined ? isOpen(alert) : isOpen(old) !== isOpen(alert);
  });
  // Whoever shares a trouble comes back with the others: its end is told once, and not each miner's.
  const shared = after.alerts.filter((alert) => isOpen(alert) && alert.minerIds.length > 1);
  const told = new Set([...changed, ...shared].flatMap(({ minerIds }) => minerIds));
  // With the helper all miners go and come back at once: one sentence, not one a miner.
  const helper = helperNews(before, after, reach);
  if (helper) return [helper, ...changed.map((alert) => alertSentence(alert, after.miners, options))];
  // The first answers after the start tell no change.
  if (before.asking) return changed.map((alert) => alertSentence(alert, after.miners, options));
  const states = new Map(before.miners.map(({ miner, state }) => [miner.id, state]));
  const moved = after.miners.filter(({ miner, state }) => {
    const old = states.get(miner.id);
    return old !== undefined && old !== state && !told.has(miner.id);
  });
  return [
    ...changed.map((alert) => alertSentence(alert, after.miners, options)),
    ...moved.map(({ miner, state }) => text.sentence(miner.name, common.states[state].toLowerCase())),
  ];
}

function helperNews(before: FleetView, after: FleetView, reach: Reach): string | undefined {
  if (before.proxyProblem === after.proxyProblem) return undefined;
  if (after.proxyProblem === undefined) return app.helperBack;
  if (after.proxyProblem === 'not-paired') return fleet.status.notPaired;
  return reach === 'here' ? fleet.status.noHelper : fleet.status[reach];
}

function isOpen({ resolvedAtMs }: Alert): boolean {
  return resolvedAtMs === undefined;
}
