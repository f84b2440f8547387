import { Dexie, type EntityTable } from 'dexie';
import type { Alert, FleetEvent } from '../domain/alert.ts';
import type { ChangeRecord } from '../domain/control.ts';
import type { DeviceCredentials } from '../domain/credentials.ts';
import type { Miner, MinerIdentity } from '../domain/miner.ts';
import type { PoolTemplate } from '../domain/pool-template.ts';
import type { Reading } from '../domain/reading.ts';
import type { Settings } from '../domain/settings.ts';
import type { WallMeter } from '../domain/wall-meter.ts';
import { checkedCredentials, checkedPoolTemplates } from './checked-secrets.ts';
import { checkedSettings } from './checked-settings.ts';
import { DrainStateStore } from './drain-state.ts';
import { MeterStore } from './meter-store.ts';
import { type SealedSecret, SecretVault, type StoredKey } from './secret-vault.ts';
import { asStoreError, guarded, StoreError } from './store-error.ts';
import type { OpenOptions } from './telemetry-schema.ts';

/** A miner's last answer, whole: what is shown, with its age, until it answers again. */
export interface Snapshot {
  readonly minerId: string;
  readonly answeredAtMs: number;
  readonly identity: MinerIdentity;
  readonly reading: Reading;
}

/** `open` is 1 or 0, because IndexedDB indexes neither booleans nor absent fields. */
type StoredAlert = Alert & { readonly open: 0 | 1 };
interface KeyValue {
  readonly key: 'settings' | 'pairing-token' | 'recorder';
  readonly value: unknown;
}

class EntityDatabase extends Dexie {
  declare changes: EntityTable<ChangeRecord, 'id'>;
  declare keys: EntityTable<StoredKey, 'id'>;
  declare secrets: EntityTable<SealedSecret, 'id'>;
  declare miners: EntityTable<Miner, 'id'>;
  declare meters: EntityTable<WallMeter, 'id'>;
  declare snapshots: EntityTable<Snapshot, 'minerId'>;
  declare alerts: EntityTable<StoredAlert, 'id'>;
  declare events: EntityTable<FleetEvent, 'id'>;
  declare values: EntityTable<KeyValue, 'key'>;

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
  }
}

/** How long an older tab may hold an old database open before the owner is told, ms. */
const BLOCKED_AFTER_MS = 3_000;

/**
 * Opens what the owner has: miners, alerts, events, settings. Real and demo have databases of their own.
 * @throws StoreError `blocked`, `newer-version`, `unreadable`, `quota`
 */
