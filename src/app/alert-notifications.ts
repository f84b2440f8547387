import type { Alert } from '../domain/alert.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { alertNames, alertReason, alertSentence } from '../ui/alert-words.ts';
import { type NotificationContent, showNotification } from '../ui/show-notification.ts';
import { alerts as text } from '../ui/text/en/alerts.ts';

/** What to notify of between two views: alerts that want action and opened, or ended. */
export function notificationsBetween(before: FleetView, after: FleetView): readonly NotificationContent[] {
  const was = new Map(before.alerts.map((alert) => [alert.id, alert]));
  return after.alerts
    .filter((alert) => alert.severity === 'act' && isNews(was.get(alert.id), alert))
    .map((alert) => notification(alert, after));
}

/** Shows all that there is to notify of between two views. */
export async function notifyOfChange(before: FleetView, after: FleetView): Promise<void> {
  await Promise.all(notificationsBetween(before, after).map(showNotification));
}

function isNews(before: Alert | undefined, after: Alert): boolean {
  if (after.resolvedAtMs !== undefined) return before !== undefined && before.resolvedAtMs === undefined;
  return before === undefined || before.severity !== 'act';
}

function notification(alert: Alert, { miners, atMs, settings }: FleetView): NotificationContent {
  const { temperatureUnit, hashrateUnit } = settings;
  const options = { nowMs: atMs, temperatureUnit, hashrateUnit };
  const ended = alert.resolvedAtMs !== undefined;
  const [id, ...others] = alert.minerIds;
  return {
    // One for each alert: its end takes the place of its beginning on the screen, without sound.
    tag: alert.id,
    title: text.notificationTitle(alertNames(alert, miners), text.titles[alert.kind], ended),
    body: [alertSentence(alert, miners, options), ended ? undefined : alertReason(alert, options)]
      .filter(Boolean)
      .join(' '),
    path: id !== undefined && others.length === 0 ? `/miner/${encodeURIComponent(id)}` : '/',
    silent: ended,
  };
}
