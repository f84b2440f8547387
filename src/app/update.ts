import { type Accessor, createSignal } from 'solid-js';

/** Fetching the whole app for later must not slow down the first view of it, ms. */
const AFTER_FIRST_VIEW_MS = 2_500;

/** A new version that waits, and the way to take it. */
export interface Update {
  readonly ready: Accessor<boolean>;
  /** Puts the new version in charge; the page loads again once it is. Other tabs are told the same way. */
  readonly take: () => void;
}

/**
 * Registers the service worker a moment after the page has loaded, and looks for a new version then and once an hour. A
 * new one waits until the owner takes it, so that it never interrupts.
 */
export function createUpdate(): Update {
  const [ready, setReady] = createSignal(false);
  const [take, setTake] = createSignal(() => {});
  const register = async () => {
    const { Workbox } = await import('workbox-window');
    const workbox = new Workbox('/sw.js');
    workbox.addEventListener('waiting', () => setReady(true));
    workbox.addEventListener('controlling', ({ isUpdate }) => {
      // The first worker takes charge of a page that already runs the same version: nothing to load again.
      if (isUpdate) location.reload();
    });
    setTake(() => () => workbox.messageSkipWaiting());
    const registration = await workbox.register();
    // The browser looks for a new version as soon as it navigates: one found before we listened is still installing.
    const early = registration?.installing;
    early?.addEventListener('statechange', () => {
      if (early === registration?.waiting && navigator.serviceWorker.controller) setReady(true);
    });
    setInterval(() => workbox.update().catch(reportOffline), 3_600_000);
  };
  if ('serviceWorker' in navigator) {
    const later = () => setTimeout(() => void register().catch(reportOffline), AFTER_FIRST_VIEW_MS);
    addEventListener('load', later, { once: true });
  }
  return { ready, take: () => take()() };
}

/** Without a network there is no new version to be had; the next hour tries again. */
function reportOffline(thrown: unknown): void {
  console.info('No look for a new version this time:', thrown);
}
