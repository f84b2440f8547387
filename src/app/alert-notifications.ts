import { createEffect, on } from 'solid-js';
import type { Alert } from '../domain/alert.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import type { Fleet } from '../pages/fleet-context.ts';
import { alertNames, alertReason, alertSentence } from '../ui/alert-words.ts';
import { alerts as text } from '../ui/text/en/alerts.ts';

export interface AlertNotification {
  /** One a alert: its end replaces its beginning on the screen. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly path: string;
  /** The end of a trouble comes without sound. */
  readonly silent: boolean;
}

/** What to notify of between two views: alerts that want action and opened, or ended. */
export function notificationsBetween(before: FleetView, after: FleetView): readonly AlertNotification[] {
  const was = new Map(before.alerts.map((alert) => [alert.id, alert]));
  return after.alerts
    .filter((alert) => alert.severity === 'act' && isNews(was.get(alert.id), alert))
    .map((alert) => notification(alert, after));
}

/** Notifies from the tab that polls, so that two tabs never say the same thing twice. */
export function useAlertNotifications({ view, kind }: Fleet): void {
  if (kind === 'demo' || !('Notification' in globalThis)) return;
  createEffect(
    on(view, (after, before) => {
      if (!before || !after?.leading || !after.settings.notify || Notification.permission !== 'granted')
        return;
      for (const news of notificationsBetween(before, after)) void show(news);
    }),
  );
}

function isNews(before: Alert | undefined, after: Alert): boolean {
  if (after.resolvedAtMs !== undefined) return before !== undefined && before.resolvedAtMs === undefined;
  return before === undefined || before.severity !== 'act';
}

function notification(alert: Alert, { miners, atMs, settings }: FleetView): AlertNotification {
  const options = { nowMs: atMs, temperatureUnit: settings.temperatureUnit };
  const ended = alert.resolvedAtMs !== undefined;
  const [id, ...others] = alert.minerIds;
  return {
    tag: alert.id,
    title: text.notificationTitle(alertNames(alert, miners), text.titles[alert.kind], ended),
    body: [alertSentence(alert, miners, options), ended ? undefined : alertReason(alert, options)]
      .filter(Boolean)
      .join(' '),
    path: id !== undefined && others.length === 0 ? `/miner/${encodeURIComponent(id)}` : '/',
    silent: ended,
  };
}

/** Through the service worker where there is one: such a notification outlives the tab and can be pressed later. */
async function show({ title, tag, body, path, silent }: AlertNotification): Promise<void> {
  const options = { tag, body, silent, icon: '/icon-192.png', data: { path } };
  const registration = await navigator.serviceWorker?.getRegistration();
  if (registration) await registration.showNotification(title, options);
  else new Notification(title, options);
}
