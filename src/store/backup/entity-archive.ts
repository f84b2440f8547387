import { type OutsideSeries, pointsOf } from '../../domain/outside-series.ts';
import type { EntityDatabase } from '../entity-schema.ts';
import type { OutsideKey, OutsideStore } from '../outside-store.ts';
import type { SecretVault } from '../secret-vault.ts';
import { guarded } from '../store-error.ts';

/** The tables that go into a backup whole, in the order in which they are restored. */
export const BACKED_UP_TABLES = [
  'miners',
  'meters',
  'choices',
  'changes',
  'alerts',
  'events',
  'snapshots',
  'answers',
  'repairs',
] as const;

/** What does not, and why. A test holds that there is no other table. */
export const LEFT_OUT_TABLES = {
  keys: 'cannot be read by anybody, and opens the secrets of this browser alone',
  secrets: 'go as what they hold, into an encrypted backup only',
  values:
    'go as settings and the maintenance log only: the rest is between this browser and its helper, or made of the history',
  outside: 'is moved to the segments of series from outside, which go under this name',
} as const;

/** Values that are the owner's, and not this browser's: no token, and not how far it has listened. */
const OWN_VALUES = ['settings', 'health-log'] as const;
/** The name of what is known of the world around, which lies in another database. */
const OUTSIDE = 'outside';
/** Rows in one record. */
const ROWS_AT_ONCE = 200;

/** Everything the owner has but telemetry, to be carried into another browser. Every method throws StoreError. */
export class EntityArchive {
  readonly #database: EntityDatabase;
  readonly #vault: SecretVault;
  readonly #outside: OutsideStore;

  constructor(database: EntityDatabase, vault: SecretVault, outside: OutsideStore) {
    this.#database = database;
    this.#vault = vault;
    this.#outside = outside;
  }

  /** The keys of what there is now, a list a record. */
  plan(withSecrets: boolean): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
    return guarded(async () => {
      const plan = new Map<string, readonly (readonly string[])[]>();
      const values = await this.#database.values.bulkGet([...OWN_VALUES]);
      plan.set('values', pieces(values.flatMap((value) => value?.key ?? [])));
      for (const table of BACKED_UP_TABLES)
        plan.set(table, pieces((await this.#database.table(table).toCollection().primaryKeys()).map(String)));
      plan.set(OUTSIDE, pieces((await this.#outside.keys()).map(outsideKey)));
      if (withSecrets) plan.set('secrets', pieces([...(await this.#vault.ids())]));
      return plan;
    });
  }

  /** Some rows of a table; what has gone meanwhile is left out. */
  read(table: string, keys: readonly string[]): Promise<readonly unknown[]> {
    if (table === OUTSIDE) return this.#readOutside(keys);
    return guarded(async () => {
      if (table !== 'secrets') {
        const rows: readonly unknown[] = await this.#database.table(table).bulkGet([...keys]);
        return rows.filter((row) => row !== undefined);
      }
      const secrets = await Promise.all(keys.map(async (id) => ({ id, secret: await this.#vault.open(id) })));
      return secrets.filter(({ secret }) => secret !== undefined);
    });
  }

  /** Adds rows that are missing; those that are there stay as they are. @returns how many were added */
  async add(table: string, rows: readonly unknown[]): Promise<number> {
    if (table === 'secrets') return this.#addSecrets(rows);
    if (table === OUTSIDE) return this.#addOutside(rows);
    if (table !== 'values' && !BACKED_UP_TABLES.some((known) => known === table)) return 0;
    return guarded(() =>
      this.#database.transaction('rw', this.#database.table(table), async () => {
        const target = this.#database.table(table);
        const keyOf = (row: unknown) => keyIn(row, String(target.schema.primKey.keyPath));
        const usable = rows.filter((row) => isOwn(table, keyOf(row)));
        const there: readonly unknown[] = await target.bulkGet(usable.map((row) => keyOf(row) ?? ''));
        const missing = usable.filter((_, place) => there[place] === undefined);
        await target.bulkAdd(table === 'miners' ? missing.map(withoutOwnConsents) : missing);
        return missing.length;
      }),
    );
  }

  async #readOutside(keys: readonly string[]): Promise<readonly unknown[]> {
    const rows: OutsideRow[] = [];
    for (const key of keys) {
      const place = placeOf(key);
      const stretch = await this.#outside.segment(place);
      if (stretch) rows.push({ key, series: place[0], ...stretch });
    }
    return rows;
  }

  /** Of a stretch that is there, only moments that it lacks are taken. @returns of how many rows something was taken */
  async #addOutside(rows: readonly unknown[]): Promise<number> {
    let added = 0;
    for (const row of rows)
      if (isOutsideRow(row) && (await this.#outside.fill(row.series, [...pointsOf(row)])) > 0) added += 1;
    return added;
  }

  async #addSecrets(rows: readonly unknown[]): Promise<number> {
    const known = await this.#vault.ids();
    let added = 0;
    for (const row of rows) {
      const id = keyIn(row, 'id');
      if (id === undefined || known.has(id) || typeof row !== 'object' || row === null || !('secret' in row))
        continue;
      await this.#vault.seal(id, row.secret);
      added += 1;
    }
    return added;
  }
}

/** A stretch of a series in a backup: of a month in those of the first versions, of a segment in others. */
interface OutsideRow extends OutsideSeries {
  readonly key: string;
  readonly series: string;
}

function isOutsideRow(row: unknown): row is OutsideRow {
  const { series, atMs, values, ...noted } = Object(row);
  const isColumn = (column: unknown) => column instanceof Float64Array;
  return (
    typeof series === 'string' &&
    [atMs, values].every(isColumn) &&
    [noted.knownAtMs, noted.firstValues, noted.firstKnownAtMs].every(
      (column) => column === undefined || isColumn(column),
    )
  );
}

function outsideKey([series, startMs]: OutsideKey): string {
  return `${series}|${startMs}`;
}

function placeOf(key: string): OutsideKey {
  const bar = key.lastIndexOf('|');
  return [key.slice(0, bar), Number(key.slice(bar + 1))];
}

function isOwn(table: string, key: string | undefined): boolean {
  return key !== undefined && (table !== 'values' || OWN_VALUES.some((own) => own === key));
}

function keyIn(row: unknown, path: string): string | undefined {
  const key: unknown = Object(row)[path];
  return typeof key === 'string' ? key : undefined;
}

function pieces(keys: readonly string[]): readonly (readonly string[])[] {
  return Array.from({ length: Math.ceil(keys.length / ROWS_AT_ONCE) }, (_, piece) =>
    keys.slice(piece * ROWS_AT_ONCE, (piece + 1) * ROWS_AT_ONCE),
  );
}

/** The consents to restarts by itself, and to going on without a page, are given to one browser: two of them would do it twice. */
function withoutOwnConsents(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'recovery' && name !== 'away'));
}
