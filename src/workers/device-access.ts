import type { DeviceSession, ReadOptions } from '../devices/adapter.ts';
import type { EntityStore } from '../store/entity-store.ts';

/**
 * What is needed to log in to each device: its owner's password, and the login that still holds. In memory only. Where a
 * password was given or taken back, all tabs forget what they knew: another one may be the one that asks the devices.
 */
export class DeviceAccess {
  readonly #entities: Pick<EntityStore, 'credentials'>;
  readonly #known = new Map<string, Promise<Access>>();
  readonly #channel = new BroadcastChannel('davylamp-access');

  constructor(entities: Pick<EntityStore, 'credentials'>) {
    this.#entities = entities;
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.#known.delete(data);
    });
  }

  /** @throws StoreError */
  to(minerId: string): Promise<Access> {
    const known = this.#known.get(minerId) ?? this.#open(minerId);
    this.#known.set(minerId, known);
    return known;
  }

  /** A password was given, changed or taken back: the next question takes it from the store. */
  forget(minerId: string): void {
    this.#known.delete(minerId);
    this.#channel.postMessage(minerId);
  }

  close(): void {
    this.#known.clear();
    this.#channel.close();
  }

  async #open(minerId: string): Promise<Access> {
    const session: DeviceSession = {};
    try {
      const credentials = await this.#entities.credentials(minerId);
      return { session, ...(credentials ? { credentials } : {}) };
    } catch (error) {
      this.#known.delete(minerId);
      throw error;
    }
  }
}

type Access = Pick<ReadOptions, 'credentials' | 'session'>;
