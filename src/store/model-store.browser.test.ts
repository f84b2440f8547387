import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { aModel } from '../../tests/support/a-model.ts';
import { ModelFileError, packModelFile, unpackModelFile } from './model-file.ts';
import { KEPT_FORECASTS, type ModelStore, openModels } from './model-store.ts';

const WEIGHTS = new TextEncoder().encode('{"kind":"boosted-trees","version":1,"trees":[]}');

let name = '';
let store: ModelStore;

beforeEach(async () => {
  name = crypto.randomUUID();
  store = await openModels(name);
});
afterEach(async () => {
  store.close();
  await deleteDB(name);
});

async function spoil(where: 'models' | 'weights' | 'contests', key: string, value: unknown): Promise<void> {
  const database = await openDB(name);
  await database.put(where, value, key);
  database.close();
}

test('a model comes back as it was stored, with its weights', async () => {
  const added = await store.add(aModel(), WEIGHTS);
  expect(added).toMatchObject({ bytes: WEIGHTS.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(await store.models('price:BTC:day')).toEqual([added]);
  expect(await store.models('price:LTC:day')).toEqual([]);
  expect(await store.weights(added)).toEqual({ kind: 'whole', bytes: WEIGHTS });
  expect(await store.size()).toEqual({ models: 1, bytes: WEIGHTS.length });
});

test('weights that are not those that were stored are told from whole ones, and cost no other model', async () => {
  const one = await store.add(aModel(), WEIGHTS);
  const other = await store.add(aModel({ id: 'price:BTC:day/boosted-trees/2', version: 2 }), WEIGHTS);
  await spoil(
    'weights',
    one.id,
    new TextEncoder().encode('{"kind":"boosted-trees","version":1,"trees":[1]}'),
  );
  expect(await store.weights(one)).toEqual({ kind: 'damaged' });
  expect((await store.weights(other)).kind).toBe('whole');
});

test('records that cannot be read are passed over one by one', async () => {
  const whole = await store.add(aModel(), WEIGHTS);
  await spoil('models', 'x', { id: 'x', kind: 'oracle' });
  await spoil('models', 'y', null);
  await spoil('contests', 'price:BTC:day', { winner: 'me' });
  expect(await store.models()).toEqual([whole]);
  expect(await store.model('x')).toBeUndefined();
  expect(await store.contest('price:BTC:day')).toBeUndefined();
  expect(await store.contests()).toEqual([]);
});

test('statuses change together, and remember what was before', async () => {
  const one = await store.add(aModel({ status: 'champion' }), WEIGHTS);
  const other = await store.add(aModel({ id: 'price:BTC:day/boosted-trees/2', version: 2 }), WEIGHTS);
  const reason = { kind: 'superseded', byId: other.id } as const;
  await store.setStatuses(
    'price:BTC:day',
    [
      { id: one.id, status: 'archived', reason },
      { id: other.id, status: 'champion', reason: { kind: 'owner' } },
      { id: 'gone', status: 'champion', reason: { kind: 'owner' } },
    ],
    { atMs: 5, undoable: true },
  );
  expect((await store.model(one.id))?.history.at(-1)).toEqual({ atMs: 5, status: 'archived', reason });
  expect((await store.lastChange('price:BTC:day'))?.before).toEqual([
    { id: one.id, status: 'champion' },
    { id: other.id, status: 'candidate' },
  ]);
});

test('of a target only the newest forecasts are kept, one an hour', async () => {
  const keep = (targetId: string, madeAtMs: number) => store.keep({ targetId, madeAtMs, steps: [] });
  for (let hour = 0; hour < KEPT_FORECASTS + 5; hour++) await keep('a', hour);
  await keep('a', KEPT_FORECASTS);
  await keep('b', 1);
  const kept = await store.kept('a');
  expect(kept.length).toBe(KEPT_FORECASTS);
  expect([kept[0]?.madeAtMs, kept.at(-1)?.madeAtMs]).toEqual([KEPT_FORECASTS + 4, 5]);
  expect((await store.kept('b', 3)).length).toBe(1);
});

test('what was learnt of a target is forgotten with it, and nothing else', async () => {
  await store.add(aModel(), WEIGHTS);
  const other = await store.add(
    aModel({ id: 'power:a1:hour/boosted-trees/1', targetId: 'power:a1:hour' }),
    WEIGHTS,
  );
  await store.keep({ targetId: 'price:BTC:day', madeAtMs: 1, steps: [] });
  const training = {
    id: 'price:BTC:day#1-a',
    targetId: 'price:BTC:day',
    queuedAtMs: 1,
    wish: 'run',
  } as const;
  await store.trainings.add({ ...training, isOver: false, ask: {}, view: 1 });
  await store.trainings.keepCheckpoint(training.id, 'state', 1);
  await store.forget((targetId) => targetId.startsWith('price:'));
  expect(await store.trainings.all()).toEqual([]);
  expect(await store.trainings.checkpoint(training.id, 'state')).toBeUndefined();
  expect(await store.models()).toEqual([other]);
  expect((await store.weights(other)).kind).toBe('whole');
  expect(await store.kept('price:BTC:day')).toEqual([]);
});

test('what lies there is told in numbers and bytes, and all of it goes at once', async () => {
  expect(await store.report()).toEqual({ models: 0, forecasts: 0, trainings: 0, bytes: 0 });
  await store.add(aModel(), new Uint8Array(40_000));
  for (let hour = 0; hour < 3; hour++)
    await store.keep({ targetId: 'price:BTC:day', madeAtMs: hour, steps: [] });
  const training = { targetId: 'a', queuedAtMs: 1, wish: 'run', ask: {}, view: 1 } as const;
  await store.trainings.add({ ...training, id: 't', isOver: false });
  await store.trainings.add({ ...training, id: 'over', isOver: true });
  await store.trainings.keepCheckpoint('t', 'state', { weights: new Float32Array(5_000) });
  const report = await store.report();
  expect(report).toMatchObject({ models: 1, forecasts: 3, trainings: 1 });
  expect(report.bytes).toBeGreaterThan(60_000);
  expect(report.bytes).toBeLessThan(62_000);
  await store.clear();
  expect(await store.report()).toEqual({ models: 0, forecasts: 0, trainings: 0, bytes: 0 });
});

test('how often a training was taken up is counted until it gets further', async () => {
  const { trainings } = store;
  const queued = { id: 't', targetId: 'a', queuedAtMs: 1, wish: 'run', isOver: false } as const;
  await trainings.add({ ...queued, ask: {}, view: 1 });
  expect([await trainings.takeUp('t'), await trainings.takeUp('t')]).toEqual([1, 2]);
  await trainings.show('t', 2, false);
  expect(await trainings.takeUp('t')).toBe(3);
  await trainings.gotFurther('t');
  expect(await trainings.takeUp('t')).toBe(1);
});

test('a training keeps its wish beside what is shown of it, until it is over', async () => {
  const { trainings } = store;
  const queued = {
    id: 't',
    targetId: 'a',
    queuedAtMs: 1,
    wish: 'run',
    isOver: false,
    ask: {},
    view: 1,
  } as const;
  await trainings.add(queued);
  expect(await trainings.wish('t', 'pause')).toBe(true);
  await trainings.show('t', 2, false);
  expect(await trainings.get('t')).toEqual({ ...queued, wish: 'pause', view: 2 });
  await trainings.keepCheckpoint('t', 'fit', { weights: Float32Array.of(1, 2) });
  await trainings.keepCheckpoint('other', 'fit', 7);
  expect(await trainings.checkpoint('t', 'fit')).toEqual({ weights: Float32Array.of(1, 2) });
  await trainings.forgetCheckpoints('t');
  expect([await trainings.checkpoint('t', 'fit'), await trainings.checkpoint('other', 'fit')]).toEqual([
    undefined,
    7,
  ]);
  await trainings.show('t', 3, true);
  expect(await trainings.wish('t', 'cancel')).toBe(false);
  expect(await trainings.wish('never', 'cancel')).toBe(false);
});

test('a model goes into a file and back, with figures that are not known', async () => {
  const model = await store.add(aModel({ trainedForMs: Number.NaN }), WEIGHTS);
  const read = unpackModelFile(packModelFile(model, WEIGHTS));
  expect(read).toEqual({ model, weights: WEIGHTS });
});

test.each([
  ['no JSON', () => 'what?'],
  ['something else', () => '{"format":"recipe"}'],
  ['a newer version', (file: string) => file.replace('"version": 1', '"version": 2')],
  ['another window in its record', (file: string) => file.replace('"rows": 100', '"rows": 101')],
  ['changed weights', (file: string) => file.replace('trees\\":[]', 'trees\\":[1]')],
  ['no record', (file: string) => file.replace('"sha256"', '"sha1"')],
])('a file with %s is refused in a sentence', async (_, change) => {
  const file = new TextDecoder().decode(packModelFile(await store.add(aModel(), WEIGHTS), WEIGHTS));
  const spoilt = new TextEncoder().encode(change(file));
  expect(() => unpackModelFile(spoilt)).toThrow(ModelFileError);
  expect(() => unpackModelFile(spoilt)).toThrow(/^The file .+\.$/);
});
