import { createEffect, createMemo } from 'solid-js';
import type { Alert } from '../domain/alert.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { isHushed, mutedIds } from '../domain/mute.ts';
import type { Fleet } from '../pages/fleet-context.ts';

/**
 * Shows the number of problems on the icon of the installed app: but not of miners that are muted.
 * @param problems what counts as one, given by who has it loaded: shared, it would tear the first load into more files
 */
export function showAppBadge(
  { view, nowMs }: Fleet,
  problems: (view: FleetView, nowMs: number) => readonly Pick<Alert, 'minerIds'>[],
): void {
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
