import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TuningSession } from '../domain/tuning.ts';
import { EntityDatabase } from './entity-schema.ts';
import { type EntityStore, openEntities } from './entity-store.ts';

const POINT = { frequencyMhz: 525, coreVoltageMv: 1_150 };
const SESSION: TuningSession = {
  task: {
    reference: { ...POINT, hashrateHs: 1.07e12, hashrateDoubt: 0.02 },
    envelope: {
      frequencyMhz: { min: 400, max: 625, step: 5 },
      coreVoltageMv: { min: 1_000, max: 1_250, step: 5 },
      maxPowerW: 25,
    },
    objective: { kind: 'net', earnedPerThDay: 0.05, pricePerKwh: 0.2 },
    mostTrials: 12,
    seed: 3,
  },
  phase: 'measuring',
  point: POINT,
  lastGood: POINT,
  startedMs: 1_000,
  askedMs: 1_000,
  appliedMs: 2_000,
  heardMs: 12_000,
  samples: [{ atMs: 12_000, hashrateHs: 1.05e12, powerW: 17 }],
  trials: [],
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

test('a tuning session is read as it was kept, and kept again in its own place', async () => {
  await entities.tunings.keep({ id: 'a', minerId: 'm', session: SESSION });
  await entities.tunings.keep({ id: 'b', minerId: 'm', session: { ...SESSION, startedMs: 5_000 } });
  await entities.tunings.keep({
    id: 'a',
    minerId: 'm',
    session: { ...SESSION, phase: 'ended', end: 'stopped' },
  });
  const kept = await entities.tunings.all();
  expect(kept.map(({ id, session }) => [id, session.phase])).toEqual([
    ['b', 'measuring'],
    ['a', 'ended'],
  ]);
  expect(kept[0]?.session).toEqual({ ...SESSION, startedMs: 5_000 });
});

test('a session on a ladder that waits for its owner is read as it was kept, beside one of old', async () => {
  const preset = { kind: 'preset', preset: '3050' } as const;
  const ladder: TuningSession = {
    ...SESSION,
    task: {
      objective: { kind: 'efficiency' },
      mostTrials: 12,
      seed: 1,
      envelope: { maxPowerW: 3_400, maxChipC: 80 },
      ladder: [
        { point: { kind: 'preset', preset: '2500' }, powerW: 2_500, hashrateHs: 8.7e13 },
        { point: preset },
      ],
    },
    phase: 'paused',
    point: preset,
    lastGood: preset,
    startedMs: 9_000,
    repeats: 1,
    toldBefore: { atMs: 11_000, chipC: 71.5, uptimeS: 500 },
  };
  await entities.tunings.keep({ id: 'l', minerId: 'm', session: ladder });
  await entities.tunings.keep({ id: 'a', minerId: 'm', session: SESSION });
  expect((await entities.tunings.all()).map(({ session }) => session)).toEqual([ladder, SESSION]);
});

test('what another version kept otherwise is left out, and the rest is there', async () => {
  await entities.tunings.keep({ id: 'a', minerId: 'm', session: SESSION });
  const database = new EntityDatabase(name);
  await database.open();
  const stored = await database.values.get('tuning-sessions');
  const broken = { id: 'x', minerId: 'm', session: { ...SESSION, phase: 'dreaming' } };
  await database.values.put({
    key: 'tuning-sessions',
    value: [broken, ...((stored?.value ?? []) as unknown[])],
  });
  database.close();
  expect((await entities.tunings.all()).map(({ id }) => id)).toEqual(['a']);
});

test('nothing is kept of a store in which there is nothing', async () => {
  expect(await entities.tunings.all()).toEqual([]);
});
