import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PastStep } from '../domain/plan.ts';
import { type PlanRules, USUAL_PLAN_RULES } from '../domain/plan-rules.ts';
import { EntityDatabase } from './entity-schema.ts';
import { type EntityStore, openEntities } from './entity-store.ts';

const RULES: PlanRules = {
  ...USUAL_PLAN_RULES,
  carrying: 'live',
  aim: { kind: 'cautious', weight: 0.5, tail: 0.1 },
  minerIds: ['a', 'b'],
  circuits: [{ id: 'c', name: 'Shed', limitW: 3_600, minerIds: ['a'], otherLoadW: 200 }],
  quietHours: [{ window: { fromMinute: 1_320, toMinute: 420 }, most: { kind: 'mode', mode: 'eco' } }],
  heat: [
    {
      id: 'h',
      name: 'Office',
      minerIds: ['b'],
      heating: { kind: 'heat-pump', cop: 3 },
      thermostat: { targetC: 20, bandC: 1 },
    },
  ],
  overrides: [{ id: 'o', minerId: 'a', fromMs: 1_000, toMs: 2_000, mode: 'off' }],
};
const STEP: PastStep = {
  id: 's',
  atMs: 5_000,
  minerId: 'a',
  from: 'normal',
  to: 'off',
  why: 'too-dear',
  became: 'begun',
};

let name = '';
let entities: EntityStore;
beforeEach(async () => {
  name = crypto.randomUUID();
  entities = await openEntities(name);
});
afterEach(() => {
  entities.close();
  indexedDB.deleteDatabase(name);
});

test('rules are read as they were kept, with what was wanted before, of which the oldest go', async () => {
  expect(await entities.plans.rules()).toBeUndefined();
  await entities.plans.changeRules(() => ({ rules: RULES, before: [USUAL_PLAN_RULES] }));
  expect(await entities.plans.rules()).toEqual({ rules: RULES, before: [USUAL_PLAN_RULES] });
  for (let i = 0; i < 30; i++)
    await entities.plans.changeRules((kept) => ({
      rules: { ...RULES, curtailedUntilMs: i },
      before: kept ? [kept.rules, ...kept.before] : [],
    }));
  const kept = await entities.plans.rules();
  expect(kept?.before).toHaveLength(20);
  expect(kept?.before[0]?.curtailedUntilMs).toBe(28);
});

test('a step is kept again in its own place, newest first', async () => {
  await entities.plans.keepStep(STEP);
  await entities.plans.keepStep({ ...STEP, id: 't', atMs: 9_000 });
  await entities.plans.keepStep({ ...STEP, became: 'failed', reason: 'unreachable' });
  expect((await entities.plans.steps()).map(({ id, became }) => [id, became])).toEqual([
    ['t', 'begun'],
    ['s', 'failed'],
  ]);
});

test('the modes of a miner are kept once, with what sets it to them', async () => {
  const off = {
    name: 'off',
    hashrateHs: 0,
    powerW: 3,
    changes: [{ kind: 'pause' }],
    known: 'estimated',
  } as const;
  await entities.plans.keepModes({ minerId: 'a', foundAtMs: 1, modes: [] });
  await entities.plans.keepModes({ minerId: 'a', foundAtMs: 2, modes: [off] });
  expect(await entities.plans.modes()).toEqual([{ minerId: 'a', foundAtMs: 2, modes: [off] }]);
});

test('rules of another version are none, so that nothing is carried out by what is not understood', async () => {
  const database = new EntityDatabase(name);
  await database.open();
  await database.values.put({
    key: 'plan-rules',
    value: { rules: { ...RULES, carrying: 'boldly' }, before: [] },
  });
  database.close();
  expect(await entities.plans.rules()).toBeUndefined();
});

test('keeps what the learned policy’s test came to, and its hours in the shadow; of what cannot be read, nothing', async () => {
  expect(await entities.plans.policy()).toEqual({ chooses: false });
  expect(await entities.plans.shadow()).toBeUndefined();
  const finding = { kind: 'too-short', days: 12, needed: 56 } as const;
  const tested = { fromMs: 1, toMs: 2, sha256: 'a', file: { any: [1, 'b'] } };
  const test = { atMs: 5, currency: 'EUR', finding, tested };
  await entities.plans.changePolicy((kept) => ({ ...kept, test }));
  const shadow = { sha256: 'a', currency: 'EUR', notes: [], scored: [{ fromMs: 0, policy: 1, planner: 2 }] };
  await entities.plans.keepShadow(shadow);
  expect(await entities.plans.policy()).toEqual({ test, chooses: false });
  expect(await entities.plans.shadow()).toEqual(shadow);
  const database = new EntityDatabase(name);
  await database.open();
  await database.values.bulkPut([
    { key: 'plan-policy', value: { chooses: true, test: 3 } },
    { key: 'plan-shadow', value: { notes: 'none' } },
  ]);
  database.close();
  expect(await entities.plans.policy()).toEqual({ chooses: false });
  expect(await entities.plans.shadow()).toBeUndefined();
});
