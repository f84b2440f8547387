import { createEffect } from 'solid-js';
import type { Settings } from '../domain/settings.ts';
import { recall, remember } from '../ui/remembered-signal.ts';

/** Puts theme and density of the last visit on the page before anything is drawn, so that it does not flash. */
export function applyRememberedTheme(root: HTMLElement): void {
  const theme = recall('theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  if (recall('density') === 'compact') root.dataset.density = 'compact';
}

/** Keeps the page in the theme and density that the owner set. `system` leaves the choice to the browser. */
export function createTheme(root: HTMLElement, settings: () => Settings | undefined): void {
  createEffect(() => {
    const chosen = settings();
    if (!chosen) return;
    if (chosen.theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = chosen.theme;
    root.dataset.density = chosen.density;
    remember('theme', chosen.theme);
    remember('density', chosen.density);
  });
}
