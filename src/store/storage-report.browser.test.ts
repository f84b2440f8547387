import { afterEach, beforeEach, expect, test } from 'vitest';
import { aModel } from '../../tests/support/a-model.ts';
import { learntIn } from '../../tests/support/learnt-in.ts';
import { type EntityStore, openEntities } from './entity-store.ts';
import { storageReport } from './storage-report.ts';
import { StoreError } from './store-error.ts';
import { openTelemetry, type TelemetryStore } from './telemetry-store.ts';

let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;

beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-t`);
  entities = await openEntities(`${name}-e`);
});
afterEach(() => {
  telemetry.close();
  entities.close();
  for (const part of ['t', 'e', 'm']) indexedDB.deleteDatabase(`${name}-${part}`);
});

test('what was learnt is counted beside the history', async () => {
  const withLearnt = learntIn(`${name}-m`);
  await withLearnt(async (models) => void (await models.add(aModel(), new Uint8Array(5_000))));
  const { learnt, rows } = await storageReport({ telemetry, entities, withLearnt });
  expect(rows).toBe(0);
  expect(learnt).toMatchObject({ models: 1, forecasts: 0, trainings: 0 });
  expect(learnt?.bytes).toBeGreaterThan(5_000);
});

test('where what was learnt cannot be read, the history is told all the same', async () => {
  const unreadable = () => Promise.reject(new StoreError('unreadable', 'the database failed'));
  const report = await storageReport({ telemetry, entities, withLearnt: unreadable });
  expect(report).toMatchObject({ rows: 0, learnt: undefined });
  expect(report.tiers.length).toBeGreaterThan(0);
});
