import type { PageState } from './learner-api.ts';

/** What Chromium tells of the battery; other browsers tell nothing. */
interface BatteryManager extends EventTarget {
  readonly charging: boolean;
}

/** Tells whether anybody sees the page and whether the device runs on its battery, now and at each change. */
export function watchPage(tell: (state: PageState) => void): () => void {
  const left = new AbortController();
  let battery: BatteryManager | undefined;
  const say = () => {
    if (left.signal.aborted) return;
    tell({ isHidden: document.visibilityState === 'hidden', isOnBattery: battery?.charging === false });
  };
  document.addEventListener('visibilitychange', say, { signal: left.signal });
  const { getBattery } = navigator as { getBattery?: () => Promise<BatteryManager> };
  getBattery?.call(navigator).then(
    (found) => {
      battery = found;
      battery.addEventListener('chargingchange', say, { signal: left.signal });
      say();
    },
    // Its page may be forbidden to ask.
    () => undefined,
  );
  say();
  return () => left.abort();
}
