import type { EntityTable } from 'dexie';
import * as v from 'valibot';
import type { MaintenanceEvent } from '../domain/health/maintenance.ts';
import { EMPTY_LOG, type OwnerLog } from '../domain/health/owner-log.ts';
import type { KeyValue } from './entity-schema.ts';
import { guarded } from './store-error.ts';

const moment = v.pipe(v.number(), v.finite());
const event: v.GenericSchema<unknown, MaintenanceEvent> = v.object({
  id: v.string(),
  minerId: v.string(),
  atMs: moment,
  kind: v.picklist([
    'cleaned',
    'repasted',
    'fan-replaced',
    'supply-replaced',
    'board-replaced',
    'regulator-repaired',
    'controller-replaced',
    'part-failed',
  ]),
  component: v.optional(v.picklist(['fan', 'supply', 'board', 'regulator', 'controller', 'cooling'])),
  told: v.picklist(['hand', 'inferred']),
  note: v.optional(v.string()),
  cost: v.optional(moment),
});
const verdict = v.picklist(['right', 'false-alarm']);

const LOG = 'health-log';
/** What the watch remembers of the past: how far it has judged, from where it could judge again, its journal, and whom it watched. */
const WATCH_KEYS = [
  'health-judged',
  'health-anchors',
  'health-journal',
  'health-earnings',
  'health-inferred',
  'health-machines',
] as const;
export type WatchKey = (typeof WATCH_KEYS)[number];

/** What is kept of the fleet's health. Every method throws StoreError. */
export class HealthStore {
  readonly #values: EntityTable<KeyValue, 'key'>;

  constructor(values: EntityTable<KeyValue, 'key'>) {
    this.#values = values;
  }

  /** What the watch keeps under a key, as it was saved; it looks itself whether it can use it. */
  kept(key: WatchKey): Promise<unknown> {
    return guarded(async () => (await this.#values.get(key))?.value);
  }

  keep(key: WatchKey, value: unknown): Promise<void> {
    return guarded(async () => void (await this.#values.put({ key, value })));
  }

  /** What the owner told; entries that cannot be read are left out. */
  log(): Promise<OwnerLog> {
    return guarded(async () => readLog((await this.#values.get(LOG))?.value));
  }

  /** Changes what the owner told, in one transaction with reading it. @returns what it is now */
  changeLog(edit: (log: OwnerLog) => OwnerLog): Promise<OwnerLog> {
    return guarded(() =>
      this.#values.db.transaction('rw', this.#values, async () => {
        const value = edit(readLog((await this.#values.get(LOG))?.value));
        await this.#values.put({ key: LOG, value });
        return value;
      }),
    );
  }

  /** Forgets what the watch made of a past that is gone. */
  async forgetWatch(): Promise<void> {
    await guarded(() => this.#values.bulkDelete([...WATCH_KEYS]));
  }
}

function readLog(value: unknown): OwnerLog {
  if (typeof value !== 'object' || value === null) return EMPTY_LOG;
  const { events, dismissed, verdicts }: { events?: unknown; dismissed?: unknown; verdicts?: unknown } =
    value;
  return {
    events: readable(event, events),
    dismissed: readable(v.string(), dismissed),
    verdicts: Object.fromEntries(
      Object.entries(Object(verdicts)).flatMap(([id, said]) => {
        const checked = v.safeParse(verdict, said);
        return checked.success ? [[id, checked.output]] : [];
      }),
    ),
  };
}

function readable<Entry>(schema: v.GenericSchema<unknown, Entry>, values: unknown): readonly Entry[] {
  if (!Array.isArray(values)) return [];
  return values.flatMap((entry: unknown) => {
    const checked = v.safeParse(schema, entry);
    return checked.success ? [checked.output] : [];
  });
}
