import { afterEach, beforeEach, expect, test } from 'vitest';
import { aMiner, learnerHouse } from '../../../tests/support/learner-house.ts';
import { type EntityStore, openEntities } from '../../store/entity-store.ts';
import { type ModelStore, openModels } from '../../store/model-store.ts';
import { ForecastService } from './forecast-service.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12, 1);
const ROOM = 'room-temperature:home:hour';

let name = '';
let entities: EntityStore;
let models: ModelStore;
let learner: ForecastService | undefined;

beforeEach(async () => {
  name = crypto.randomUUID();
  entities = await openEntities(`${name}-entities`);
  models = await openModels(`${name}-models`);
  await entities.putMiners([aMiner('a1', NOW_MS)]);
});
afterEach(() => {
  learner?.close();
  entities.close();
  models.close();
  indexedDB.deleteDatabase(`${name}-entities`);
  indexedDB.deleteDatabase(`${name}-models`);
});

/** A room that is warm in the afternoon, and some days more than others. */
function roomC(_: string, series: string, atMs: number): number {
  const hour = atMs / 3_600_000;
  const day = Math.floor(hour / 24);
  if (series !== 'roomTempC') return Number.NaN;
  return 21 + (1 + 0.6 * Math.sin(day * 12.9898)) * Math.sin((2 * Math.PI * (hour - 9)) / 24);
}

test('a model that came with the app is kept after its contest, and says from what it was trained on', async () => {
  const house = learnerHouse({ name, nowMs: () => NOW_MS, entities, models, days: 24, told: roomC });
  const service = new ForecastService(house);
  learner = service;
  const id = await service.train({ targetId: ROOM, kinds: ['direct-linear'], budgetS: 0 });
  const view = await new Promise((resolve) => {
    void service.followTrainings((all) => {
      const own = all.find((each) => each.id === id);
      if (own?.phase === 'done' || own?.phase === 'failed') resolve(own);
    });
  });
  expect(view).toMatchObject({ phase: 'done' });

  const kept = await service.listModels(ROOM);
  expect(kept.map(({ kind, parentId }) => [kind, parentId]).sort()).toEqual([
    ['base-net', 'base/room-temperature/1'],
    ['direct-linear', undefined],
  ]);
  const base = kept.find(({ kind }) => kind === 'base-net');
  expect(base).toMatchObject({
    ...{ id: `${ROOM}/base-net/1`, version: 1, features: [] },
    parentCard: { homes: 300, days: 40, unseenHomes: 100 },
    parameters: { epochs: 4 },
  });
  expect(base?.folds.length).toBe(2);
  for (const { mae, rmse, mase } of base?.folds ?? [])
    for (const figure of [mae, rmse, mase]) expect(figure).toBeGreaterThan(0);
  expect(base?.folds[1]?.coverage80).toBeGreaterThan(0.4);
  expect(base?.folds[1]?.coverage95).toBeGreaterThanOrEqual(base?.folds[1]?.coverage80 ?? 1);

  // Whoever decides may let it speak, take it back, and carry it to another device.
  const modelId = base?.id ?? '';
  await service.promote(modelId);
  const { forecast } = await service.predict({ targetId: ROOM });
  expect(forecast.speakers[0]).toEqual({ kind: 'model', name: 'base net', modelId });
  expect(forecast.steps.every(({ value }) => value > 18 && value < 24)).toBe(true);
  expect(await service.explain(modelId)).toMatchObject({ modelId, method: 'integrated-gradients' });
  const copy = await service.importModel(await service.exportModel(modelId));
  expect(copy).toMatchObject({
    ...{ version: 2, status: 'candidate', sha256: base?.sha256 },
    ...{ parentId: base?.parentId, parentCard: base?.parentCard },
  });
  await service.rollBack(ROOM);
  expect((await service.predict({ targetId: ROOM })).forecast.speakers[0]?.modelId).not.toBe(modelId);
}, 120_000);
