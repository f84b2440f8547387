import { afterEach, beforeEach, expect, test } from 'vitest';
import { aMiner, dailyPower, learnerHouse } from '../../../tests/support/learner-house.ts';
import { type EntityStore, openEntities } from '../../store/entity-store.ts';
import { type ModelStore, openModels } from '../../store/model-store.ts';
import { ForecastService } from './forecast-service.ts';

const HOUR_MS = 3_600_000;
const POWER = 'power:a1:hour';

let name = '';
let entities: EntityStore;
let models: ModelStore;
let learner: ForecastService;
let nowMs = 0;
/** Limits that calls were held to, ms, and what runs when the last one is over. */
let limitsMs: number[] = [];
let runOut = () => {};
/** Readings of whole pasts, which wait for their release. */
let readings = 0;
let release = () => {};

beforeEach(async () => {
  name = crypto.randomUUID();
  nowMs = Date.UTC(2026, 2, 20, 12, 1);
  [limitsMs, readings] = [[], 0];
  entities = await openEntities(`${name}-entities`);
  models = await openModels(`${name}-models`);
  await entities.putMiners([aMiner('a1', nowMs)]);
  const house = learnerHouse({ name, nowMs: () => nowMs, entities, models, days: 40, told: dailyPower });
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  learner = new ForecastService({
    ...house,
    telemetry: {
      async buckets(query) {
        if (query.toMs - query.fromMs > 10 * 24 * HOUR_MS) {
          readings += 1;
          await released;
        }
        return house.telemetry.buckets(query);
      },
    },
    browser: {
      ...house.browser,
      timer: (ms, run) => {
        limitsMs.push(ms);
        runOut = run;
        return () => {};
      },
    },
  });
});
afterEach(() => {
  learner.close();
  entities.close();
  models.close();
  indexedDB.deleteDatabase(`${name}-entities`);
  indexedDB.deleteDatabase(`${name}-models`);
});

/** The limit that a call was held to. */
async function limitOf(call: () => Promise<unknown>): Promise<number | undefined> {
  await call();
  return limitsMs.at(-1);
}

test('a past that is not read in time is given up for this call alone: others answer, and what was begun is of use', async () => {
  const late = learner.predict({ targetId: POWER });
  expect(limitsMs).toEqual([5_000]);
  runOut();
  await expect(late).rejects.toMatchObject({ name: 'LearnerFailure', kind: 'time-limit' });
  expect(await learner.listModels()).toEqual([]);
  expect(await learner.health()).toMatchObject({ running: 0 });
  const next = learner.predict({ targetId: POWER });
  release();
  expect((await next).forecast.steps.length).toBe(24);
  expect(readings).toBe(1);
});

test('what is at hand answers within half a second; what must be read again has longer', async () => {
  release();
  const predict = () => learner.predict({ targetId: POWER });
  expect(await limitOf(predict)).toBe(5_000);
  expect(await limitOf(predict)).toBe(500);
  expect(await limitOf(() => learner.pastForecasts({ targetId: POWER, most: 3 }))).toBe(500);
  expect(await limitOf(() => learner.health())).toBe(500);
  // Of another target nothing is at hand.
  expect(await limitOf(() => learner.predict({ targetId: 'hashrate:a1:hour' }))).toBe(5_000);
  nowMs += HOUR_MS;
  expect(await limitOf(predict)).toBe(5_000);
  expect(await limitOf(predict)).toBe(500);
  await learner.undo(POWER).catch(() => {});
  expect(await limitOf(predict)).toBe(500);
});

test('one that is at hand is not kept waiting by what the household is read for each minute', async () => {
  release();
  await learner.predict({ targetId: POWER });
  nowMs += 61_000;
  const settings = entities.settings.bind(entities);
  const never = new Promise<never>(() => {});
  entities.settings = () => never;
  expect((await learner.predict({ targetId: POWER })).forecast.steps.length).toBe(24);
  entities.settings = settings;
});
