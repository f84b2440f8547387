import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aModel } from '../../../tests/support/a-model.ts';
import { aMiner, dailyPower, learnerHouse } from '../../../tests/support/learner-house.ts';
import type { ToldInHour } from '../../../tests/support/told-telemetry.ts';
import { type EntityStore, openEntities } from '../../store/entity-store.ts';
import { type ModelStore, openModels } from '../../store/model-store.ts';
import type { LearnerFailure, TrainingView } from '../forecast-api.ts';
import { ForecastService, type ForecastServicePorts } from './forecast-service.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 2, 20, 12, 1);
const POWER = 'power:a1:hour';
const HASHRATE = 'hashrate:a1:hour';
/** Of another miner, which is always well. */
const OTHER = 'power:a2:hour';

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
  await entities.putMiners([aMiner('a1', NOW_MS), aMiner('a2', NOW_MS)]);
});
afterEach(() => {
  for (const each of services) each.close();
  services = [];
  entities.close();
  models.close();
  indexedDB.deleteDatabase(`${name}-entities`);
  indexedDB.deleteDatabase(`${name}-models`);
});

/** @param spoilt what the one miner tells instead of what it should; undefined where it is as it should be */
function service(
  days: number,
  spoilt: (series: string, atMs: number) => number | undefined = () => undefined,
  changes: Partial<ForecastServicePorts> = {},
): ForecastService {
  const told: ToldInHour = (id, series, atMs) =>
    (id === 'a1' ? spoilt(series, atMs) : undefined) ?? dailyPower(id, series, atMs);
  const house = learnerHouse({ name, nowMs: () => nowMs, entities, models, days, told });
  const made = new ForecastService({ ...house, ...changes });
  services.push(made);
  return made;
}

/** Trains one quick kind to its end. */
async function trained(learner: ForecastService, targetId: string): Promise<TrainingView> {
  const id = await learner.train({ targetId, kinds: ['direct-linear'], budgetS: 0 });
  return new Promise((resolve) => {
    void learner.followTrainings((trainings) => {
      const own = trainings.find((each) => each.id === id);
      if (own && ['done', 'failed', 'cancelled'].includes(own.phase)) resolve(own);
    });
  });
}

async function failureOf(asked: Promise<unknown>): Promise<LearnerFailure> {
  return asked.then(
    () => {
      throw new Error('nothing failed');
    },
    (failure) => failure,
  );
}

/** A whole forecast, each step of it a number within its ranges. */
async function isForecast(learner: ForecastService, targetId: string): Promise<boolean> {
  const { steps } = (await learner.predict({ targetId })).forecast;
  return (
    steps.length === 24 &&
    steps.every(({ low95, low80, value, high80, high95 }) =>
      [low95, low80, value, high80, high95].every((each, at, all) => each >= (all[at - 1] ?? each)),
    )
  );
}

