import type { Alert } from '../domain/alert.ts';
import { actionOf } from '../domain/alert-clues.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { isHushed, mutedIds } from '../domain/mute.ts';
import { loadAlertDetails } from '../ui/alert-details.ts';
import { alertNames, alertReason, alertSentence } from '../ui/alert-words.ts';
import { type NotificationContent, showNotification } from '../ui/show-notification.ts';
import { alertDetails } from '../ui/text/en/alert-details.ts';
import { alerts as text } from '../ui/text/en/alerts.ts';
import { NotificationBudget } from './notification-budget.ts';

/** What to notify of between two views: alerts that want action and opened, or ended. */
export function notificationsBetween(before: FleetView, after: FleetView): readonly NotificationContent[] {
  const was = tellable(before);
  const is = tellable(after);
  return after.alerts
    .filter(({ id, resolvedAtMs }) => (resolvedAtMs === undefined ? is.has(id) && !was.has(id) : was.has(id)))
    .map((alert) => notification(alert, after));
}

const budget = new NotificationBudget();

/** Shows all that there is to notify of between two views, a few things in one where there are many. */
export async function notifyOfChange(before: FleetView, after: FleetView): Promise<void> {
  await loadAlertDetails();
  const due = budget.take(notificationsBetween(before, after), after.atMs);
  await Promise.all(due.map(showNotification));
}

/** What is to be told of a view: open alerts that want action, of miners that are not muted. */
function tellable({ alerts, miners, atMs }: FleetView): ReadonlySet<string> {
  const muted = mutedIds(miners, atMs);
  const told = alerts.filter(
    ({ severity, resolvedAtMs, minerIds }) =>
      severity === 'act' && resolvedAtMs === undefined && !isHushed(minerIds, muted),
  );
  return new Set(told.map(({ id }) => id));
}

function titleOf(alert: Alert, miners: FleetView['miners']): string {
  const ended = alert.resolvedAtMs !== undefined;
  const group = ended ? undefined : alertDetails.groupTitle(alert);
  return group ?? text.notificationTitle(alertNames(alert, miners), text.titles[alert.kind], ended);
}

function notification(alert: Alert, { miners, atMs, settings }: FleetView): NotificationContent {
  const { temperatureUnit, hashrateUnit } = settings;
  const options = { nowMs: atMs, temperatureUnit, hashrateUnit };
  const ended = alert.resolvedAtMs !== undefined;
  const [id, ...others] = alert.minerIds;
  return {
    // One for each alert: its end takes the place of its beginning on the screen, without sound.
    tag: alert.id,
    title: titleOf(alert, miners),
    body: [
      alertSentence(alert, miners, options),
      ...(ended ? [] : [alertReason(alert, options), actionOf(alert)]),
    ]
      .filter(Boolean)
      .join(' '),
    path: id !== undefined && others.length === 0 ? `/miner/${encodeURIComponent(id)}` : '/',
    silent: ended,
  };
}
