import type { PageState } from '../../workers/learner-api.ts';

/** As much of Chromium's battery as trainings go by; other browsers do not tell. */
interface Battery extends EventTarget {
  readonly charging: boolean;
}

/**
 * Tells how this page stands now, and again whenever that changes: whether anybody sees it, and whether the device runs on its
 * battery. Returns the function that stops it.
 */
export function watchPageState(tell: (state: PageState) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  let battery: Battery | undefined;
  const say = () => {
    if (!signal.aborted) tell({ isHidden: document.hidden, isOnBattery: battery?.charging === false });
  };
  document.addEventListener('visibilitychange', say, { signal });
  say();
  void batteryOf(navigator)
    .then((found) => {
      battery = found;
      battery?.addEventListener('chargingchange', say, { signal });
      say();
    })
    // Where a policy of the page forbids it nothing is known of it.
    .catch(() => {});
  return () => stopping.abort();
}

async function batteryOf(browser: Navigator): Promise<Battery | undefined> {
  const ask: unknown = Reflect.get(browser, 'getBattery');
  if (typeof ask !== 'function') return undefined;
  const found: unknown = await ask.call(browser);
  return isBattery(found) ? found : undefined;
}

function isBattery(found: unknown): found is Battery {
  return found instanceof EventTarget && 'charging' in found && typeof found.charging === 'boolean';
}