describe('of a past', () => {
  test('that is too short it is said what is missing and when it will be enough, and then it is', async () => {
    const { lack, ...failure } = await failureOf(service(2).predict({ targetId: POWER }));
    expect(failure).toMatchObject({
      kind: 'lacking',
      message: expect.stringMatching(/^There are 47 values/),
    });
    if (lack?.kind !== 'too-little-data' || lack.enoughAtMs === undefined)
      throw new Error('no moment is told');
    expect(lack.has).toBe(47);
    const waitedMs = lack.enoughAtMs - Math.floor(NOW_MS / HOUR_MS) * HOUR_MS;
    nowMs = NOW_MS + waitedMs - HOUR_MS;
    const early = service(2 + (waitedMs - HOUR_MS) / DAY_MS);
    expect((await failureOf(early.predict({ targetId: POWER }))).kind).toBe('lacking');
    nowMs = NOW_MS + waitedMs;
    expect(await isForecast(service(2 + waitedMs / DAY_MS), POWER)).toBe(true);
  });

  test('that is too short or never changed no model is trained, and its forecast stands', async () => {
    const short = service(10);
    expect((await trained(short, POWER)).failure).toMatchObject({
      kind: 'lacking',
      message: expect.stringMatching(/^There are 239 values of the past, and \d+ are needed\.$/),
      lack: { kind: 'too-little-data', has: 239, enoughAtMs: expect.any(Number) },
    });
    expect(await isForecast(short, POWER)).toBe(true);
    short.close();
    const steady = service(20);
    expect((await trained(steady, HASHRATE)).failure).toMatchObject({
      kind: 'lacking',
      message: 'It never changed from 1000000000000: there is nothing to learn.',
      lack: { kind: 'constant', value: 1e12 },
    });
    expect(await isForecast(steady, HASHRATE)).toBe(true);
    expect(await steady.listModels()).toEqual([]);
  });

  test('with an infinite value nothing is said of what it is in, and all else as ever', async () => {
    const atMs = Math.floor(NOW_MS / HOUR_MS) * HOUR_MS - 50 * HOUR_MS;
    const learner = service(20, (series, at) =>
      series === 'hashrateHs' && at === atMs ? Number.POSITIVE_INFINITY : undefined,
    );
    const bad = { kind: 'bad-data', detail: 'One of the values is infinite.' };
    expect((await failureOf(learner.predict({ targetId: HASHRATE }))).lack).toEqual(bad);
    expect((await trained(learner, HASHRATE)).failure).toMatchObject({ kind: 'lacking', lack: bad });
    // It stands beside power, too, where what cannot be is as if nobody had told it.
    expect((await trained(learner, POWER)).phase).toBe('done');
    expect(await isForecast(learner, POWER)).toBe(true);
    expect(await isForecast(learner, OTHER)).toBe(true);
  }, 120_000);

  test('that comes out of order the same is said as of one in order', async () => {
    const learner = service(20);
    const { telemetry } = learnerHouse({
      ...{ name, nowMs: () => nowMs, entities, models, days: 20, told: dailyPower },
    });
    const backwards: ForecastServicePorts['telemetry'] = {
      async buckets(asked) {
        const { series, ...rows } = await telemetry.buckets(asked);
        const turned = <T extends object>(columns: T) =>
          Object.fromEntries(
            Object.entries(columns).map(([key, column]) => [
              key,
              column instanceof Float64Array ? column.toReversed() : column,
            ]),
          ) as T;
        const gauges = Object.entries(series).map(([key, gauge]) => [key, gauge && turned(gauge)]);
        return { ...turned(rows), series: Object.fromEntries(gauges) };
      },
    };
    const { forecast } = await learner.predict({ targetId: POWER });
    const turned = await service(20, undefined, { telemetry: backwards }).predict({ targetId: POWER });
    expect(turned.forecast.steps).toEqual(forecast.steps);
  });
});

