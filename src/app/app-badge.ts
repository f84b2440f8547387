import { createEffect, createMemo } from 'solid-js';
import { isHushed, mutedIds } from '../domain/mute.ts';
import { problems } from '../pages/fleet/fleet-status.ts';
import type { Fleet } from '../pages/fleet-context.ts';

/**
 * Shows the number of problems on the icon of the installed app, where the system can: but not of miners that are muted.
 * The demo's are nobody's.
 */
export function useAppBadge({ view, kind, nowMs }: Fleet): void {
  if (kind === 'demo' || !('setAppBadge' in navigator)) return;
  const count = createMemo(() => {
    const shown = view();
    if (!shown) return 0;
    const muted = mutedIds(shown.miners, nowMs());
    return problems(shown, nowMs()).filter(({ minerIds }) => !isHushed(minerIds, muted)).length;
  });
  createEffect(() => {
    const shown = count();
    const done = shown > 0 ? navigator.setAppBadge(shown) : navigator.clearAppBadge();
    // Not installed, or the system shows no badges: the number also stands in the tab and on the page.
    done.catch((thrown: unknown) => console.info('No app badge here:', thrown));
  });
}
