import type { EntityTable } from 'dexie';
import * as v from 'valibot';
import type { FlapMemory } from '../domain/watch/flap-damping.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

const KEY = 'alert-flaps';

const flapping = v.object({
  flaps: v.pipe(v.number(), v.integer(), v.minValue(0)),
  clearSinceMs: v.optional(v.pipe(v.number(), v.finite())),
});

/** How troubles came and went of late: an app that is opened anew goes on damping alerts where it ended. */
export class FlapStore {
  readonly #values: EntityTable<KeyValue, 'key'>;

  constructor(values: EntityTable<KeyValue, 'key'>) {
    this.#values = values;
  }

  /** What is damaged is as if nothing had come and gone. @throws StoreError */
  kept(): Promise<FlapMemory> {
    return guarded(async () => {
      const told = (await this.#values.get(KEY))?.value;
      const entries = typeof told === 'object' && told !== null ? Object.entries(told) : [];
      return Object.fromEntries(
        entries.flatMap(([key, value]) => {
          const read = v.safeParse(flapping, value);
          return read.success ? [[key, read.output] as const] : [];
        }),
      );
    });
  }

  /** @throws StoreError */
  keep(memory: FlapMemory): Promise<void> {
    return guarded(async () => void (await this.#values.put({ key: KEY, value: memory })));
  }
}
