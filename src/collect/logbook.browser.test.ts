import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DeviceSnapshot } from '../devices/adapter.ts';
import type { Miner } from '../domain/miner.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { StoreError } from '../store/store-error.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import { FleetKeeper } from './fleet-keeper.ts';
import { Logbook } from './logbook.ts';

const NOW_MS = Date.UTC(2026, 2, 1, 12);
const miner: Miner = {
  id: 'a',
  identity: { family: 'axeos', algorithm: 'sha256' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'Kitchen Gamma',
  addedAtMs: NOW_MS,
};
const snapshot: DeviceSnapshot = {
  identity: { family: 'axeos', algorithm: 'sha256', firmware: 'v2.13.0' },
  reading: {
    atMs: NOW_MS,
    hashrateHs: 1.2e12,
    shares: {},
    fans: [],
    boards: [],
    pools: [],
    faults: [],
    oddities: [],
  },
};

let telemetry: TelemetryStore;
let entities: EntityStore;
let keeper: FleetKeeper;
let logbook: Logbook;
let changes = 0;
let name = '';

beforeEach(async () => {
  name = crypto.randomUUID();
  [telemetry, entities] = await Promise.all([openTelemetry(`${name}-t`), openEntities(`${name}-e`)]);
  keeper = new FleetKeeper('real', DEFAULT_SETTINGS);
  keeper.setMiners([miner], NOW_MS);
  changes = 0;
  const onChange = () => {
    changes += 1;
  };
  logbook = new Logbook({ telemetry, entities, keeper, nowMs: () => NOW_MS, onChange });
});
afterEach(() => {
  telemetry.close();
  entities.close();
  for (const database of [`${name}-t`, `${name}-e`]) indexedDB.deleteDatabase(database);
});

test('an answer is kept as a row, as the last answer, and as what it tells of the miner; a name given meanwhile stays', async () => {
  await entities.putMiners([{ ...miner, name: 'Hall Gamma' }]);
  const answered = keeper.answered('a', snapshot, 'poll');
  await logbook.answered(miner, snapshot, answered);
  await logbook.flush();
  expect(await entities.snapshots()).toMatchObject([{ minerId: 'a', answeredAtMs: NOW_MS }]);
  expect(await entities.miners()).toMatchObject([{ name: 'Hall Gamma', identity: { firmware: 'v2.13.0' } }]);
  const range = { minerId: 'a', fromMs: NOW_MS - 1, toMs: NOW_MS + 1, maxPoints: 10 };
  const columns = await telemetry.columns({ ...range, names: ['hashrateHs'] });
  expect([...(columns.values.hashrateHs ?? [])]).toEqual([Math.fround(1.2e12)]);
});

test('what a plug taught of a miner is kept with it, and nothing else that was changed meanwhile is lost', async () => {
  await entities.putMiners([{ ...miner, name: 'Hall Gamma' }]);
  const meteredPairs = [{ atMs: NOW_MS, deviceW: 18, wallW: 22, stretches: 1 }];
  await logbook.answered(miner, snapshot, { events: [], changedMiner: { ...miner, meteredPairs } });
  expect(await entities.miners()).toMatchObject([{ name: 'Hall Gamma', meteredPairs }]);
});

test('what the stores refuse is shown until they take something again', async () => {
  await logbook.store(() => Promise.reject(new StoreError('quota', 'the disk is full')));
  expect(keeper.storeProblem).toEqual({ kind: 'quota', detail: 'the disk is full' });
  expect(changes).toBe(1);
  await logbook.store((stored) => stored.putMiners([miner]));
  expect(keeper.storeProblem).toBeUndefined();
  expect(changes).toBe(2);
});

test('a defect of ours is not taken for a trouble of the stores', async () => {
  const defect = new TypeError('x is not a function');
  await expect(logbook.store(() => Promise.reject(defect))).rejects.toBe(defect);
  expect(keeper.storeProblem).toBeUndefined();
});

test('rows that a device remembered are in the journal once they are stored, and none make no entry', async () => {
  await logbook.remembered([]);
  expect(await entities.eventsBetween(0, NOW_MS + 1)).toEqual([]);
  const values = new Float64Array(0);
  await logbook.remembered([{ minerId: 'a', atMs: NOW_MS - 60_000, values }]);
  expect(await entities.eventsBetween(0, NOW_MS + 1)).toMatchObject([{ kind: 'back-filled', to: '1' }]);
});
