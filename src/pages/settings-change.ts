import type { Settings } from '../domain/settings.ts';

/** What `change` replaces in `settings`: keeping it again takes the change back. */
export function replacedBy(settings: Settings, change: Partial<Settings>): Partial<Settings> {
  // What was not set is told as such, or it would stay as changed.
  const unset = Object.fromEntries(Object.keys(change).map((key) => [key, undefined]));
  return { ...unset, ...Object.fromEntries(Object.entries(settings).filter(([key]) => key in change)) };
}

/** What of `pending` is still pending once `settled` has been kept or refused: all of it that is newer. */
export function stillPending(pending: Partial<Settings>, settled: Partial<Settings>): Partial<Settings> {
  const done = new Map<string, unknown>(Object.entries(settled));
  return Object.fromEntries(
    Object.entries(pending).filter(([key, value]) => !done.has(key) || done.get(key) !== value),
  );
}

/** Do both hold the same, in whatever order? */
export function sameSettings(a: Partial<Settings>, b: Partial<Settings>): boolean {
  return inOrder(a) === inOrder(b);
}

/** Messages about the same settings: an undo of the older change would take the newer one back as well. */
export function settingsTopic(change: Partial<Settings>): string {
  return Object.keys(change).toSorted().join();
}

function inOrder(settings: Partial<Settings>): string {
  return JSON.stringify(Object.entries(settings).toSorted(([a], [b]) => a.localeCompare(b)));
}
