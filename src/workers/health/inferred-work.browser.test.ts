import { afterEach, beforeEach, expect, test } from 'vitest';
import { minerAtPool } from '../../../tests/support/miner-at-pool.ts';
import { rowAt } from '../../../tests/support/telemetry-rows.ts';
import type { TelemetryRow } from '../../domain/series.ts';
import { DEFAULT_SETTINGS } from '../../domain/settings.ts';
import type { BookedFinding } from '../../insight/health/finding-book.ts';
import { NOTHING_JUDGED } from '../../insight/health/judged-past.ts';
import { readInferred } from '../../insight/health/offered-work.ts';
import { type EntityStore, openEntities } from '../../store/entity-store.ts';
import { type BucketsQuery, openTelemetry, type TelemetryStore } from '../../store/telemetry-store.ts';
import { inferWork } from './inferred-work.ts';
import { Slices } from './slices.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BEGIN_MS = Date.UTC(2026, 2, 1);
const STOP_MS = BEGIN_MS + 2.5 * DAY_MS;
const NOW_MS = BEGIN_MS + 5 * DAY_MS;

let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;
let reads = 0;
beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-t`);
  entities = await openEntities(`${name}-e`);
  reads = 0;
});
afterEach(() => {
  telemetry.close();
  entities.close();
  indexedDB.deleteDatabase(`${name}-t`);
  indexedDB.deleteDatabase(`${name}-e`);
});

/** A fan that is a third slower from the second day on, and as quick as ever after a stop of an hour on the third. */
function rows(rpmAfter: number): readonly TelemetryRow[] {
  const found: TelemetryRow[] = [];
  for (let atMs = BEGIN_MS; atMs < NOW_MS; atMs += 180_000) {
    if (atMs >= STOP_MS && atMs < STOP_MS + HOUR_MS) continue;
    const fanRpm = atMs < BEGIN_MS + DAY_MS ? 6000 : atMs < STOP_MS ? 4000 : rpmAfter;
    const uptimeS = 900_000 + atMs / 1000;
    found.push(rowAt('a', atMs, { hashrateHs: 1e12, state: 1, uptimeS, fanRpm, fanPercent: 50 }));
  }
  return found;
}

const SLOW: BookedFinding = {
  id: 'a:fan-wear:1',
  finding: {
    minerId: 'a',
    trouble: 'fan-wear',
    sinceMs: BEGIN_MS + DAY_MS,
    confidence: 0.999,
    size: { value: -1 / 3, low: -0.35, high: -0.3, unit: 'part' },
    evidence: [{ figure: 'fan-speed', direction: 'down', nats: 20, sinceMs: BEGIN_MS + DAY_MS, charts: [] }],
  },
  foundAtMs: BEGIN_MS + 1.5 * DAY_MS,
  stoodAtMs: STOP_MS + 3 * HOUR_MS,
  endedAtMs: STOP_MS + 3 * HOUR_MS,
};

async function inferred(book: readonly BookedFinding[], toMs = NOW_MS) {
  const view = {
    fleet: 'real',
    atMs: toMs,
    leading: true,
    alerts: [],
    settings: DEFAULT_SETTINGS,
    miners: [minerAtPool('a', toMs, { url: 'stratum+tcp://solo.ckpool.org:3333' })],
  } as const;
  const counted = {
    extent: (minerId?: string) => telemetry.extent(minerId),
    buckets: (query: BucketsQuery) => {
      reads += 1;
      return telemetry.buckets(query);
    },
  };
  const slices = new Slices({ clockMs: () => 0, rest: async () => undefined }, new AbortController().signal);
  const past = { ...NOTHING_JUDGED, fromMs: BEGIN_MS, toMs, book };
  await inferWork(past, { entities, telemetry: counted, view: () => view }, slices);
  return readInferred(await entities.health.kept('health-inferred'));
}

test('a fan that is quick again after a stop was replaced in it, which is looked for once', async () => {
  await telemetry.importRows(rows(6000), NOW_MS);
  const found = await inferred([SLOW]);
  expect(found[SLOW.id]).toMatchObject([
    { minerId: 'a', kind: 'fan-replaced', atMs: STOP_MS, told: 'inferred' },
  ]);
  const readOnce = reads;
  expect(readOnce).toBeGreaterThan(0);
  expect(await inferred([SLOW])).toEqual(found);
  expect(reads).toBe(readOnce);
});

test('of a fan that is as slow as before, of a finding that stands, and of one that is gone nothing is kept', async () => {
  await telemetry.importRows(rows(4000), NOW_MS);
  expect(await inferred([SLOW])).toEqual({ [SLOW.id]: [] });
  expect(await inferred([{ ...SLOW, endedAtMs: undefined }])).toEqual({});
  expect(await inferred([])).toEqual({});
});

test('a board that has been gone for a week is told without its end', async () => {
  const lost = { ...SLOW, id: 'a:part-loss:1', endedAtMs: undefined };
  const gone = { ...lost, finding: { ...SLOW.finding, trouble: 'part-loss' } } as const;
  expect((await inferred([gone]))[gone.id]).toEqual([]);
  expect((await inferred([gone], BEGIN_MS + 9 * DAY_MS))[gone.id]).toMatchObject([
    { kind: 'part-failed', component: 'board', atMs: BEGIN_MS + DAY_MS },
  ]);
});
