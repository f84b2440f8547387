import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aModel } from '../../../tests/support/a-model.ts';
import { aMiner, dailyPower, learnerHouse } from '../../../tests/support/learner-house.ts';
import type { ToldInHour } from '../../../tests/support/told-telemetry.ts';
import { type EntityStore, openEntities } from '../../store/entity-store.ts';
import { type ModelStore, openModels } from '../../store/model-store.ts';
import type { BucketsQuery } from '../../store/telemetry-store.ts';
import type { TrainingView } from '../forecast-api.ts';
import { ForecastService, type ForecastServicePorts } from './forecast-service.ts';

const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 2, 20, 12, 1);
const POWER = 'power:a1:hour';

let name = '';
let entities: EntityStore;
let models: ModelStore;
let nowMs = NOW_MS;
let services: ForecastService[] = [];

beforeEach(async () => {
  name = crypto.randomUUID();
  nowMs = NOW_MS;
  entities = await openEntities(`${name}-entities`);
  models = await openModels(`${name}-models`);
  await entities.putMiners([aMiner('a1', NOW_MS)]);
});
afterEach(async () => {
  for (const each of services) each.close();
  services = [];
  entities.close();
  models.close();
  indexedDB.deleteDatabase(`${name}-entities`);
  indexedDB.deleteDatabase(`${name}-models`);
});

function service(
  { days = 40, told = dailyPower }: { readonly days?: number; readonly told?: ToldInHour } = {},
  changes: Partial<ForecastServicePorts> = {},
): ForecastService {
  const house = learnerHouse({ name, nowMs: () => nowMs, entities, models, days, told });
  const made = new ForecastService({ ...house, ...changes });
  services.push(made);
  return made;
}

/** Waits for the end of a training. */
function ended(learner: ForecastService, id: string): Promise<TrainingView> {
  return new Promise((resolve) => {
    void learner.followTrainings((trainings) => {
      const own = trainings.find((each) => each.id === id);
      if (own && ['done', 'failed', 'cancelled'].includes(own.phase)) resolve(own);
    });
  });
}

test('what can be forecast is listed, with what is lacking', async () => {
  const learner = service();
  const found = await learner.forecastTargets();
  const of = (id: string) => found.find(({ target }) => target.id === id);
  expect(of(POWER)).toBeDefined();
  expect(of(POWER)?.lack).toBeUndefined();
  expect(of('room-temperature:home:hour')?.lack).toEqual({ kind: 'untold', of: 'room-temperature' });
  expect(of('price:BTC:day')?.lack).toEqual({ kind: 'untold', of: 'price' });
  expect(of('hashrate:a1:hour')).toMatchObject({ rows: 959, lack: { kind: 'constant', value: 1e12 } });
  // How much there is of one is counted once its whole past was read.
  expect(of(POWER)?.rows).toBeUndefined();
  await learner.predict({ targetId: POWER });
  const again = await learner.forecastTargets();
  expect(again.find(({ target }) => target.id === POWER)?.rows).toBe(959);
});

test('to say what can be forecast the newest days of each miner are read once, and no past wholly', async () => {
  await entities.putMiners(['a1', 'a2', 'a3'].map((id) => aMiner(id, NOW_MS)));
  const wavy: ToldInHour = (id, series, atMs) =>
    series === 'hashrateHs' ? 1e12 + dailyPower(id, 'powerW', atMs) : dailyPower(id, series, atMs);
  const read: BucketsQuery[] = [];
  const { telemetry } = learnerHouse({ name, nowMs: () => nowMs, entities, models, days: 40, told: wavy });
  const buckets = async (query: BucketsQuery) => {
    read.push(query);
    return telemetry.buckets(query);
  };
  const learner = service({}, { telemetry: { buckets } });
  const found = await learner.forecastTargets();
  expect(found.filter(({ lack }) => !lack).length).toBe(8);
  expect(read.map(({ entityId }) => entityId).sort()).toEqual(['a1', 'a2', 'a3']);
  for (const { fromMs } of read) expect(fromMs).toBeGreaterThan(nowMs - 6 * 24 * HOUR_MS);
  await learner.forecastTargets();
  expect(read.length).toBe(3);
});

