import type { FleetEvent } from '../../domain/alert.ts';
import type { ChangeEffect, MinerChange } from '../../domain/change-effect.ts';

/** One line of a miner's journal: what happened, and what it did, where that is a change. */
export interface JournalEntry {
  readonly id: string;
  readonly atMs: number;
  readonly event?: FleetEvent | undefined;
  /** The change that it is, or that the event tells of. */
  readonly change?: MinerChange | undefined;
  readonly effect?: ChangeEffect | undefined;
}

/** Events and changes as one journal, newest first: a change that was also seen stands there once. */
export function journalEntries(
  events: readonly FleetEvent[],
  effects: readonly ChangeEffect[],
): readonly JournalEntry[] {
  const byEvent = new Map<string, Pick<JournalEntry, 'change' | 'effect'>>();
  const unseen: JournalEntry[] = [];
  const ids = new Set(events.map(({ id }) => id));
  for (const effect of effects)
    for (const change of effect.changes) {
      const seen = [change.seenAs, change.id].find((id) => id !== undefined && ids.has(id));
      if (seen !== undefined) byEvent.set(seen, { change, effect });
      else unseen.push({ id: change.id, atMs: change.atMs, change, effect });
    }
  const seen = events.map(
    (event): JournalEntry => ({ id: event.id, atMs: event.atMs, event, ...byEvent.get(event.id) }),
  );
  return [...seen, ...unseen].sort((a, b) => b.atMs - a.atMs);
}
