import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from 'solid-js';
import type { Settings } from '../domain/settings.ts';
import { replacedBy, sameSettings, stillPending } from './settings-change.ts';

/** What was chosen but does not stand in a view yet, over the settings that are kept. */
export interface PendingSettings {
  readonly settings: Accessor<Settings | undefined>;
  readonly add: (change: Partial<Settings>) => void;
  readonly drop: (change: Partial<Settings>) => void;
  /** It has been kept: drops it as soon as a view shows it, or after a while. */
  readonly dropWhenSeen: (change: Partial<Settings>) => void;
}

/** A view that has not come by then shows what another tab chose meanwhile. */
const PATIENCE_MS = 3000;

/**
 * Holds choices over `kept`, so that none turns back for a moment. In a tab that only follows, a kept setting comes back
 * with the leader's next view, after the answer that it has been kept.
 */
export function createPendingSettings(kept: Accessor<Settings | undefined>): PendingSettings {
  const [pending, setPending] = createSignal<Partial<Settings>>({});
  const [awaited, setAwaited] = createSignal<readonly Partial<Settings>[]>([]);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  onCleanup(() => timers.forEach(clearTimeout));

  const drop = (change: Partial<Settings>) => {
    setAwaited((all) => all.filter((each) => each !== change));
    setPending((now) => stillPending(now, change));
  };
  createEffect(() => {
    const now = kept();
    for (const change of awaited()) {
      if (now && sameSettings(replacedBy(now, change), change)) drop(change);
    }
  });
  return {
    settings: createMemo(() => {
      const now = kept();
      return now && { ...now, ...pending() };
    }),
    add: (change) => setPending((before) => ({ ...before, ...change })),
    drop,
    dropWhenSeen: (change) => {
      setAwaited((all) => [...all, change]);
      timers.add(setTimeout(() => drop(change), PATIENCE_MS));
    },
  };
}
