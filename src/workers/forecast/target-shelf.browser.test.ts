import { afterEach, beforeEach, expect, test } from 'vitest';
import { aMiner, dailyPower, learnerHouse } from '../../../tests/support/learner-house.ts';
import type { ToldInHour } from '../../../tests/support/told-telemetry.ts';
import { type EntityStore, openEntities } from '../../store/entity-store.ts';
import { type ModelStore, openModels } from '../../store/model-store.ts';
import { TargetShelf } from './target-shelf.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12, 1);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

let name = '';
let entities: EntityStore;
let models: ModelStore;

beforeEach(async () => {
  name = crypto.randomUUID();
  entities = await openEntities(`${name}-entities`);
  models = await openModels(`${name}-models`);
  await entities.putMiners([aMiner('a1', NOW_MS)]);
});
afterEach(() => {
  entities.close();
  models.close();
  indexedDB.deleteDatabase(`${name}-entities`);
  indexedDB.deleteDatabase(`${name}-models`);
});

test('a past that is laid down just now is read again within minutes, one that is long enough when its next hour has ended', async () => {
  let [nowMs, laidDownDays] = [NOW_MS, 4];
  const told: ToldInHour = (id, series, atMs) =>
    atMs >= NOW_MS - laidDownDays * DAY_MS ? dailyPower(id, series, atMs) : Number.NaN;
  const shelf = new TargetShelf(learnerHouse({ name, nowMs: () => nowMs, entities, models, days: 40, told }));
  const rows = async () => {
    const own = await shelf.own(await shelf.target('power:a1:hour'));
    return own.values.filter((value) => !Number.isNaN(value)).length;
  };
  expect(await rows()).toBeLessThan(4 * 24);
  laidDownDays = 20;
  expect(await rows()).toBeLessThan(4 * 24);
  nowMs += MINUTE_MS;
  expect(await rows()).toBeGreaterThan(19 * 24);
  laidDownDays = 30;
  nowMs += 10 * MINUTE_MS;
  expect(await rows()).toBeLessThan(21 * 24);
});