export async function openEntities(name: string, { onSuperseded }: OpenOptions = {}): Promise<EntityStore> {
  const database = new EntityDatabase(name);
  database.on('versionchange', () => {
    database.close();
    onSuperseded?.();
  });
  let givenUp: ReturnType<typeof setTimeout> | undefined;
  const blocked = new Promise<never>((_, reject) => {
    database.on('blocked', () => {
      givenUp = setTimeout(
        () => reject(new StoreError('blocked', 'another tab with an older version of Davylamp is open')),
        BLOCKED_AFTER_MS,
      );
    });
  });
  const opening = database.open();
  try {
    await Promise.race([opening, blocked]);
    refuseNewer(database);
    return new EntityStore(database);
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

/** Everything the owner has but telemetry. Every method throws StoreError. */
export class EntityStore {
  readonly #database: EntityDatabase;
  readonly #vault: SecretVault;
  readonly meters: MeterStore;
  readonly drain: DrainStateStore;

  constructor(database: EntityDatabase) {
    this.#database = database;
    this.#vault = new SecretVault(database.keys, database.secrets);
    this.meters = new MeterStore(database.meters, this.#vault);
    this.drain = new DrainStateStore(database.values);
  }

  /** In the order they were added. */
  miners(): Promise<Miner[]> {
    return guarded(async () =>
      (await this.#database.miners.toArray()).sort((a, b) => a.addedAtMs - b.addedAtMs),
    );
  }

  putMiners(miners: readonly Miner[]): Promise<void> {
    return guarded(async () => void (await this.#database.miners.bulkPut([...miners])));
  }

  /** Changes the stored miners with these ids in one transaction, so that no other change of them is lost. */
  changeMiners(minerIds: readonly string[], edit: (miner: Miner) => Miner): Promise<void> {
    const { miners } = this.#database;
    return guarded(() =>
      this.#database.transaction('rw', miners, async () => {
        const found = await miners.bulkGet([...minerIds]);
        await miners.bulkPut(found.filter((miner) => miner !== undefined).map(edit));
      }),
    );
  }

  /** Removes a miner with its last answer, its password, its changes and events; alerts it shares with others stay. */
  removeMiner(minerId: string): Promise<void> {
    const { miners, snapshots, events, changes, secrets } = this.#database;
    return guarded(() =>
      this.#database.transaction('rw', [miners, snapshots, events, changes, secrets], async () => {
        await miners.delete(minerId);
        await snapshots.delete(minerId);
        await secrets.delete(deviceSecret(minerId));
        await changes.where('minerId').equals(minerId).delete();
        await events.filter((event) => event.minerId === minerId).delete();
      }),
    );
  }

  /** Forgets all alerts, events, changes and last answers; miners and settings stay. */
  clearHistory(): Promise<void> {
    const { alerts, events, snapshots, changes } = this.#database;
    return guarded(() =>
      this.#database.transaction('rw', alerts, events, snapshots, changes, async () => {
        await Promise.all([alerts.clear(), events.clear(), snapshots.clear(), changes.clear()]);
      }),
    );
  }

  snapshots(): Promise<Snapshot[]> {
    return guarded(async () => (await this.#database.snapshots.toArray()).filter(isWhole));
  }

  putSnapshots(snapshots: readonly Snapshot[]): Promise<void> {
    return guarded(async () => void (await this.#database.snapshots.bulkPut([...snapshots])));
  }

  openAlerts(): Promise<Alert[]> {
    return guarded(async () => (await this.#database.alerts.where('open').equals(1).toArray()).map(unstored));
  }

  /** Alerts that stood at some time within [fromMs, toMs), oldest first. */
  alertsBetween(fromMs: number, toMs: number): Promise<Alert[]> {
    return guarded(async () => {
      const begun = await this.#database.alerts.where('openedAtMs').below(toMs).sortBy('openedAtMs');
      return begun
        .filter(({ resolvedAtMs }) => resolvedAtMs === undefined || resolvedAtMs >= fromMs)
        .map(unstored);
    });
  }

  putAlerts(alerts: readonly Alert[]): Promise<void> {
    return guarded(async () => void (await this.#database.alerts.bulkPut(alerts.map(stored))));
  }

  /** Oldest first. */
  eventsBetween(fromMs: number, toMs: number): Promise<FleetEvent[]> {
    return guarded(() =>
      this.#database.events.where('atMs').between(fromMs, toMs, true, false).sortBy('atMs'),
    );
  }

  addEvents(events: readonly FleetEvent[]): Promise<void> {
    return guarded(async () => void (await this.#database.events.bulkPut([...events])));
  }

  addChange(record: ChangeRecord): Promise<void> {
    return guarded(async () => void (await this.#database.changes.put(record)));
  }

  change(id: string): Promise<ChangeRecord | undefined> {
    return guarded(() => this.#database.changes.get(id));
  }

  /** What was changed on one miner, newest first. */
  changesOf(minerId: string, most: number): Promise<ChangeRecord[]> {
    return guarded(async () => {
      const all = await this.#database.changes.where('minerId').equals(minerId).sortBy('atMs');
      return all.reverse().slice(0, most);
    });
  }

  /** The owner's password for a miner; absent where there is none, or where it can no longer be opened. */
  async credentials(minerId: string): Promise<DeviceCredentials | undefined> {
    return checkedCredentials(await this.#vault.open(deviceSecret(minerId)));
  }

  saveCredentials(minerId: string, credentials: DeviceCredentials): Promise<void> {
    return this.#vault.seal(deviceSecret(minerId), credentials);
  }

  forgetCredentials(minerId: string): Promise<void> {
    return this.#vault.forget(deviceSecret(minerId));
  }

  /** The owner's pools to be given to miners; sealed, for they hold passwords. */
  async poolTemplates(): Promise<readonly PoolTemplate[]> {
    return checkedPoolTemplates(await this.#vault.open('pool-templates'));
  }

  savePoolTemplates(templates: readonly PoolTemplate[]): Promise<void> {
    return this.#vault.seal('pool-templates', templates);
  }

  /** The owner's settings over the defaults; one that is damaged falls back to its default alone. */
  settings(): Promise<Settings> {
    return guarded(async () => checkedSettings((await this.#database.values.get('settings'))?.value));
  }

  saveSettings(change: Partial<Settings>): Promise<Settings> {
    return guarded(() =>
      this.#database.transaction('rw', this.#database.values, async () => {
        const before = checkedSettings((await this.#database.values.get('settings'))?.value);
        const settings = checkedSettings({ ...before, ...change });
        await this.#database.values.put({ key: 'settings', value: settings });
        return settings;
      }),
    );
  }

  pairingToken(): Promise<string | undefined> {
    return guarded(async () => {
      const token = (await this.#database.values.get('pairing-token'))?.value;
      return typeof token === 'string' ? token : undefined;
    });
  }

  savePairingToken(token: string): Promise<void> {
    return guarded(
      async () => void (await this.#database.values.put({ key: 'pairing-token', value: token })),
    );
  }

  close(): void {
    this.#database.close();
  }
}

function deviceSecret(minerId: string): string {
  return `device:${minerId}`;
}

function stored(alert: Alert): StoredAlert {
  return { ...alert, open: alert.resolvedAtMs === undefined ? 1 : 0 };
}

function unstored({ open: _, ...alert }: StoredAlert): Alert {
  return alert;
}

/** A snapshot of another version of the app may lack what pages rely on; it is then as if there were none. */
function isWhole({ reading, identity }: Snapshot): boolean {
  const lists = [reading?.fans, reading?.boards, reading?.pools, reading?.faults, reading?.oddities];
  return (
    lists.every(Array.isArray) && typeof reading.shares === 'object' && typeof identity?.family === 'string'
  );
}
