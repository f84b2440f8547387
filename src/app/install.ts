import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { recall, remember } from '../ui/remembered-signal.ts';

/** Chromium's event; other browsers have none, and TypeScript's DOM library does not know it. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<unknown>;
}

export type InstallWay = 'prompt' | 'ios';

export interface Install {
  /** How it could be installed here; undefined where it cannot, is already, or the owner said no. */
  readonly way: Accessor<InstallWay | undefined>;
  readonly install: () => Promise<void>;
  readonly decline: () => void;
}

/** Holds back the browser's own install prompt, so that we can ask when there is something worth keeping. */
export function createInstall(): Install {
  const [offer, setOffer] = createSignal<InstallPromptEvent>();
  const [declined, setDeclined] = createSignal(recall('install') === 'declined');
  const hold = (event: Event) => {
    event.preventDefault();
    if (isInstallPrompt(event)) setOffer(event);
  };
  addEventListener('beforeinstallprompt', hold);
  onCleanup(() => removeEventListener('beforeinstallprompt', hold));
  const installed = matchMedia('(display-mode: standalone)').matches;
  // iOS tells by this property, and only there it exists; it offers no prompt to a page.
  const ios = 'standalone' in navigator && navigator.standalone !== true;

  const decline = () => {
    setDeclined(true);
    remember('install', 'declined');
  };
  return {
    way: () => {
      if (installed || declined()) return undefined;
      return offer() ? 'prompt' : ios ? 'ios' : undefined;
    },
    install: async () => {
      await offer()?.prompt();
      setOffer(undefined);
    },
    decline,
  };
}

/** Counts visits, a reload within half an hour being the same one. */
export function countVisit(nowMs: number): number {
  const [count = 0, lastMs = 0] = (recall('visits') ?? '').split(':').map(Number);
  const visits = nowMs - lastMs > 30 * 60_000 ? count + 1 : count;
  remember('visits', `${visits}:${nowMs}`);
  return visits;
}

function isInstallPrompt(event: Event): event is InstallPromptEvent {
  return 'prompt' in event && typeof event.prompt === 'function';
}
