import { Dexie } from 'dexie';
import { SERIES, type SeriesColumns, type TelemetryRow } from '../../../src/domain/series.ts';
import type { ColumnsQuery } from '../../../src/store/telemetry-store.ts';

/**
 * The peers: what an app would do that keeps samples as rows. `dexie-rows`: an object each in a table. `json-rows`: a JSON
 * text each. `json-days`: a text of JSON lines a miner and day.
 */
export const PEERS = ['dexie-rows', 'json-rows', 'json-days'] as const;
export type Peer = (typeof PEERS)[number];

const DAY_MS = 86_400_000;

type Sample = Readonly<Record<string, number>>;
type Range = Pick<ColumnsQuery, 'minerId' | 'fromMs' | 'toMs'>;

/** A table of rows. */
export interface RowTable {
  /** Stores rows of whole days in one transaction. */
  put(rows: readonly TelemetryRow[]): Promise<void>;
  columns(query: ColumnsQuery): Promise<SeriesColumns>;
  close(): void;
}

/** Opens a peer's table. */
export async function openRowTable(peer: Peer): Promise<RowTable> {
  const database = new Dexie(`bench-${peer}`);
  database.version(1).stores({ samples: '[minerId+atMs]' });
  await database.open();
  const { put, read } = WAYS[peer];
  return {
    put: (rows) => put(database, rows),
    async columns(query) {
      const samples = await read(database, query);
      const column = (name: string) => Float64Array.from(samples, (sample) => sample[name] ?? Number.NaN);
      return {
        atMs: column('atMs'),
        values: Object.fromEntries(query.names.map((name) => [name, column(name)])),
      };
    },
    close: () => database.close(),
  };
}

const WAYS: Readonly<
  Record<
    Peer,
    {
      put(database: Dexie, rows: readonly TelemetryRow[]): Promise<void>;
      read(database: Dexie, range: Range): Promise<readonly Sample[]>;
    }
  >
> = {
  'dexie-rows': {
    async put(database, rows) {
      const objects = rows.map((row) => ({ minerId: row.minerId, ...sampleOf(row) }));
      await database.table('samples').bulkPut(objects);
    },
    read: (database, range) => within<Sample>(database, range),
  },
  'json-rows': {
    async put(database, rows) {
      const texts = rows.map((row) => ({
        minerId: row.minerId,
        atMs: row.atMs,
        text: JSON.stringify(sampleOf(row)),
      }));
      await database.table('samples').bulkPut(texts);
    },
    async read(database, range) {
      return (await within<{ text: string }>(database, range)).map(({ text }): Sample => JSON.parse(text));
    },
  },
  'json-days': {
    async put(database, rows) {
      const days = new Map<string, { minerId: string; atMs: number; text: string }>();
      for (const row of rows) {
        const atMs = Math.floor(row.atMs / DAY_MS) * DAY_MS;
        const key = `${row.minerId} ${atMs}`;
        const before = days.get(key)?.text ?? '';
        days.set(key, { minerId: row.minerId, atMs, text: `${before}${JSON.stringify(sampleOf(row))}\n` });
      }
      await database.table('samples').bulkPut([...days.values()]);
    },
    async read(database, { minerId, fromMs, toMs }) {
      const begin = Math.floor(fromMs / DAY_MS) * DAY_MS;
      const days = await within<{ text: string }>(database, { minerId, fromMs: begin, toMs });
      const lines = days.flatMap(({ text }) => text.trimEnd().split('\n'));
      const samples = lines.map((line): Sample => JSON.parse(line));
      return samples.filter(({ atMs = Number.NaN }) => atMs >= fromMs && atMs < toMs);
    },
  },
};

function within<T>(database: Dexie, { minerId, fromMs, toMs }: Range): Promise<T[]> {
  return database
    .table<T>('samples')
    .where('[minerId+atMs]')
    .between([minerId, fromMs], [minerId, toMs], true, false)
    .toArray();
}

/** A row by the names of what it has. Rates and watts as the doubles that a device's JSON gives. */
function sampleOf({ atMs, values }: TelemetryRow): Sample {
  const known = SERIES.map(({ name }, index) => [name, values[index]] as const).filter(
    (entry): entry is readonly [(typeof SERIES)[number]['name'], number] => !Number.isNaN(entry[1]),
  );
  return { atMs, ...Object.fromEntries(known) };
}
