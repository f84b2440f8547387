import { deleteDB, type StoreNames } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { compactStep } from './compaction.ts';
import { openTelemetryDatabase, type TelemetryDatabase, type TelemetrySchema } from './telemetry-schema.ts';
import { TelemetryStore } from './telemetry-store.ts';
import { atomically } from './transaction.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Midnight UTC of some day. */
const DAY_BEGIN_MS = Date.UTC(2026, 2, 1);

let name = '';
let database: TelemetryDatabase;
let store: TelemetryStore;

beforeEach(async () => {
  name = crypto.randomUUID();
  database = await openTelemetryDatabase(name);
  store = new TelemetryStore(database);
});
afterEach(async () => {
  store.close();
  await deleteDB(name);
});

async function minutes(fromMs = DAY_BEGIN_MS) {
  const { atMs, values } = await store.columns({
    minerId: 'gamma',
    names: ['powerW', 'tempChipMaxC', 'sharesAccepted'],
    fromMs,
    toMs: fromMs + DAY_MS,
    maxPoints: 10_000,
  });
  const { powerW, tempChipMaxC, sharesAccepted } = values;
  return Array.from(atMs, (moment, row) => ({
    minute: (moment - DAY_BEGIN_MS) / MINUTE_MS,
    powerW: powerW?.[row],
    tempChipMaxC: tempChipMaxC?.[row],
    sharesAccepted: sharesAccepted?.[row],
  }));
}

describe('a transaction', () => {
  it('that throws midway keeps nothing', async () => {
    await store.append([rowAt('gamma', DAY_BEGIN_MS, { powerW: 15 })]);
    const cause = new Error('the power of thought failed');
    const work = atomically(database, async (transaction) => {
      await transaction.objectStore('tail').clear();
      await transaction.objectStore('meta').put(1, 'gamma');
      throw cause;
    });
    await expect(work).rejects.toMatchObject({ name: 'StoreError', kind: 'unreadable', cause });
    expect(await database.count('tail')).toBe(1);
    expect(await store.rowCount()).toBe(0);
  });

  it('that asks for the impossible keeps nothing, and the database works on', async () => {
    await store.append([rowAt('gamma', DAY_BEGIN_MS, { powerW: 15 })]);
    const work = atomically(database, async (transaction) => {
      await transaction.objectStore('tail').clear();
      // No key can be made of a missing time.
      await transaction.objectStore('raw').put({
        minerId: 'gamma',
        startMs: Number.NaN,
        bytes: new Uint8Array(),
      });
    });
    await expect(work).rejects.toMatchObject({ name: 'StoreError' });
    expect(await database.count('tail')).toBe(1);
    await store.compact(DAY_BEGIN_MS);
    expect(await store.rowCount()).toBe(1);
  });
});