test('before any contest the simple rule speaks, with intervals from its own past that hold what came', async () => {
  const learner = service();
  const { forecast, past, reasons, contest } = await learner.predict({ targetId: POWER });
  expect(contest).toBeUndefined();
  expect(forecast.speakers).toEqual([{ kind: 'rule', name: 'seasonal naive' }]);
  expect(reasons).toEqual([{ kind: 'season', stepsAgo: 24 }]);
  expect(forecast.steps.length).toBe(24);
  const lastMs = past.atMs.at(-1) ?? 0;
  expect(forecast.steps[0]?.atMs).toBe(lastMs + HOUR_MS);
  const held = forecast.steps.filter(({ atMs, low95, high95 }) => {
    const came = dailyPower('a1', 'powerW', atMs - HOUR_MS);
    return came >= low95 && came <= high95;
  });
  expect(held.length).toBeGreaterThanOrEqual(20);
});

test('what never changes is said to stay; what is too short says when it will be enough', async () => {
  const { forecast } = await service().predict({ targetId: 'hashrate:a1:hour' });
  expect(forecast.steps.every(({ value, low95, high95 }) => value === 1e12 && low95 === high95)).toBe(true);
  const short = service({ days: 2 }).predict({ targetId: POWER });
  await expect(short).rejects.toMatchObject({
    name: 'LearnerFailure',
    kind: 'lacking',
    message: expect.stringMatching(/^There are 47 values .+ needed\.$/),
    lack: { kind: 'too-little-data', has: 47, enoughAtMs: expect.any(Number) },
  });
});

test('questions that make no sense are refused in plain sentences', async () => {
  const learner = service();
  await expect(learner.predict({ targetId: 'luck:me:day' })).rejects.toMatchObject({
    kind: 'unknown-target',
  });
  await expect(learner.predictEarnings({ coin: 'BTC', step: 'day' })).rejects.toMatchObject({
    kind: 'lacking',
    lack: { kind: 'untold', of: 'price' },
  });
  await expect(learner.promote('x')).rejects.toMatchObject({ kind: 'unknown-model' });
  await expect(learner.pause('x')).rejects.toMatchObject({ kind: 'unknown-training' });
  await expect(learner.undo(POWER)).rejects.toMatchObject({ kind: 'unknown-model' });
});

test('infinite values are called so, and cost nothing else', async () => {
  const spoilt: ToldInHour = (id, series, atMs) =>
    series === 'powerW' && atMs === NOW_MS - (NOW_MS % HOUR_MS) - 50 * HOUR_MS
      ? Number.POSITIVE_INFINITY
      : dailyPower(id, series, atMs);
  const learner = service({ told: spoilt });
  await expect(learner.predict({ targetId: POWER })).rejects.toMatchObject({
    kind: 'lacking',
    lack: { kind: 'bad-data' },
  });
  expect((await learner.predict({ targetId: 'hashrate:a1:hour' })).forecast.steps.length).toBe(24);
});

test('forecasts are kept once an hour, and held against what came', async () => {
  const first = service();
  await first.predict({ targetId: POWER });
  await first.predict({ targetId: POWER });
  expect(
    (await first.pastForecasts({ targetId: POWER, most: 5 })).every(({ kind }) => kind === 'replayed'),
  ).toBe(true);
  nowMs += 24 * HOUR_MS;
  const later = service({ days: 41 });
  const [kept, ...others] = await later.pastForecasts({ targetId: POWER, most: 5 });
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ kind: 'kept' });
  expect(kept?.came.filter((value) => !Number.isNaN(value)).length).toBe(24);
  const report = await later.predict({ targetId: POWER });
  expect(report.kept).toMatchObject({ count: 24 });
});

test('a training chooses, trains and holds its contest, and whoever won speaks', async () => {
  const learner = service({ days: 20 });
  const id = await learner.train({ targetId: POWER, kinds: ['boosted-trees'], budgetS: 0 });
  const view = await ended(learner, id);
  expect(view).toMatchObject({ phase: 'done', done: 1 });
  expect(view.outcome?.bands.length).toBeGreaterThan(1);
  const [model] = await learner.listModels(POWER);
  expect(model).toMatchObject({ id: `${POWER}/boosted-trees/1`, kind: 'boosted-trees', version: 1 });
  expect(model?.folds.length).toBeGreaterThan(0);
  expect(model?.curve.length).toBeGreaterThan(0);
  expect((await learner.metrics(POWER))?.heldAtMs).toBe(nowMs);
  const { forecast } = await learner.predict({ targetId: POWER });
  expect(forecast.speakers).toEqual(view.outcome?.bands.map(({ speaker }) => speaker));
  await learner.promote(model?.id ?? '');
  const { forecast: promoted } = await learner.predict({ targetId: POWER });
  expect(promoted.speakers[0]).toMatchObject({ modelId: model?.id });
  expect(promoted.steps.every(({ value }) => Number.isFinite(value))).toBe(true);
  const explained = await learner.explain(model?.id ?? '');
  expect(explained).toMatchObject({ modelId: model?.id, method: 'tree-shap' });
  const sum = explained.pushes.reduce((total, { push }) => total + push, explained.baseValue);
  expect(sum).toBeCloseTo(explained.said, 6);
  expect(explained.importance.length).toBe(model?.features.length);
  await learner.undo(POWER);
  expect((await learner.predict({ targetId: POWER })).forecast.speakers).toEqual(forecast.speakers);
}, 240_000);

