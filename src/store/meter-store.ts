import type { EntityTable } from 'dexie';
import type { DeviceCredentials } from '../domain/credentials.ts';
import { meterDevice, type WallMeter } from '../domain/wall-meter.ts';
import { checkedCredentials } from './checked-secrets.ts';
import type { SecretVault } from './secret-vault.ts';
import { guarded } from './store-error.ts';

type Device = Pick<WallMeter, 'kind' | 'address'>;

/**
 * The owner's plugs and sensors, and the logins for them. A login is kept under the kind and the address of its device:
 * it is never found for another one, also when a meter is given a new address. Every method throws StoreError.
 */
export class MeterStore {
  readonly #meters: EntityTable<WallMeter, 'id'>;
  readonly #vault: SecretVault;

  constructor(meters: EntityTable<WallMeter, 'id'>, vault: SecretVault) {
    this.#meters = meters;
    this.#vault = vault;
  }

  /** In the order they were added, those that are being removed included. */
  all(): Promise<WallMeter[]> {
    return guarded(async () => (await this.#meters.toArray()).sort((a, b) => a.addedAtMs - b.addedAtMs));
  }

  put(meters: readonly WallMeter[]): Promise<void> {
    return guarded(async () => void (await this.#meters.bulkPut([...meters])));
  }

  /** Changes the stored meters with these ids in one transaction; those that are gone are left out. */
  change(ids: readonly string[], edit: (meter: WallMeter) => WallMeter): Promise<void> {
    return guarded(() =>
      this.#meters.db.transaction('rw', this.#meters, async () => {
        const found = await this.#meters.bulkGet([...ids]);
        await this.#meters.bulkPut(found.filter((meter) => meter !== undefined).map(edit));
      }),
    );
  }

  /** Removes a meter for good. */
  async remove(id: string): Promise<void> {
    await guarded(() => this.#meters.delete(id));
    await this.forgetUnused();
  }

  /** The login for a device; absent where there is none, or where it can no longer be opened. */
  async access(device: Device): Promise<DeviceCredentials | undefined> {
    return checkedCredentials(await this.#vault.open(secretOf(device)));
  }

  saveAccess(device: Device, access: DeviceCredentials): Promise<void> {
    return this.#vault.seal(secretOf(device), access);
  }

  /** The names (see `meterDevice`) of the devices that a login is kept for. */
  async devicesWithAccess(): Promise<ReadonlySet<string>> {
    const ids = [...(await this.#vault.ids())].filter((id) => id.startsWith(PREFIX));
    return new Set(ids.map((id) => id.slice(PREFIX.length)));
  }

  /** Forgets the logins of devices that no meter stands for any more. */
  async forgetUnused(): Promise<void> {
    const used = new Set((await this.all()).map(meterDevice));
    for (const device of await this.devicesWithAccess())
      if (!used.has(device)) await this.#vault.forget(PREFIX + device);
  }
}

const PREFIX = 'meter:';

function secretOf(device: Device): string {
  return PREFIX + meterDevice(device);
}
