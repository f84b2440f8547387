import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { TIER_MS } from '../domain/buckets.ts';
import type { HistoryTier } from '../domain/retention.ts';
import { openTelemetryDatabase, type TelemetryDatabase } from './telemetry-schema.ts';
import { TelemetryStore } from './telemetry-store.ts';

const DAY = TIER_MS.day;
const HOUR = TIER_MS.hour;
const NOW = 20_000 * DAY + HOUR;

let name: string;
let database: TelemetryDatabase;
let store: TelemetryStore;

beforeEach(async () => {
  name = `thinning-${crypto.randomUUID()}`;
  database = await openTelemetryDatabase(name);
  store = new TelemetryStore(database);
});

afterEach(() => {
  store.close();
  indexedDB.deleteDatabase(name);
});

/** A poll each ten minutes of a day some days ago. */
async function told(daysAgo: number, powerW = 100): Promise<void> {
  const from = NOW - HOUR - daysAgo * DAY;
  const rows = Array.from({ length: 144 }, (_, index) =>
    rowAt('gamma', from + index * 600_000, { powerW, sharesAccepted: index }),
  );
  await store.importRows(rows, NOW);
}

async function startsOf(tier: HistoryTier): Promise<number[]> {
  return (await database.getAllKeys(tier)).map(([, startMs]) => startMs);
}

const days = (tier: 'hour' | 'day') =>
  store.buckets({ entityId: 'gamma', names: ['powerW', 'sharesAccepted'], tier, fromMs: 0, toMs: NOW });

describe('thinning', () => {
  it('lets minutes go at their age, and hours and days say what they said', async () => {
    await told(200);
    await told(10);
    await store.cascade(NOW);
    const before = [await days('hour'), await days('day')];
    const rowsBefore = await store.rowCount();
    const gone = await store.thin({ nowMs: NOW });
    expect(gone).toMatchObject([{ atMs: NOW, reason: 'age' }]);
    expect(gone[0]?.freedBytes).toBeGreaterThan(0);
    expect(gone[0]?.untilMs.minute).toBe(NOW - HOUR - 199 * DAY);
    expect((await startsOf('minute')).every((startMs) => startMs > NOW - 11 * DAY)).toBe(true);
    expect([await days('hour'), await days('day')]).toEqual(before);
    expect(await store.rowCount()).toBe(rowsBefore / 2);
  });

  it('leaves a day without its minutes to be drawn in what is left of it', async () => {
    const from = NOW - HOUR - 200 * DAY;
    const drawn = async (fromMs: number, toMs: number) => {
      const asked = { minerId: 'gamma', names: ['powerW'] as const, fromMs, toMs };
      const { atMs, values } = await store.columns({ ...asked, maxPoints: 480 });
      return { rows: atMs.length, power: new Set(values.powerW) };
    };
    await told(200);
    await store.cascade(NOW);
    await store.thin({ nowMs: NOW });
    expect(await drawn(from, from + DAY)).toEqual({ rows: 144, power: new Set([100]) });
    expect((await drawn(from + 6 * HOUR, from + 7 * HOUR)).power).toEqual(new Set([100]));
    expect((await drawn(from - DAY, from)).rows).toBe(0);
  });

  it('takes nothing of which hours and days are still to be derived', async () => {
    await told(200);
    const before = await startsOf('minute');
    expect(await store.thin({ nowMs: NOW, budgetBytes: 0 })).toEqual([]);
    expect(await startsOf('minute')).toEqual(before);
  });

  it('within a budget takes the oldest minutes first, and says why', async () => {
    for (const daysAgo of [40, 30, 20]) await told(daysAgo);
    await store.cascade(NOW);
    const held = (await store.tiers()).reduce((sum, { bytes }) => sum + bytes, 0);
    const gone = await store.thin({ nowMs: NOW, budgetBytes: held - 100 });
    expect(gone).toMatchObject([{ reason: 'budget' }]);
    expect((await startsOf('minute'))[0]).toBe(NOW - HOUR - 40 * DAY + 6 * HOUR);
    await store.thin({ nowMs: NOW, budgetBytes: 0 });
    expect(await startsOf('minute')).toEqual([]);
    expect(await startsOf('day')).not.toEqual([]);
  });

  it('takes none where the coarser tier cannot be read, until it is derived again', async () => {
    await told(200);
    await store.cascade(NOW);
    for (const [minerId, startMs] of await database.getAllKeys('quarter'))
      await database.put('quarter', { minerId, startMs, bytes: new Uint8Array(40) });
    expect(await store.thin({ nowMs: NOW })).toEqual([]);
    expect(await startsOf('minute')).toHaveLength(4);
    await store.cascade(NOW);
    expect(await store.thin({ nowMs: NOW })).toMatchObject([{ reason: 'age' }]);
    expect(await startsOf('minute')).toEqual([]);
  });

  it('makes room where the browser’s runs short', async () => {
    await told(30);
    await store.cascade(NOW);
    const space = { usageBytes: 900, quotaBytes: 1_000, refused: false };
    expect(await store.thin({ nowMs: NOW, space })).toMatchObject([{ reason: 'space' }]);
  });
});
