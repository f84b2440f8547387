import type { ChangeRecord } from '../../domain/control.ts';
import type { DataRepair } from '../../domain/data-repair.ts';
import type { FleetView, MinerView } from '../../domain/fleet-view.ts';
import type { OwnerLog } from '../../domain/health/owner-log.ts';
import type { PlaceFacts } from '../../insight/health/judged-past.ts';
import type { PlaceJournal } from '../../insight/health/place-journal.ts';
import { type MachineSize, machineSizeOf } from '../../insight/lifetime/published-rates.ts';
import type { EntityStore } from '../../store/entity-store.ts';

export type HealthEntities = Pick<
  EntityStore,
  | 'health'
  | 'repairs'
  | 'changesOf'
  | 'eventsBetween'
  | 'alertsBetween'
  | 'settings'
  | 'saveSettings'
  | 'changeMiners'
>;

/** What the past is to be judged by now. */
export interface PlaceNow {
  readonly facts: PlaceFacts;
  /** What of it began to matter when: see late-rows.ts. */
  readonly inputs: Readonly<Record<string, number>>;
}

/** Changes of one miner that are looked at: years of an owner who turns at it each day. */
const MOST_CHANGES = 1_000;

/** Gathers what is known of the place besides its telemetry. @throws StoreError */
export async function placeNow(
  { miners, settings }: Pick<FleetView, 'miners' | 'settings'>,
  entities: HealthEntities,
  log: OwnerLog,
  journal: PlaceJournal,
): Promise<PlaceNow> {
  const ids = miners.map(({ miner }) => miner.id);
  const changes = await Promise.all(ids.map((id) => entities.changesOf(id, MOST_CHANGES)));
  const repairs = await Promise.all(ids.map((id) => entities.repairs.of(id)));
  const events = log.events.toSorted((one, other) => one.atMs - other.atMs);
  // Whoever opens a miner may set it otherwise.
  const worked = (id: string) => events.flatMap(({ minerId, atMs }) => (minerId === id ? [atMs] : []));
  const own = ids.map((id, place) => [id, [...(changes[place] ?? []).flatMap(madeAtMs), ...worked(id)]]);
  const work = events.map(({ id, minerId, atMs, kind }) => [`work ${id} ${minerId} ${kind} ${atMs}`, atMs]);
  const inForce = repairs.flat().filter(({ undoneAtMs }) => undoneAtMs === undefined);
  return {
    facts: {
      miners: Object.fromEntries(
        miners.map((view) => [view.miner.id, { addedAtMs: view.miner.addedAtMs, size: sizeOf(view) }]),
      ),
      journal,
      log: events,
      ownChangesAtMs: Object.fromEntries(own),
      falseAlarmsPerMonth: settings.falseAlarmsPerMonth,
      calledFalse: new Set(Object.keys(log.verdicts).filter((id) => log.verdicts[id] === 'false-alarm')),
    },
    inputs: Object.fromEntries([
      ...work,
      ...inForce.map((repair) => [`repair ${repair.id}`, reachesFromMs(repair)]),
    ]),
  };
}

/** What a miner is, by what it told last of its boards and chips. */
export function sizeOf({ reading }: Pick<MinerView, 'reading'>): MachineSize {
  const boards = reading?.boards ?? [];
  const chips = boards.reduce((sum, board) => sum + (board.chips ?? board.perChip?.length ?? 0), 0);
  return machineSizeOf(boards.length || undefined, chips || undefined);
}

/** What was refused changed nothing. */
function madeAtMs({ outcome, atMs }: ChangeRecord): readonly number[] {
  return outcome === 'refused' || outcome === 'failed' ? [] : [atMs];
}

function reachesFromMs({ change }: DataRepair): number {
  const movedMs = change.kind === 'shift' ? Math.min(0, change.shiftMs) : 0;
  return Math.min(...change.stretches.map(({ fromMs }) => fromMs + movedMs));
}
