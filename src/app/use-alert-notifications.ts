import { createEffect, on } from 'solid-js';
import type { Fleet } from '../pages/fleet-context.ts';

/** Notifies from the tab that polls, so that two tabs never say the same thing twice. */
export function useAlertNotifications({ view, kind }: Fleet): void {
  if (kind === 'demo' || !('Notification' in globalThis)) return;
  createEffect(
    on(view, (after, before) => {
      if (!after?.leading || !after.settings.notify || Notification.permission !== 'granted') return;
      // Asked for with the first view, before there is anything to tell: by then whoever serves it may be gone.
      const words = import('./alert-notifications.ts');
      words
        .then(({ notifyOfChange }) => before && notifyOfChange(before, after))
        .catch((error: unknown) => console.error('nobody could be notified', error));
    }),
  );
}
