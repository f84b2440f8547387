import { deleteDB, type IDBPDatabase, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { TIER_MS } from '../domain/buckets.ts';
import type { TelemetryRow } from '../domain/series.ts';
import { segmentOf } from './segment.ts';
import { openTelemetry, type TelemetryStore } from './telemetry-store.ts';
import { bucketsOf } from './tiers/buckets.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Midnight UTC of some day. */
const BEGIN_MS = Date.UTC(2026, 2, 1);
const DAYS = 5;
const END_MS = BEGIN_MS + DAYS * DAY_MS;
const NAMES = ['powerW', 'sharesAccepted', 'state'] as const;

let name = '';
let store: TelemetryStore;
/** The same database as a test sees it, without the store. */
let beneath: IDBPDatabase;

beforeEach(async () => {
  name = crypto.randomUUID();
  store = await openTelemetry(name);
  beneath = await openDB(name);
});
afterEach(async () => {
  store.close();
  beneath.close();
  await deleteDB(name);
});

/** A row each five minutes, a night without any, a restart at noon, and a spike. */
function past(minerId: string): TelemetryRow[] {
  const rows: TelemetryRow[] = [];
  for (let atMs = BEGIN_MS + 17_000; atMs < END_MS; atMs += 5 * MINUTE_MS) {
    const step = (atMs - BEGIN_MS) / (5 * MINUTE_MS);
    if (atMs % DAY_MS < 3 * HOUR_MS && atMs > BEGIN_MS + DAY_MS) continue;
    const sharesAccepted = Math.floor((atMs % (DAY_MS / 2)) / 30_000);
    const powerW = Math.floor(step) === 700 ? 9_000 : 15 + (Math.floor(step) % 7);
    rows.push(rowAt(minerId, atMs, { powerW, sharesAccepted, state: step % 50 < 3 ? 2 : 1 }));
  }
  return rows;
}

function answers(entityId = 'gamma') {
  const range = { names: NAMES, fromMs: BEGIN_MS, toMs: END_MS };
  return Promise.all([
    ...(['minute', 'quarter', 'hour', 'day'] as const).map((tier) =>
      store.buckets({ entityId, tier, ...range }),
    ),
    ...[20, 100, 500, 5_000].map((maxPoints) => store.columns({ minerId: entityId, maxPoints, ...range })),
    store.sumColumns({ minerIds: [entityId], maxPoints: 40, ...range }),
  ]);
}

describe('a question', () => {
  it('is answered the same before the fold, after it, and after the cascade', async () => {
    const rows = past('gamma');
    await store.append(rows.slice(0, 400));
    await store.compact(BEGIN_MS + 2 * DAY_MS);
    await store.append(rows.slice(400));
    const before = await answers();
    await store.compact(END_MS);
    expect(await answers()).toEqual(before);
    await store.cascade(END_MS);
    expect(await beneath.count('dirty')).toBe(0);
    expect(await answers()).toEqual(before);
    await store.append([rowAt('gamma', BEGIN_MS + 30 * HOUR_MS, { powerW: 99 })]);
    const changed = await answers();
    expect(changed).not.toEqual(before);
    await store.compact(END_MS);
    expect(await answers()).toEqual(changed);
    await store.cascade(END_MS);
    expect(await answers()).toEqual(changed);
  });

  it('is answered with what the rows themselves say', async () => {
    const rows = past('gamma');
    await store.append(rows);
    await store.compact(END_MS);
    await store.cascade(END_MS);
    const [, , hours] = await answers();
    const told = bucketsOf(segmentOf(rows, { minerId: 'gamma', startMs: BEGIN_MS }), TIER_MS.hour);
    expect(hours).toMatchObject({ atMs: told.atMs, rows: told.rows, firstAtMs: told.firstAtMs });
    expect(Object(hours).series.sharesAccepted).toEqual(told.series.sharesAccepted);
    expect(Object(hours).series.state).toEqual(told.series.state);
    expect(Object(hours).series.powerW).toMatchObject({ ...told.series.powerW, m2: expect.anything() });
  });

  it('about no time at all is answered with nothing, wherever that lies', async () => {
    await store.append(past('gamma'));
    for (const atMs of [BEGIN_MS, BEGIN_MS + 1, BEGIN_MS + 16 * DAY_MS])
      for (const toMs of [atMs, atMs - DAY_MS])
        for (const tier of ['minute', 'hour', 'day'] as const) {
          const buckets = await store.buckets({ entityId: 'gamma', names: NAMES, tier, fromMs: atMs, toMs });
          expect(buckets.atMs).toHaveLength(0);
        }
    const none = { minerId: 'gamma', names: NAMES, fromMs: BEGIN_MS, toMs: BEGIN_MS, maxPoints: 10 };
    expect((await store.columns(none)).atMs).toHaveLength(0);
  });

  it('over a long time still shows a spike, and a night without rows as a gap', async () => {
    await store.append(past('gamma'));
    await store.compact(END_MS);
    await store.cascade(END_MS);
    const { values } = await store.columns({
      minerId: 'gamma',
      names: ['powerW'],
      fromMs: BEGIN_MS,
      toMs: END_MS,
      maxPoints: 60,
    });
    expect(values.powerW?.length).toBeLessThan(100);
    expect([...(values.powerW ?? [])]).toContain(9_000);
    expect([...(values.powerW ?? [])].filter(Number.isNaN)).toHaveLength(DAYS - 1);
  });

  it('about rows that were imported is answered as about those that were polled', async () => {
    await store.append(past('gamma'));
    await store.compact(END_MS);
    await store.importRows(past('nerd'), END_MS);
    const [polled, imported] = await Promise.all([answers('gamma'), answers('nerd')]);
    expect(imported).toEqual(polled);
    expect(await beneath.count('tail')).toBe(0);
    await store.importRows(past('nerd'), END_MS);
    expect(await answers('nerd')).toEqual(polled);
    expect(await store.rowCount()).toBe(2 * past('gamma').length);
  });
});

describe('a cascade', () => {
  it('leaves the day that is not over', async () => {
    await store.append(past('gamma'));
    await store.compact(END_MS);
    await store.cascade(END_MS - 1);
    expect(await beneath.getAllKeys('dirty')).toEqual([['gamma', END_MS - DAY_MS]]);
  });

  it('that is ended in the middle is gone on with later', async () => {
    const miners = ['gamma', 'nerd', 'delta'];
    await store.importRows(miners.flatMap(past), END_MS);
    const before = await answers('nerd');
    const stop = new AbortController();
    const progress: number[] = [];
    await store.cascade(END_MS, {
      signal: stop.signal,
      onProgress: (done) => {
        progress.push(done);
        stop.abort();
      },
    });
    expect(progress[0]).toBeLessThan(1);
    expect(await beneath.count('dirty')).toBeGreaterThan(0);
    expect(await answers('nerd')).toEqual(before);
    await Promise.all([store.cascade(END_MS), store.cascade(END_MS)]);
    expect(await beneath.count('dirty')).toBe(0);
    expect(await answers('nerd')).toEqual(before);
  });

  it('keeps what was derived of minutes that are gone, and lets rows that come late only fill it in', async () => {
    await store.importRows(past('gamma'), END_MS + 3 * DAY_MS);
    await store.cascade(END_MS);
    const [, , before] = await answers();
    await beneath.clear('minute');
    const late = BEGIN_MS + 10 * HOUR_MS + 1_000;
    await store.importRows([rowAt('gamma', late, { powerW: 1, state: 3 })], END_MS + 3 * DAY_MS);
    const [, , asked] = await answers();
    await store.cascade(END_MS);
    const [, , after] = await answers();
    expect(after).toEqual(asked);
    expect(Object(after).rows).toEqual(Object(before).rows);
    expect(Object(after).series).toEqual(Object(before).series);
  });

  it('derives again what was damaged', async () => {
    await store.importRows(past('gamma'), END_MS);
    await store.cascade(END_MS);
    const before = await answers();
    for (const tier of ['quarter', 'hour', 'day']) {
      for (const record of await beneath.getAll(tier))
        await beneath.put(tier, { ...record, bytes: record.bytes.slice(1) });
      expect(await answers()).toEqual(before);
    }
    expect(await beneath.count('quarantine')).toBeGreaterThan(0);
    await store.cascade(END_MS + 999 * DAY_MS);
    expect(await beneath.count('dirty')).toBe(0);
    expect(await answers()).toEqual(before);
    expect(await beneath.count('day')).toBe(1);
  });

  it('goes with its miner', async () => {
    await store.importRows([...past('gamma'), ...past('nerd')], END_MS);
    await store.cascade(BEGIN_MS + 2 * DAY_MS);
    await store.remove('gamma');
    for (const each of ['minute', 'quarter', 'hour', 'day', 'dirty'])
      expect((await beneath.getAllKeys(each)).filter((key) => Object(key)[0] === 'gamma')).toEqual([]);
    expect((await answers('nerd'))[0]).toMatchObject({ atMs: { length: past('nerd').length } });
  });
});

describe('minutes that version 3 wrote', () => {
  it('read as they did, and are written anew by the cascade', async () => {
    const atMs = Float64Array.from({ length: 360 }, (_, minute) => BEGIN_MS + minute * MINUTE_MS);
    const columns = { powerW: Float32Array.from(atMs, (_, minute) => 15 + (minute % 5)) };
    await beneath.put('minute', { minerId: 'gamma', startMs: BEGIN_MS, atMs, columns });
    await beneath.put('dirty', 1, ['gamma', BEGIN_MS]);
    const before = await answers();
    expect(before[3]).toMatchObject({ rows: Float64Array.of(360) });
    await store.cascade(END_MS);
    expect(await beneath.get('minute', ['gamma', BEGIN_MS])).toMatchObject({ bytes: expect.any(Uint8Array) });
    expect(await answers()).toEqual(before);
  });
});
