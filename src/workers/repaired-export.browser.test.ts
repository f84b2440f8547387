import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import type { BackupApi, TableAsk } from './backup-api.ts';
import { createBackupService } from './backup-service.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 10, 21, 12);

let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;
let service: BackupApi;

beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-t`);
  entities = await openEntities(`${name}-e`);
  service = createBackupService({
    telemetry,
    entities,
    kind: 'real',
    nowMs: () => NOW_MS,
    storeChanged: async () => {},
  });
  const minutes = Array.from({ length: 180 }, (_, minute) =>
    rowAt('s19', NOW_MS - 3 * HOUR_MS + minute * MINUTE_MS, { powerW: minute < 60 ? 3.25 : 3250 }),
  );
  await telemetry.importRows(minutes, NOW_MS);
});
afterEach(() => {
  telemetry.close();
  entities.close();
  indexedDB.deleteDatabase(`${name}-t`);
  indexedDB.deleteDatabase(`${name}-e`);
});

const ask = (values?: TableAsk['values'], tier: TableAsk['tier'] = 'raw'): TableAsk => ({
  format: 'csv',
  tier,
  minerIds: ['s19'],
  fromMs: NOW_MS - 4 * HOUR_MS,
  toMs: NOW_MS,
  values,
});

async function table(asked: TableAsk) {
  const saved = await service.exportTable(asked, () => {});
  return { text: await saved?.blob?.text(), repairs: saved?.repairs };
}

/** Of the first column of figures. */
const least = (text = '') =>
  Math.min(
    ...text
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(',')[3])),
  );

test.each(['raw', 'minute', 'hour'] as const)(
  'a table of %s holds values as they were put right, or as recorded; a repair that is undone leaves the same file',
  async (tier) => {
    const before = await table(ask(undefined, tier));
    expect(least(before.text)).toBe(3.25);
    expect(before.repairs).toBeUndefined();
    await entities.repairs.add({
      id: 'a',
      minerId: 's19',
      madeAtMs: NOW_MS,
      change: {
        kind: 'rescale',
        series: 'powerW',
        stretches: [{ fromMs: NOW_MS - 3 * HOUR_MS, toMs: NOW_MS - 2 * HOUR_MS }],
        factor: 1000,
        offset: 0,
      },
      values: 60,
      sample: [],
    });
    const after = await table(ask('repaired', tier));
    expect(least(after.text)).toBe(3250);
    expect(after.repairs).toBe(1);
    expect(await table(ask('recorded', tier))).toEqual(before);
    await entities.repairs.undo('a', NOW_MS);
    expect(await table(ask('repaired', tier))).toEqual(before);
  },
);
