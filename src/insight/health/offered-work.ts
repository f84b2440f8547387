import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import type { OwnerLog } from '../../domain/health/owner-log.ts';
import { unwritten } from '../lifetime/inferred-events.ts';

/** What the readings show of work on miners, by the id of the finding that it ended. A plain value: it is kept. */
export type InferredWork = Readonly<Record<string, readonly MaintenanceEvent[]>>;

/** What the owner is asked about, newest first: neither written down already, nor answered with no. */
export function offeredWork(
  inferred: InferredWork,
  { events, dismissed }: OwnerLog,
): readonly MaintenanceEvent[] {
  const byId = new Map(Object.values(inferred).flatMap((all) => all.map((event) => [event.id, event])));
  const known = new Set([...dismissed, ...events.map(({ id }) => id)]);
  return unwritten([...byId.values()], events)
    .filter(({ id }) => !known.has(id))
    .toSorted((one, other) => other.atMs - one.atMs);
}

/** What was kept; nothing of it where it cannot be read. */
export function readInferred(kept: unknown): InferredWork {
  return isInferred(kept) ? kept : {};
}

function isInferred(kept: unknown): kept is InferredWork {
  return (
    typeof kept === 'object' &&
    kept !== null &&
    Object.values(kept).every((events: unknown) => Array.isArray(events) && events.every(isEvent))
  );
}

function isEvent(value: unknown): boolean {
  const { id, minerId, atMs, kind, told } = Object(value);
  return (
    [id, minerId, kind].every((each) => typeof each === 'string') &&
    Number.isFinite(atMs) &&
    told === 'inferred'
  );
}
