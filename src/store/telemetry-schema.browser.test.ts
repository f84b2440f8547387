import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { BLOCKED_AFTER_MS } from './opening.ts';
import { TELEMETRY_VERSION } from './telemetry-schema.ts';
import { openTelemetry } from './telemetry-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** Midnight UTC of some day. */
const DAY_BEGIN_MS = Date.UTC(2026, 2, 1);

const closing: { close(): void }[] = [];
let name = '';

function closeAfter<Connection extends { close(): void }>(connection: Connection): Connection {
  closing.push(connection);
  return connection;
}

beforeEach(() => {
  name = crypto.randomUUID();
});
afterEach(async () => {
  for (const connection of closing.splice(0)) connection.close();
  await deleteDB(name);
});

/** A database as version 1 of the app laid it down: a day of minutes a segment, no quarantine, nothing counted. */
async function layDownVersion1(): Promise<void> {
  const database = await openDB(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('tail', { autoIncrement: true });
      for (const tier of ['raw', 'minute'])
        fresh.createObjectStore(tier, { keyPath: ['minerId', 'startMs'] }).createIndex('startMs', 'startMs');
    },
  });
  for (const day of [0, 1]) {
    const startMs = DAY_BEGIN_MS + day * DAY_MS;
    const atMs = Float64Array.from({ length: 1_440 }, (_, minute) => startMs + minute * MINUTE_MS);
    const columns = {
      powerW: Float32Array.from(atMs, (_, minute) => 15 + (minute % 8)),
      sharesAccepted: Float64Array.from(atMs, (_, minute) => day * 1_440 + minute),
    };
    await database.put('minute', { minerId: 'gamma', startMs, atMs, columns });
  }
  const atMs = Float64Array.of(DAY_BEGIN_MS + 17 * MINUTE_MS);
  await database.put('minute', {
    minerId: 'nerd',
    startMs: DAY_BEGIN_MS,
    atMs,
    columns: { powerW: Float32Array.of(5) },
  });
  // Rows of fewer series than there are today.
  await database.add('tail', {
    minerIds: ['gamma', 'nerd'],
    atMs: Float64Array.of(DAY_BEGIN_MS + 2 * DAY_MS, DAY_BEGIN_MS + 2 * DAY_MS),
    values: Float64Array.of(1e12, 1.1e12, 1.2e12, 21, 5e10, 5e10, 5e10, 6),
  });
  database.close();
}

describe('a database of an older version', () => {
  const query = {
    minerId: 'gamma',
    names: ['powerW', 'sharesAccepted'] as const,
    fromMs: DAY_BEGIN_MS,
    toMs: DAY_BEGIN_MS + 3 * DAY_MS,
    maxPoints: 10_000,
  };

  it('is opened with all its rows', async () => {
    await layDownVersion1();
    const store = closeAfter(await openTelemetry(name));
    expect(await store.rowCount()).toBe(2 * 1_440 + 1);
    const { atMs, values } = await store.columns(query);
    expect(atMs).toHaveLength(2 * 1_440 + 1);
    expect([...(values.sharesAccepted ?? [])].slice(0, -1)).toEqual(
      Array.from({ length: 2_880 }, (_, n) => n),
    );
    expect(values.powerW?.at(-1)).toBe(21);
  });

  it('gives any part of a day, though it kept days whole', async () => {
    await layDownVersion1();
    const store = closeAfter(await openTelemetry(name));
    const fromMs = DAY_BEGIN_MS + 13 * 60 * MINUTE_MS;
    const { atMs } = await store.columns({ ...query, fromMs, toMs: fromMs + 8 * 60 * MINUTE_MS });
    expect(atMs[0]).toBe(fromMs);
    expect(atMs).toHaveLength(8 * 60);
  });

  it('is written on: what its tail held is folded and counted with the rest', async () => {
    await layDownVersion1();
    const store = closeAfter(await openTelemetry(name));
    await store.append([rowAt('gamma', DAY_BEGIN_MS + 2 * DAY_MS + MINUTE_MS, { powerW: 22 })]);
    await store.compact(DAY_BEGIN_MS + 2 * DAY_MS + 2 * MINUTE_MS);
    expect(await store.rowCount()).toBe(2 * 1_440 + 1 + 3);
    const { values } = await store.columns(query);
    expect([...(values.powerW ?? [])].slice(-2)).toEqual([21, 22]);
  });

  it('keeps days and quarters of a day that a version between the two wrote side by side', async () => {
    await layDownVersion1();
    const between = await openDB(name, 2, {
      upgrade(old) {
        old.createObjectStore('quarantine', { autoIncrement: true });
        old.createObjectStore('meta').put(2 * 1_440 + 1, 'rows');
      },
    });
    const at = DAY_BEGIN_MS + 7 * 60 * MINUTE_MS;
    await between.put('minute', {
      minerId: 'gamma',
      startMs: DAY_BEGIN_MS + 6 * 60 * MINUTE_MS,
      atMs: Float64Array.of(at),
      columns: { powerW: Float32Array.of(99) },
    });
    between.close();
    const store = closeAfter(await openTelemetry(name));
    expect(await store.rowCount()).toBe(2 * 1_440 + 1);
    const { atMs, values } = await store.columns(query);
    expect([...atMs]).toEqual([...atMs].sort((a, b) => a - b));
    expect(values.powerW?.[7 * 60]).toBe(99);
    expect(values.sharesAccepted?.[7 * 60]).toBe(7 * 60);
  });
});

