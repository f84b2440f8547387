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
  const [waiting, setWaiting] = createSignal<ServiceWorker>();
  const register = async (container: ServiceWorkerContainer) => {
    let controlled = container.controller !== null;
    container.addEventListener('controllerchange', () => {
      // The first worker takes charge of a page that already runs the same version: nothing to load again.
      if (controlled) location.reload();
      controlled = true;
    });
    const registration = await container.register('/sw.js');
    // The first one ever waits for nobody.
    const look = () => setWaiting((registration.active && registration.waiting) ?? undefined);
    const follow = () => registration.installing?.addEventListener('statechange', look);
    registration.addEventListener('updatefound', follow);
    // The browser looks for a new version as soon as it navigates: one found before we listened is still installing.
    follow();
    look();
    setInterval(() => registration.update().catch(reportOffline), 3_600_000);
  };
  if ('serviceWorker' in navigator) {
    const { serviceWorker } = navigator;
    const later = () =>
      setTimeout(() => void register(serviceWorker).catch(reportOffline), AFTER_FIRST_VIEW_MS);
    addEventListener('load', later, { once: true });
  }
  return {
    ready: () => waiting() !== undefined,
    take: () => waiting()?.postMessage({ type: 'SKIP_WAITING' }),
  };
}

/** Without a network there is no new version to be had; the next hour tries again. */
function reportOffline(thrown: unknown): void {
  console.info('No look for a new version this time:', thrown);
}
