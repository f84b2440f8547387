import type { EntityTable } from 'dexie';
import { type Action, isOver } from '../domain/action.ts';
import { readActions, withoutOldest } from '../domain/kept-action.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

const KEY = 'actions';

/** Actions, open and over. What cannot be read (another version's) is left out. Every method throws StoreError. */
export class ActionStore {
  readonly #values: EntityTable<KeyValue, 'key'>;

  constructor(values: EntityTable<KeyValue, 'key'>) {
    this.#values = values;
  }

  /** All that are kept, the latest asked for first. */
  all(): Promise<readonly Action[]> {
    return guarded(async () => readActions((await this.#values.get(KEY))?.value));
  }

  /** Those that are not over. */
  async open(): Promise<readonly Action[]> {
    return (await this.all()).filter((action) => !isOver(action));
  }

  /** Those of a miner that are not over, and those that were asked for since. */
  async ofMiner(minerId: string, sinceMs: number): Promise<readonly Action[]> {
    return (await this.all()).filter(
      (action) => action.minerId === minerId && (!isOver(action) || action.askedAtMs >= sinceMs),
    );
  }

  /** Keeps an action as it stands now, in the place of what was kept of it before: durable when it resolves. */
  put(action: Action): Promise<void> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const others = readActions((await this.#values.get(KEY))?.value).filter(({ id }) => id !== action.id);
        await this.#values.put({ key: KEY, value: withoutOldest([action, ...others]) });
      }),
    );
  }
}
