import type { TriedRepair } from '../../domain/health/health-report.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import { MENDED_BY } from '../../domain/health/mended-by.ts';
import type { BookedFinding } from './finding-book.ts';
import type { FindingGroup } from './finding-groups.ts';
import type { JudgedPast } from './judged-past.ts';
import { learnedAnewBy } from './relearning.ts';
import { isBrokenOff } from './repair-trial.ts';

/** The repairs that the owner wrote down while a finding stood, and what the readings say of each, oldest first; absent where there is none. */
export function triedRepairs(
  group: FindingGroup,
  log: readonly MaintenanceEvent[],
  past: Pick<JudgedPast, 'trials'>,
): readonly TriedRepair[] | undefined {
  const repairs = group
    .flatMap((booked) =>
      log
        .filter((event) => event.told === 'hand' && isAbout(event, booked))
        .map((event) => tried(event, booked, past)),
    )
    .toSorted((one, other) => one.atMs - other.atMs);
  return repairs.length > 0 ? repairs : undefined;
}

function tried(
  { id, minerId, kind, atMs }: MaintenanceEvent,
  { finding, endedAtMs }: BookedFinding,
  { trials }: Pick<JudgedPast, 'trials'>,
): TriedRepair {
  const repair = { eventId: id, minerId, kind, atMs };
  const trial = trials.find(({ eventId, trouble }) => eventId === id && trouble === finding.trouble);
  // What is told or counted has no normal to go back to: it is gone, or it is not.
  if (!trial) return { ...repair, outcome: endedAtMs === undefined ? 'waiting' : 'confirmed' };
  if (isBrokenOff(trial)) return { ...repair, outcome: 'undecided', because: 'changed-meanwhile' };
  const { outcome } = trial;
  return outcome === 'undecided' ? { ...repair, outcome, because: 'too-small' } : { ...repair, outcome };
}

/** Work on its miner while it stood, that mends one of its causes or a figure that it was seen by. */
function isAbout({ minerId, kind, atMs }: MaintenanceEvent, booked: BookedFinding): boolean {
  const { finding, endedAtMs, causes } = booked;
  if (finding.minerId !== minerId || atMs < finding.sinceMs) return false;
  if (endedAtMs !== undefined && atMs > endedAtMs) return false;
  const figures: readonly string[] = learnedAnewBy(kind);
  return (
    finding.evidence.some(({ figure }) => figures.includes(figure)) ||
    (causes?.causes.some(({ cause }) => MENDED_BY[cause] === kind) ?? false)
  );
}