test('a model that went through a file says the same as before, also for somebody else', async () => {
  const learner = service({ days: 20 });
  await ended(learner, await learner.train({ targetId: POWER, kinds: ['direct-linear'], budgetS: 0 }));
  const [model] = await learner.listModels(POWER);
  const valuesOf = async (its: ForecastService, id = '') => {
    await its.promote(id);
    return (await its.predict({ targetId: POWER })).forecast.steps.map(({ value }) => value);
  };
  const said = await valuesOf(learner, model?.id);
  expect((await learner.predict({ targetId: POWER })).reasons).toContainEqual({
    kind: 'own-past',
    push: expect.any(Number),
  });
  const file = await learner.exportModel(model?.id ?? '');
  const others = await openModels(`${name}-others`);
  const other = service({ days: 20 }, { models: others });
  const taken = await other.importModel(file);
  expect(taken).toMatchObject({ status: 'candidate', sha256: model?.sha256, parameters: model?.parameters });
  expect(await valuesOf(other, taken.id)).toEqual(said);
  await expect(other.importModel(file.slice(0, -9))).rejects.toMatchObject({ kind: 'damaged-model' });
  others.close();
  indexedDB.deleteDatabase(`${name}-others`);
}, 240_000);

test('a training is paused, goes on, and is ended by its owner', async () => {
  const learner = service();
  const id = await learner.train({ targetId: POWER, kinds: ['recurrent-net'], budgetS: 60 });
  const seen: TrainingView[] = [];
  await learner.followTrainings((all) => seen.push(...all.filter((each) => each.id === id)));
  await vi.waitFor(() => expect(seen.at(-1)?.done).toBeGreaterThan(0), { timeout: 30_000 });
  await learner.pause(id);
  await vi.waitFor(() => expect(seen.at(-1)?.paused).toBe('owner'), { timeout: 10_000 });
  await learner.resume(id);
  await vi.waitFor(() => expect(seen.at(-1)?.paused).toBeUndefined(), { timeout: 10_000 });
  await learner.cancel(id);
  await vi.waitFor(() => expect(seen.at(-1)?.phase).toBe('cancelled'), { timeout: 10_000 });
  expect(await learner.listModels()).toEqual([]);
  expect(await models.trainings.checkpoint(id, 'begin')).toBeUndefined();
}, 60_000);

test('on battery a training waits, unless its owner said otherwise', async () => {
  const learner = service({}, { pageState: () => ({ isHidden: false, isOnBattery: true }) });
  const id = await learner.train({ targetId: POWER, kinds: ['recurrent-net'], budgetS: 0 });
  const seen: TrainingView[] = [];
  await learner.followTrainings((all) => seen.push(...all.filter((each) => each.id === id)));
  await vi.waitFor(() => expect(seen.at(-1)?.paused).toBe('battery'), { timeout: 10_000 });
  expect(await learner.health()).toMatchObject({ running: 1, waiting: 0 });
}, 60_000);

test('a damaged model, and one whose features have changed, are refused by name; the rule goes on', async () => {
  const weights = new TextEncoder().encode('{"kind":"oracle"}');
  const own = { targetId: POWER, id: `${POWER}/boosted-trees/1` };
  await models.add(aModel({ ...own, features: [{ name: 'fan_rpm_stability', version: 99 }] }), weights);
  const learner = service();
  await learner.promote(own.id);
  await expect(learner.predict({ targetId: POWER })).rejects.toMatchObject({
    kind: 'features-differ',
    message: expect.stringContaining('fan_rpm_stability'),
  });
  await learner.rollBack(POWER);
  expect((await learner.predict({ targetId: POWER })).forecast.speakers[0]?.kind).toBe('rule');
});
