import type { EntityTable } from 'dexie';
import * as v from 'valibot';
import { type Action, isOver } from '../domain/action.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

/** So many that are over are kept, of all miners: the newest. Each change that they made stands in the miner's journal for good. */
const MOST_OVER = 200;
const KEY = 'actions';

const moment = v.pipe(v.number(), v.finite());
const change = v.looseObject({
  kind: v.picklist([
    'restart',
    'pause',
    'resume',
    'identify',
    'tuning',
    'preset',
    'power-limit',
    'fan',
    'auto-fan',
    'pools',
  ]),
});
const reason = v.object({ code: v.string(), detail: v.string() });
const step = v.picklist(['waiting', 'sending', 'watching', 'putting-back', 'ended']);
const status = v.picklist(['rejected', 'scheduled', 'running', 'partial', 'done', 'rolled-back', 'failed']);
const stored = v.looseObject({
  id: v.string(),
  minerId: v.string(),
  by: v.picklist(['hand', 'recovery', 'tuner', 'planner']),
  change,
  askedAtMs: moment,
  dueAtMs: moment,
  expiresAtMs: v.optional(moment),
  ifBad: v.picklist(['put-back', 'tell']),
  status,
  step,
  reason: v.optional(reason),
  made: v.array(v.looseObject({ setting: v.string() })),
  undo: v.optional(change),
  watch: v.optional(
    v.looseObject({
      sinceMs: moment,
      before: v.looseObject({ readings: v.number() }),
      hashrateFactor: v.number(),
      marks: v.array(
        v.object({ afterMs: moment, atMs: moment, verdict: v.picklist(['good', 'bad', 'unknown']) }),
      ),
    }),
  ),
  audit: v.array(v.looseObject({ atMs: moment, step, status, reason: v.optional(reason) })),
});

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

/** What is open stays, however old it is. */
export function withoutOldest(actions: readonly Action[], most = MOST_OVER): readonly Action[] {
  const over = actions.filter(isOver).sort((a, b) => b.askedAtMs - a.askedAtMs);
  return [...actions.filter((action) => !isOver(action)), ...over.slice(0, most)];
}

/** Reads kept actions, the latest asked for first; what is none is left out. */
export function readActions(value: unknown): readonly Action[] {
  if (!Array.isArray(value)) return [];
  return value
    .flatMap((each) => {
      const checked = v.safeParse(stored, each);
      // Codes and settings of a later version are words to this one, and no reason to forget what is open.
      return checked.success ? [checked.output as unknown as Action] : [];
    })
    .sort((a, b) => b.askedAtMs - a.askedAtMs);
}