describe('a model', () => {
  test('lives with gaps, with features that nobody tells any more, and with nothing that is not its own', async () => {
    const hourOf = (atMs: number) => Math.floor(atMs / HOUR_MS);
    const gaps = (_: string, atMs: number) => (hourOf(atMs) % 7 === 0 ? Number.NaN : undefined);
    const learner = service(20, gaps);
    expect((await trained(learner, POWER)).phase).toBe('done');
    const [model] = await learner.listModels(POWER);
    if (!model) throw new Error('no model was trained');
    const told = model.features.filter(({ name: each }) => !/_(sin|cos)$|^is_/.test(each));
    expect(told.length).toBeGreaterThan(0);
    await learner.promote(model.id);
    expect(await isForecast(learner, POWER)).toBe(true);
    const silent = service(20, (series, atMs) => (series === 'powerW' ? gaps(series, atMs) : Number.NaN));
    expect(await isForecast(silent, POWER)).toBe(true);
    expect((await silent.predict({ targetId: POWER })).forecast.speakers[0]?.modelId).toBe(model.id);

    const file = new TextDecoder().decode(await learner.exportModel(model.id));
    const broken = {
      'cut off': file.slice(0, file.length / 2),
      'with a figure of its record changed': file.replace('"rows": 479', '"rows": 478'),
      'with other weights': file.replace(/(?<=weights": ".*)\d(?=\d{4})/, (digit) => `${9 - Number(digit)}`),
      'with a record that is none': file.replace('"direct-linear"', '"oracle"'),
      'of another program': '{"format":"recipe"}',
    };
    for (const [how, text] of Object.entries(broken)) {
      const failure = await failureOf(learner.importModel(new TextEncoder().encode(text)));
      expect.soft([how, failure.kind]).toEqual([how, 'damaged-model']);
      expect.soft(failure.message).toMatch(/^The file .+\.$/);
    }
    expect(await learner.listModels()).toEqual([await models.model(model.id)]);
    expect(await isForecast(learner, POWER)).toBe(true);
  }, 240_000);

  test('whose weights cannot be read is named, and nothing else is silent', async () => {
    const own = { targetId: POWER, id: `${POWER}/boosted-trees/1`, features: [] };
    await models.add(aModel(own), new TextEncoder().encode('{"kind":"boosted-trees","version":1'));
    const learner = service(20);
    await learner.promote(own.id);
    const failure = await failureOf(learner.predict({ targetId: POWER }));
    expect(failure.kind).toBe('damaged-model');
    expect(failure.message).toMatch(`What is stored of ${own.id} cannot be read:`);
    expect(await isForecast(learner, OTHER)).toBe(true);
    expect((await learner.listModels()).map(({ id }) => id)).toEqual([own.id]);
    await learner.rollBack(POWER);
    expect(await isForecast(learner, POWER)).toBe(true);
  });

  test('that looks at a feature which is gone is named with it, and nothing else is silent', async () => {
    const own = { targetId: POWER, id: `${POWER}/boosted-trees/1` };
    await models.add(
      aModel({ ...own, features: [{ name: 'phase_of_the_moon', version: 1 }] }),
      new Uint8Array(),
    );
    const learner = service(20);
    await learner.promote(own.id);
    expect(await failureOf(learner.predict({ targetId: POWER }))).toMatchObject({
      kind: 'features-differ',
      message:
        'The model must be trained anew: "phase_of_the_moon", which it looks at, is not worked out any more.',
    });
    expect(await isForecast(learner, OTHER)).toBe(true);
  });
});

test('a training that ends its page before it got any further is given up at last, and no other with it', async () => {
  // On battery it is queued, and nobody begins to work at it.
  const waiting = service(20, undefined, { pageState: () => ({ isHidden: false, isOnBattery: true }) });
  const id = await waiting.train({ targetId: POWER, kinds: ['direct-linear'], budgetS: 0 });
  waiting.close();
  // Pages that are killed while the past is read: that never comes to an end, and their locks do not stay.
  const { browser } = learnerHouse({
    name,
    nowMs: () => nowMs,
    entities,
    models,
    days: 20,
    told: dailyPower,
  });
  for (const count of [1, 2, 3]) {
    service(20, undefined, {
      telemetry: { buckets: () => new Promise(() => {}) },
      browser: { ...browser, locks: undefined },
    });
    await vi.waitFor(async () => expect((await models.trainings.get(id))?.takenUp).toBe(count));
  }

  const learner = service(20);
  const views = await new Promise<readonly TrainingView[]>((resolve) => {
    void learner.followTrainings((all) => all.some(({ phase }) => phase === 'failed') && resolve(all));
  });
  expect(views.find((view) => view.id === id)?.failure).toEqual({
    name: 'LearnerFailure',
    kind: 'defect',
    message:
      'It was begun 3 times, and each time its page ended before it got any further: it is given up. Models and forecasts are as they were.',
  });
  expect(await learner.health()).toMatchObject({ running: 0, waiting: 0 });
  expect(await isForecast(learner, POWER)).toBe(true);
  expect(await trained(learner, HASHRATE)).toMatchObject({ failure: { kind: 'lacking' } });
});
