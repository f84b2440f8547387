import * as v from 'valibot';
import type { DrainState } from '../domain/drain-state.ts';
import { guarded } from './store-error.ts';

const drainState = v.object({
  browserId: v.string(),
  cursor: v.optional(v.string()),
  minerIds: v.array(v.string()),
  clockOffsetMs: v.number(),
});

const KEY = 'recorder';

/** Where single values are kept, by name. */
interface Values {
  get(key: typeof KEY): PromiseLike<{ readonly value: unknown } | undefined>;
  put(entry: { readonly key: typeof KEY; readonly value: unknown }): PromiseLike<unknown>;
}

/** How far the helper's recordings have been taken over. Every method throws StoreError. */
export class DrainStateStore {
  readonly #values: Values;

  constructor(values: Values) {
    this.#values = values;
  }

  /** What is kept; without anything readable, a beginning under a name of its own. */
  load(): Promise<DrainState> {
    return guarded(async () => {
      const checked = v.safeParse(drainState, (await this.#values.get(KEY))?.value);
      if (checked.success) return checked.output;
      return { browserId: crypto.randomUUID(), minerIds: [], clockOffsetMs: 0 };
    });
  }

  save(state: DrainState): Promise<void> {
    return guarded(async () => void (await this.#values.put({ key: KEY, value: state })));
  }
}
