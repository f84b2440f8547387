import type { Alert, FleetEvent } from '../domain/alert.ts';
import type { ChangeRecord } from '../domain/control.ts';
import type { DeviceCredentials } from '../domain/credentials.ts';
import type { Miner } from '../domain/miner.ts';
import type { PoolTemplate } from '../domain/pool-template.ts';
import type { Settings } from '../domain/settings.ts';
import { ActionStore } from './action-store.ts';
import { AllocationStore } from './allocation-store.ts';
import { checkedAlerts } from './checked-alerts.ts';
import { checkedCredentials, checkedPoolTemplates } from './checked-secrets.ts';
import { checkedSettings } from './checked-settings.ts';
import { DrainStateStore } from './drain-state.ts';
import {
  type EntityDatabase,
  type KeyValue,
  openEntityDatabase,
  type Snapshot,
  stored,
  unstored,
} from './entity-schema.ts';
import { FlapStore } from './flap-store.ts';
import { HealthStore } from './health-store.ts';
import { MeterStore } from './meter-store.ts';
import type { OpenOptions } from './opening.ts';
import { OutsideMonths } from './outside-months.ts';
import { PlanStore } from './plan-store.ts';
import { RepairStore } from './repair-store.ts';
import { SecretVault } from './secret-vault.ts';
import { SourceStore } from './source-store.ts';
import { guarded } from './store-error.ts';
import { ThinningLog } from './thinning-log.ts';
import { TuningStore } from './tuning-store.ts';
import { TurnStore } from './turn-store.ts';

/**
 * Opens what the owner has: miners, alerts, events, settings. Real and demo have databases of their own.
 * @throws StoreError `blocked`, `newer-version`, `unreadable`, `quota`
 */
export async function openEntities(name: string, options?: OpenOptions): Promise<EntityStore> {
  return new EntityStore(await openEntityDatabase(name, options));
}

/** Everything the owner has but telemetry. Every method throws StoreError. */
export class EntityStore {
  readonly #database: EntityDatabase;
  readonly #vault: SecretVault;
  readonly meters: MeterStore;
  readonly drain: DrainStateStore;
  readonly sources: SourceStore;
  /** Of versions that kept the past of outside quantities here; see moveOutsideMonths. */
  readonly outsideMonths: OutsideMonths;
  readonly turns: TurnStore;
  readonly thinnings: ThinningLog;
  readonly repairs: RepairStore;
  readonly health: HealthStore;
  readonly tunings: TuningStore;
  readonly plans: PlanStore;
  readonly actions: ActionStore;
  readonly allocation: AllocationStore;
  readonly flaps: FlapStore;

  constructor(database: EntityDatabase) {
    this.#database = database;
    this.#vault = new SecretVault(database.keys, database.secrets);
    this.meters = new MeterStore(database.meters, this.#vault);
    this.drain = new DrainStateStore(database.values);
    this.sources = new SourceStore(database.choices, database.answers, this.#vault);
    this.outsideMonths = new OutsideMonths(database.outside);
    this.turns = new TurnStore(database.values);
    this.thinnings = new ThinningLog(database.values);
    this.repairs = new RepairStore(database.repairs);
    this.health = new HealthStore(database.values);
    this.tunings = new TuningStore(database.values);
    this.plans = new PlanStore(database.values);
    this.actions = new ActionStore(database.values);
    this.allocation = new AllocationStore(database.values);
    this.flaps = new FlapStore(database.values);
  }

  /** For backup: its tables, and what opens the secrets in them. */
  get forArchive(): readonly [EntityDatabase, SecretVault] {
    return [this.#database, this.#vault];
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

  /** Removes a miner with its last answer, its password, its changes, repairs and events; alerts it shares with others stay. */
  removeMiner(minerId: string): Promise<void> {
    const { miners, snapshots, events, changes, secrets, repairs } = this.#database;
    return guarded(() =>
      this.#database.transaction('rw', [miners, snapshots, events, changes, secrets, repairs], async () => {
        await miners.delete(minerId);
        await snapshots.delete(minerId);
        await secrets.delete(deviceSecret(minerId));
        await changes.where('minerId').equals(minerId).delete();
        await repairs.where('minerId').equals(minerId).delete();
        await events.filter((event) => event.minerId === minerId).delete();
      }),
    );
  }

  /** Forgets all alerts, events, changes, repairs, last answers and what was judged; miners and settings stay. */
  async clearHistory(): Promise<void> {
    const { alerts, events, snapshots, changes, repairs } = this.#database;
    await this.health.forgetWatch();
    return guarded(() =>
      this.#database.transaction('rw', [alerts, events, snapshots, changes, repairs], async () => {
        await Promise.all([alerts, events, snapshots, changes, repairs].map((table) => table.clear()));
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
    return guarded(async () => {
      const open = await this.#database.alerts.where('open').equals(1).toArray();
      return checkedAlerts(open.map(unstored));
    });
  }

  /** Alerts that stood at some time within [fromMs, toMs), oldest first. */
  alertsBetween(fromMs: number, toMs: number): Promise<Alert[]> {
    return guarded(async () => {
      const begun = await this.#database.alerts.where('openedAtMs').below(toMs).sortBy('openedAtMs');
      return checkedAlerts(
        begun
          .filter(({ resolvedAtMs }) => resolvedAtMs === undefined || resolvedAtMs >= fromMs)
          .map(unstored),
      );
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

  /** When the last backup of this browser's data was written whole, epoch ms. */
  lastBackupAtMs(): Promise<number | undefined> {
    return guarded(async () => {
      const atMs = (await this.#database.values.get('last-backup'))?.value;
      return typeof atMs === 'number' ? atMs : undefined;
    });
  }

  /** Was that backup encrypted? Undefined where there is none, or it was made before this was noted. */
  lastBackupEncrypted(): Promise<boolean | undefined> {
    return guarded(async () => {
      const encrypted = (await this.#database.values.get('last-backup-encrypted'))?.value;
      return typeof encrypted === 'boolean' ? encrypted : undefined;
    });
  }

  noteBackup(atMs: number, encrypted: boolean): Promise<void> {
    const values: readonly KeyValue[] = [
      { key: 'last-backup', value: atMs },
      { key: 'last-backup-encrypted', value: encrypted },
    ];
    return guarded(async () => void (await this.#database.values.bulkPut(values)));
  }

  close(): void {
    this.#database.close();
  }
}

function deviceSecret(minerId: string): string {
  return `device:${minerId}`;
}

/** A snapshot of another version of the app may lack what pages rely on; it is then as if there were none. */
function isWhole({ reading, identity }: Snapshot): boolean {
  const lists = [reading?.fans, reading?.boards, reading?.pools, reading?.faults, reading?.oddities];
  return (
    lists.every(Array.isArray) && typeof reading.shares === 'object' && typeof identity?.family === 'string'
  );
}