describe('two versions of the app', () => {
  it('a database of a newer version is left alone, and named', async () => {
    (await openDB(name, TELEMETRY_VERSION + 1)).close();
    await expect(openTelemetry(name)).rejects.toMatchObject({ name: 'StoreError', kind: 'newer-version' });
    expect((await indexedDB.databases()).find((each) => each.name === name)?.version).toBe(
      TELEMETRY_VERSION + 1,
    );
  });

  it('an older tab that does not let go is named after a while, and once it is closed all is well', async () => {
    await layDownVersion1();
    const olderTab = closeAfter(await openDB(name, 1));
    const askedMs = performance.now();
    await expect(openTelemetry(name)).rejects.toMatchObject({ name: 'StoreError', kind: 'blocked' });
    expect(performance.now() - askedMs).toBeGreaterThanOrEqual(BLOCKED_AFTER_MS - 50);
    // It goes on reading and writing meanwhile.
    expect(await olderTab.count('minute')).toBe(3);
    olderTab.close();
    const store = closeAfter(await openTelemetry(name));
    expect(await store.rowCount()).toBe(2 * 1_440 + 1);
  });

  it('a connection that was given up does not stand in the way of the next version', async () => {
    await layDownVersion1();
    const olderTab = await openDB(name, 1);
    await expect(openTelemetry(name)).rejects.toMatchObject({ kind: 'blocked' });
    olderTab.close();
    let blocked = false;
    closeAfter(
      await openDB(name, TELEMETRY_VERSION + 1, {
        blocked: () => {
          blocked = true;
        },
      }),
    );
    expect(blocked).toBe(false);
  });

  it('an open connection lets a newer version have the database, and says that it did', async () => {
    let superseded = 0;
    const store = closeAfter(
      await openTelemetry(name, {
        onSuperseded: () => {
          superseded += 1;
        },
      }),
    );
    await store.append([rowAt('gamma', DAY_BEGIN_MS, { powerW: 15 })]);
    const newer = closeAfter(await openDB(name, TELEMETRY_VERSION + 1));
    expect(superseded).toBe(1);
    expect(await newer.count('tail')).toBe(1);
    const late = store.append([rowAt('gamma', DAY_BEGIN_MS + 1, { powerW: 15 })]);
    await expect(late).rejects.toMatchObject({ name: 'StoreError', kind: 'newer-version' });
    await expect(store.compact(DAY_BEGIN_MS)).rejects.toMatchObject({ kind: 'newer-version' });
  });
});
