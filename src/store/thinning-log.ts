import type { EntityTable } from 'dexie';
import * as v from 'valibot';
import type { Thinning } from '../domain/retention.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

const moment = v.pipe(v.number(), v.finite());
const thinning: v.GenericSchema<unknown, Thinning> = v.object({
  atMs: moment,
  reason: v.picklist(['age', 'budget', 'space']),
  freedBytes: moment,
  untilMs: v.object({
    raw: v.optional(moment),
    minute: v.optional(moment),
    quarter: v.optional(moment),
    hour: v.optional(moment),
    day: v.optional(moment),
  }),
});

const KEY = 'thinnings';
/** So many are remembered: a year of one a fortnight. */
const REMEMBERED = 26;

/** When history was let go, and why. Every method throws StoreError. */
export class ThinningLog {
  readonly #values: EntityTable<KeyValue, 'key'>;

  constructor(values: EntityTable<KeyValue, 'key'>) {
    this.#values = values;
  }

  /** Newest first. What cannot be read is left out. */
  latest(): Promise<readonly Thinning[]> {
    return guarded(async () => readable((await this.#values.get(KEY))?.value));
  }

  add(thinnings: readonly Thinning[]): Promise<void> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const before = readable((await this.#values.get(KEY))?.value);
        // Something gets too old each day: only the last time tells more than the rule does.
        const told = before.filter(
          ({ reason }) => reason !== 'age' || !thinnings.some((each) => each.reason === reason),
        );
        const value = [...thinnings, ...told].slice(0, REMEMBERED);
        await this.#values.put({ key: KEY, value });
      }),
    );
  }
}

function readable(value: unknown): readonly Thinning[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const checked = v.safeParse(thinning, entry);
    return checked.success ? [checked.output] : [];
  });
}
