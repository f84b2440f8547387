import { getOwner, onCleanup, runWithOwner } from 'solid-js';
import { problems } from '../pages/fleet/fleet-status.ts';
import type { Fleet } from '../pages/fleet-context.ts';

/** Keeps the number of problems on the icon of the installed app, where the system can. The demo's are nobody's. */
export function useAppBadge(fleet: Fleet): void {
  if (fleet.kind === 'demo' || !('setAppBadge' in navigator)) return;
  let owner = getOwner();
  onCleanup(() => {
    owner = null;
  });
  import('./app-badge.ts')
    .then(({ showAppBadge }) => owner && runWithOwner(owner, () => showAppBadge(fleet, problems)))
    // The number also stands in the tab and on the page.
    .catch((error: unknown) => console.info('No app badge here:', error));
}