describe('compaction', () => {
  it('folds more than it carries at once', async () => {
    for (let batch = 0; batch < 401; batch += 1)
      await store.append(
        Array.from({ length: 25 }, (_, row) => {
          const poll = 25 * batch + row;
          return rowAt('gamma', DAY_BEGIN_MS + poll * 1_000, { powerW: 15, sharesAccepted: poll });
        }),
      );
    const before = await minutes();
    expect(await compactStep(database, DAY_BEGIN_MS + 3 * HOUR_MS)).toBe(true);
    expect(await database.count('tail')).toBe(1);
    expect(await minutes()).toEqual(before);
    await store.compact(DAY_BEGIN_MS + 3 * HOUR_MS);
    expect(await database.count('tail')).toBe(0);
    expect(await minutes()).toEqual(before);
    expect(before.at(-1)?.sharesAccepted).toBe(10_024);
  });

  it('folds polls that came one by one all at once: each segment is written once', async () => {
    for (let poll = 0; poll < 901; poll += 1)
      await store.append([
        rowAt('gamma', DAY_BEGIN_MS + poll * 10_000, { powerW: 15, sharesAccepted: poll }),
      ]);
    const before = await minutes();
    expect(await compactStep(database, DAY_BEGIN_MS + 3 * HOUR_MS)).toBe(false);
    expect(await database.count('tail')).toBe(0);
    expect(await minutes()).toEqual(before);
    expect(before.at(-1)?.sharesAccepted).toBe(900);
  });

  it('of many miners that is killed in the middle has lost nothing and counts nothing twice', async () => {
    const ids = Array.from({ length: 30 }, (_, miner) => `miner-${miner}`);
    const polls = (atMs: number) => ids.map((id, place) => rowAt(id, atMs, { powerW: 10 + place }));
    await store.append(polls(DAY_BEGIN_MS));
    await store.compact(DAY_BEGIN_MS);
    await store.append(polls(DAY_BEGIN_MS + 20_000));
    await store.append(polls(DAY_BEGIN_MS + 90_000));
    const read = () => {
      const range = { fromMs: DAY_BEGIN_MS, toMs: DAY_BEGIN_MS + DAY_MS };
      const asked = { names: ['powerW'], tier: 'hour', ...range } as const;
      return Promise.all(ids.map((entityId) => store.buckets({ entityId, ...asked })));
    };
    const before = await read();
    let begun = 0;
    const killed = new Proxy(database, {
      get(target, name) {
        if (name !== 'transaction') return Reflect.get(target, name).bind(target);
        return (stores: StoreNames<TelemetrySchema>[], ...rest: [IDBTransactionMode]) => {
          if (rest[0] === 'readwrite') begun += 1;
          if (begun === 3) throw new DOMException('killed', 'AbortError');
          return target.transaction(stores, ...rest);
        };
      },
    });
    await expect(compactStep(killed, DAY_BEGIN_MS)).rejects.toThrow();
    expect(await database.count('tail')).toBe(2);
    expect(await database.count('dirty')).toBe(30);
    expect(await read()).toEqual(before);
    await store.compact(DAY_BEGIN_MS);
    expect(await database.count('tail')).toBe(0);
    expect(await read()).toEqual(before);
    expect(await store.rowCount()).toBe(60);
  });

  it('waits for another that runs at the same time, and a batch that comes between is not lost', async () => {
    await store.append([rowAt('gamma', DAY_BEGIN_MS, { powerW: 10 })]);
    await Promise.all([
      store.compact(DAY_BEGIN_MS),
      store.append([rowAt('gamma', DAY_BEGIN_MS + 30_000, { powerW: 20 })]),
      store.compact(DAY_BEGIN_MS),
    ]);
    expect(await minutes()).toMatchObject([{ minute: 0, powerW: 15 }]);
    await store.compact(DAY_BEGIN_MS);
    expect(await minutes()).toMatchObject([{ minute: 0, powerW: 15 }]);
    expect(await store.rowCount()).toBe(1);
  });

  it('brings no miner back that is removed while it runs', async () => {
    const ids = ['nerd', 'delta', 'one', 'two', 'three', 'gamma'];
    for (let poll = 0; poll < 5; poll += 1)
      await store.append(ids.map((id) => rowAt(id, DAY_BEGIN_MS + poll * 10_000, { powerW: 10 })));
    await Promise.all([store.compact(DAY_BEGIN_MS), store.remove('gamma'), store.remove('nerd')]);
    await store.compact(DAY_BEGIN_MS);
    expect(await store.extent('gamma')).toEqual({});
    expect(await store.extent('nerd')).toEqual({});
    expect(await store.rowCount()).toBe(4);
  });

  it('keeps two days as polled, and the hours before as minutes only', async () => {
    const hours = Array.from({ length: 60 }, (_, hour) => DAY_BEGIN_MS + hour * HOUR_MS);
    await store.append(hours.map((atMs) => rowAt('gamma', atMs, { powerW: 15 })));
    await store.compact(DAY_BEGIN_MS + 60 * HOUR_MS);
    const raw = await database.getAllKeys('raw');
    expect(raw.map(([, startMs]) => (startMs - DAY_BEGIN_MS) / HOUR_MS)).toEqual(
      Array.from({ length: 48 }, (_, hour) => 12 + hour),
    );
    expect(await store.rowCount()).toBe(60);
  });
});

describe('rows that come days late', () => {
  const nowMs = DAY_BEGIN_MS + 5 * DAY_MS;

  beforeEach(async () => {
    await store.append([
      rowAt('gamma', DAY_BEGIN_MS, { powerW: 10, sharesAccepted: 1 }),
      rowAt('gamma', DAY_BEGIN_MS + 2 * MINUTE_MS, { powerW: 30, sharesAccepted: 3 }),
    ]);
    await store.compact(DAY_BEGIN_MS + HOUR_MS);
    await store.compact(nowMs);
    expect(await database.count('raw')).toBe(0);
    await store.append([
      rowAt('gamma', DAY_BEGIN_MS + 10_000, { powerW: 99, tempChipMaxC: 61 }),
      rowAt('gamma', DAY_BEGIN_MS + MINUTE_MS, { powerW: 20 }),
    ]);
  });

  const filled = [
    { minute: 0, powerW: 10, tempChipMaxC: 61, sharesAccepted: 1 },
    { minute: 1, powerW: 20, tempChipMaxC: Number.NaN, sharesAccepted: Number.NaN },
    { minute: 2, powerW: 30, tempChipMaxC: Number.NaN, sharesAccepted: 3 },
  ];

  it('only fill in what is missing', async () => {
    await store.compact(nowMs);
    expect(await minutes()).toEqual(filled);
    expect(await store.rowCount()).toBe(3);
  });

  it('read the same before they are folded', async () => {
    expect(await minutes()).toEqual(filled);
  });

  it('bring no polls back that were dropped', async () => {
    await store.compact(nowMs);
    expect(await database.count('raw')).toBe(0);
  });
});
