import { Dexie, type EntityTable } from 'dexie';
import type { Alert, FleetEvent } from '../domain/alert.ts';
import type { ChangeRecord } from '../domain/control.ts';
import type { DataRepair } from '../domain/data-repair.ts';
import type { Miner, MinerIdentity } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import type { SourceChoice } from '../domain/source-choice.ts';
import type { Answer } from '../domain/sourced.ts';
import type { WallMeter } from '../domain/wall-meter.ts';
import { BLOCKED_AFTER_MS, blockedByOlderTab, type OpenOptions } from './opening.ts';
import type { OutsideMonth } from './outside-months.ts';
import type { SealedSecret, StoredKey } from './secret-vault.ts';
import { asStoreError, StoreError } from './store-error.ts';

/** A miner's last answer, whole: what is shown, with its age, until it answers again. */
export interface Snapshot {
  readonly minerId: string;
  readonly answeredAtMs: number;
  readonly identity: MinerIdentity;
  readonly reading: Reading;
}

/** `open` is 1 or 0, because IndexedDB indexes neither booleans nor absent fields. */
export type StoredAlert = Alert & { readonly open: 0 | 1 };

export interface KeyValue {
  readonly key:
    | 'settings'
    | 'pairing-token'
    | 'recorder'
    | 'source-turns'
    | 'thinnings'
    | 'alert-flaps'
    | 'health-log'
    | 'health-judged'
    | 'health-anchors'
    | 'health-journal'
    | 'health-earnings'
    | 'health-inferred'
    | 'health-machines'
    | 'tuning-sessions'
    | 'actions'
    | 'allocation'
    | 'plan-rules'
    | 'plan-steps'
    | 'plan-modes'
    | 'plan-policy'
    | 'plan-shadow'
    | 'last-backup'
    | 'last-backup-encrypted';
  readonly value: unknown;
}

/** The tables of everything the owner has but telemetry, and what each version of them added. */
export class EntityDatabase extends Dexie {
  declare changes: EntityTable<ChangeRecord, 'id'>;
  declare keys: EntityTable<StoredKey, 'id'>;
  declare secrets: EntityTable<SealedSecret, 'id'>;
  declare miners: EntityTable<Miner, 'id'>;
  declare meters: EntityTable<WallMeter, 'id'>;
  declare snapshots: EntityTable<Snapshot, 'minerId'>;
  declare alerts: EntityTable<StoredAlert, 'id'>;
  declare events: EntityTable<FleetEvent, 'id'>;
  declare values: EntityTable<KeyValue, 'key'>;
  declare choices: EntityTable<SourceChoice, 'id'>;
  declare answers: EntityTable<Answer, 'key'>;
  declare outside: EntityTable<OutsideMonth, 'key'>;
  declare repairs: EntityTable<DataRepair, 'id'>;

  constructor(name: string) {
    // Else Dexie would open it again at the next question after a newer version took it over, and write into that.
    super(name, { autoOpen: false });
    this.version(1).stores({
      miners: 'id',
      snapshots: 'minerId',
      alerts: 'id, openedAtMs',
      events: 'id, atMs',
      values: 'key',
    });
    // Version 2 finds open alerts by index instead of reading years of them at each start.
    this.version(2)
      .stores({ alerts: 'id, openedAtMs, open' })
      .upgrade((transaction) =>
        transaction
          .table<StoredAlert>('alerts')
          .toCollection()
          .modify((alert, slot) => {
            slot.value = stored(alert);
          }),
      );
    // Version 3 keeps what was changed on devices, the passwords for them, and the owner's plugs and sensors.
    this.version(3).stores({ changes: 'id, atMs, minerId', keys: 'id', secrets: 'id', meters: 'id' });
    // Version 4 keeps which outside sources may be asked, what they last said, and the past of what they tell.
    this.version(4).stores({ choices: 'id', answers: 'key', outside: 'key, series' });
    // Version 5 keeps what the owner had put right of the history at reading.
    this.version(5).stores({ repairs: 'id, minerId' });
  }
}

/**
 * Opens (and, where needed, upgrades) an entity database.
 * @throws StoreError `blocked` when an older tab holds it, `newer-version`, `unreadable`, `quota`
 */
export async function openEntityDatabase(
  name: string,
  { onSuperseded }: OpenOptions = {},
): Promise<EntityDatabase> {
  const database = new EntityDatabase(name);
  database.on('versionchange', () => {
    database.close();
    onSuperseded?.();
  });
  let givenUp: ReturnType<typeof setTimeout> | undefined;
  const blocked = new Promise<never>((_, reject) => {
    database.on('blocked', () => {
      givenUp = setTimeout(() => reject(blockedByOlderTab()), BLOCKED_AFTER_MS);
    });
  });
  const opening = database.open();
  try {
    await Promise.race([opening, blocked]);
    refuseNewer(database);
    return database;
  } catch (error) {
    // The older tab may let go later, but nobody waits for this connection any more.
    opening.then(
      () => database.close(),
      () => undefined,
    );
    throw asStoreError(error);
  } finally {
    clearTimeout(givenUp);
  }
}

/** Dexie would open what a newer version has written, and read it as if it were ours. */
function refuseNewer(database: EntityDatabase): void {
  // Dexie's version n is IndexedDB's 10 n.
  if (database.backendDB().version >= 10 * (database.verno + 1))
    throw new StoreError('newer-version', 'the data were written by a newer version of Davylamp');
}

/** With the field that says to the index whether it is open. */
export function stored(alert: Alert): StoredAlert {
  return { ...alert, open: alert.resolvedAtMs === undefined ? 1 : 0 };
}

/** As it was before it was {@link stored}. */
export function unstored({ open: _, ...alert }: StoredAlert): Alert {
  return alert;
}
