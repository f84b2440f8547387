import { deleteDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { type SumQuery, sumOfParts, sumParts } from './fleet-sum.ts';
import { bucketColumns } from './stored-range.ts';
import { openTelemetry, type TelemetryStore } from './telemetry-store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Midnight UTC of some day. */
const DAY_BEGIN_MS = Date.UTC(2026, 2, 1);

const opened: { name: string; store: TelemetryStore }[] = [];

async function open(name: string = crypto.randomUUID()): Promise<TelemetryStore> {
  const store = await openTelemetry(name);
  opened.push({ name, store });
  return store;
}

afterEach(async () => {
  for (const { store } of opened) store.close();
  for (const { name } of opened.splice(0)) await deleteDB(name);
});

function powerOf(store: TelemetryStore, minerId: string, fromMs: number, toMs: number, maxPoints = 10_000) {
  return store.columns({ minerId, names: ['powerW', 'sharesAccepted'], fromMs, toMs, maxPoints });
}

describe('telemetry of one miner', () => {
  const polls = Array.from({ length: 360 }, (_, poll) =>
    rowAt('gamma', DAY_BEGIN_MS + poll * 10_000, { powerW: 15 + (poll % 6), sharesAccepted: poll }),
  );

  it('reads as it was polled over hours, and as minute means over days', async () => {
    const store = await open();
    await store.append(polls);
    const raw = await powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + HOUR_MS);
    expect(raw.atMs).toEqual(Float64Array.from(polls, (row) => row.atMs));
    expect([...(raw.values.powerW ?? [])].slice(0, 7)).toEqual([15, 16, 17, 18, 19, 20, 15]);
    const minutes = await powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + 24 * HOUR_MS);
    expect(minutes.atMs).toHaveLength(60);
    expect(new Set(minutes.values.powerW)).toEqual(new Set([17.5]));
    expect([...(minutes.values.sharesAccepted ?? [])].slice(0, 3)).toEqual([5, 11, 17]);
  });

  it('reads the same before and after compaction', async () => {
    const store = await open();
    await store.append(polls);
    const ranges = [HOUR_MS, 24 * HOUR_MS];
    const read = () =>
      Promise.all(ranges.map((range) => powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + range)));
    const before = await read();
    await store.compact(DAY_BEGIN_MS + HOUR_MS);
    expect(await read()).toEqual(before);
    await store.compact(DAY_BEGIN_MS + HOUR_MS);
    expect(await read()).toEqual(before);
  });

  it('keeps its minutes when the polls behind them are dropped after two days', async () => {
    const store = await open();
    await store.append(polls);
    const before = await powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + 24 * HOUR_MS);
    await store.compact(DAY_BEGIN_MS + HOUR_MS);
    await store.compact(DAY_BEGIN_MS + 50 * HOUR_MS);
    expect(await powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + 24 * HOUR_MS)).toEqual(before);
    // Who looks at an hour of last week sees its minutes.
    expect(await powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + HOUR_MS)).toEqual(before);
  });

  it('reads as minutes up to where its polls begin', async () => {
    const store = await open();
    await store.append(polls);
    await store.compact(DAY_BEGIN_MS + HOUR_MS);
    const nowMs = DAY_BEGIN_MS + 49 * HOUR_MS;
    await store.append(
      [0, 10_000, 20_000].map((ms) => rowAt('gamma', DAY_BEGIN_MS + HOUR_MS + ms, { powerW: 30 })),
    );
    await store.compact(nowMs);
    const { atMs, values } = await powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + 2 * HOUR_MS);
    expect([...atMs].slice(58).map((moment) => (moment - DAY_BEGIN_MS - HOUR_MS) / 1_000)).toEqual([
      -120, -60, 0, 10, 20,
    ]);
    expect([...(values.powerW ?? [])].slice(58)).toEqual([17.5, 17.5, 30, 30, 30]);
  });

  it('takes the later of two values of one moment, unless that is missing', async () => {
    const store = await open();
    const at = DAY_BEGIN_MS;
    const read = async () => {
      const { values } = await powerOf(store, 'gamma', at, at + HOUR_MS);
      return [values.powerW?.[0], values.sharesAccepted?.[0]];
    };
    await store.append([rowAt('gamma', at, { powerW: 10, sharesAccepted: 1 })]);
    await store.compact(at);
    await store.append([rowAt('gamma', at, { powerW: 20 })]);
    expect(await read()).toEqual([20, 1]);
    await store.compact(at);
    expect(await read()).toEqual([20, 1]);
  });

  it('reads the same together with others as alone, folded, in the tail and absent', async () => {
    const store = await open();
    const later = polls.map((row) => ({ ...row, minerId: 'delta', atMs: row.atMs + 5 * HOUR_MS }));
    await store.append([...polls, ...later]);
    await store.compact(DAY_BEGIN_MS + 7 * HOUR_MS);
    await store.append([rowAt('gamma', DAY_BEGIN_MS + 6.5 * HOUR_MS, { powerW: 40 })]);
    const ids = ['delta', 'nobody', 'gamma'];
    for (const toMs of [DAY_BEGIN_MS + 24 * HOUR_MS, DAY_BEGIN_MS + 6.2 * HOUR_MS]) {
      const asked = { names: ['powerW', 'sharesAccepted'], fromMs: DAY_BEGIN_MS, toMs } as const;
      const alone = await Promise.all(ids.map((id) => powerOf(store, id, DAY_BEGIN_MS, toMs)));
      expect(await store.columnsOfEach(ids, asked)).toEqual(alone);
    }
    const [, , gamma] = await store.columnsOfEach(ids, {
      names: ['powerW'],
      fromMs: DAY_BEGIN_MS,
      toMs: DAY_BEGIN_MS + 24 * HOUR_MS,
    });
    expect(gamma?.values.powerW?.at(-1)).toBe(40);
  });

  it('gives every minute of weeks in order, wherever a range begins and ends, as its statistics say', async () => {
    const store = await open();
    const days = 21;
    const rows = Array.from({ length: days * 48 }, (_, half) =>
      rowAt('gamma', DAY_BEGIN_MS + half * 30 * MINUTE_MS + (half % 3), {
        powerW: half % 7,
        sharesAccepted: half,
      }),
    );
    await store.importRows([...rows, ...rows.map((row) => ({ ...row, atMs: row.atMs + 11 }))], DAY_BEGIN_MS);
    await store.append([rowAt('gamma', DAY_BEGIN_MS + 20 * 24 * HOUR_MS, { powerW: 9, tempVrC: 5 })]);
    const names = ['powerW', 'sharesAccepted', 'tempVrC'] as const;
    for (const [fromMs, toMs] of [
      [DAY_BEGIN_MS - 24 * HOUR_MS, DAY_BEGIN_MS + (days + 1) * 24 * HOUR_MS],
      [DAY_BEGIN_MS + 31 * MINUTE_MS, DAY_BEGIN_MS + 20.02 * 24 * HOUR_MS],
      [DAY_BEGIN_MS - 900 * 24 * HOUR_MS, Number.MAX_SAFE_INTEGER],
    ] as const) {
      const asked = { names, fromMs, toMs };
      const buckets = await store.buckets({ entityId: 'gamma', tier: 'minute', ...asked });
      const [columns] = await store.columnsOfEach(['gamma'], asked);
      // All lie half an hour apart: none is a gap.
      expect(columns).toEqual(bucketColumns(buckets, names));
      expect(columns?.atMs.length).toBeGreaterThan(900);
    }
  });

  it('sums up as the statistics of each miner say, folded and in the tail', async () => {
    const store = await open();
    const twice = polls.map((row) => ({ ...row, minerId: 'delta', atMs: row.atMs + 30 * MINUTE_MS }));
    await store.append([...polls, ...twice]);
    await store.compact(DAY_BEGIN_MS + 2 * HOUR_MS);
    await store.append(
      ['gamma', 'delta'].map((id) => rowAt(id, DAY_BEGIN_MS + 40 * MINUTE_MS + 5, { powerW: 900 })),
    );
    for (const days of [1, 30]) {
      const query: SumQuery = {
        minerIds: ['gamma', 'nobody', 'delta'],
        names: ['powerW', 'sharesAccepted'],
        fromMs: DAY_BEGIN_MS,
        toMs: DAY_BEGIN_MS + days * 24 * HOUR_MS,
        maxPoints: 1_440,
      };
      const parts = await store.bucketsOfEach(query.minerIds, sumParts(query));
      const sum = await store.sumColumns(query);
      expect(sum).toEqual(sumOfParts(parts, query));
      expect(Math.max(...(sum.values.powerW ?? []).filter((powerW) => powerW > 0))).toBeGreaterThan(36);
    }
  });

  it('leaves a gap open as an empty row', async () => {
    const store = await open();
    await store.append([...polls.slice(0, 12), ...polls.slice(180, 192)]);
    const { values } = await powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + HOUR_MS);
    expect(values.powerW).toHaveLength(25);
    expect(values.powerW?.[12]).toBeNaN();
  });

  it('knows how much of it is stored, and from when to when', async () => {
    const store = await open();
    expect(await store.extent()).toEqual({});
    await store.append([...polls, rowAt('nerd', DAY_BEGIN_MS + 5 * HOUR_MS, { powerW: 5 })]);
    const whole = { oldestAtMs: DAY_BEGIN_MS, newestAtMs: DAY_BEGIN_MS + 5 * HOUR_MS };
    expect(await store.extent()).toEqual(whole);
    await store.compact(DAY_BEGIN_MS + 5 * HOUR_MS);
    expect(await store.extent()).toEqual(whole);
    expect(await store.extent('gamma')).toEqual({
      oldestAtMs: DAY_BEGIN_MS,
      newestAtMs: DAY_BEGIN_MS + 59 * MINUTE_MS,
    });
    expect(await store.extent('stranger')).toEqual({});
    expect(await store.rowCount()).toBe(61);
  });

  it('goes when its miner is removed, and leaves the others', async () => {
    const store = await open();
    await store.append([...polls, rowAt('nerd', DAY_BEGIN_MS, { powerW: 5 })]);
    await store.compact(DAY_BEGIN_MS);
    await store.append([rowAt('gamma', DAY_BEGIN_MS + HOUR_MS - 1, {}), rowAt('nerd', DAY_BEGIN_MS + 1, {})]);
    await store.remove('gamma');
    for (const range of [HOUR_MS, 24 * HOUR_MS])
      expect((await powerOf(store, 'gamma', DAY_BEGIN_MS, DAY_BEGIN_MS + range)).atMs).toHaveLength(0);
    expect((await powerOf(store, 'nerd', DAY_BEGIN_MS, DAY_BEGIN_MS + HOUR_MS)).values.powerW?.[0]).toBe(5);
    expect(await store.rowCount()).toBe(1);
  });

  it('does not mix with that of another database', async () => {
    const real = await open();
    const demo = await open();
    await demo.append(polls);
    await demo.compact(DAY_BEGIN_MS);
    expect(await real.extent()).toEqual({});
    expect(await real.rowCount()).toBe(0);
  });
});
