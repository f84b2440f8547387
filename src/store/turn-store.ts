import type { EntityTable } from 'dexie';
import { takeTurn } from '../domain/request-turns.ts';
import type { Upstream } from '../domain/upstream.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

const KEY = 'source-turns';

/**
 * When providers were asked of late, kept before they are: so all tabs of this browser together ask none more often than
 * it allows, and whoever reloads his page all the time does not either.
 */
export class TurnStore {
  readonly #values: EntityTable<KeyValue, 'key'>;

  constructor(values: EntityTable<KeyValue, 'key'>) {
    this.#values = values;
  }

  /** Takes a turn to ask. @returns how long to wait for one where there is none, ms; else 0. @throws StoreError */
  take(
    { id, requestsPerMinute }: Pick<Upstream, 'id' | 'requestsPerMinute'>,
    nowMs: number,
  ): Promise<number> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const known = turnsIn((await this.#values.get(KEY))?.value);
        const { waitMs, takenAtMs } = takeTurn(known.get(id) ?? [], requestsPerMinute, nowMs);
        known.set(id, takenAtMs);
        await this.#values.put({ key: KEY, value: Object.fromEntries(known) });
        return waitMs;
      }),
    );
  }
}

/** What is damaged is as if nobody had been asked. */
function turnsIn(value: unknown): Map<string, readonly number[]> {
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).map(([id, taken]: [string, unknown]) => [
      id,
      Array.isArray(taken) ? taken.filter((atMs) => Number.isFinite(atMs)) : [],
    ]),
  );
}
