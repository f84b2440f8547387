import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EntityDatabase, openEntityDatabase } from './entity-schema.ts';
import { TurnStore } from './turn-store.ts';

const NAME = 'test-turns';
const TWICE = { id: 'coingecko', requestsPerMinute: 2 };
let database: EntityDatabase;

beforeEach(async () => {
  indexedDB.deleteDatabase(NAME);
  database = await openEntityDatabase(NAME);
});
afterEach(() => database.close());

test('turns are those of all tabs, and outlive a reload', async () => {
  const otherTab = await openEntityDatabase(NAME);
  const mine = new TurnStore(database.values);
  const theirs = new TurnStore(otherTab.values);
  const waits = await Promise.all([mine, theirs, mine, theirs].map((turns) => turns.take(TWICE, 1_000)));
  expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(2);
  expect(waits.filter((waitMs) => waitMs === 60_000)).toHaveLength(2);
  otherTab.close();
  database.close();
  database = await openEntityDatabase(NAME);
  const reloaded = new TurnStore(database.values);
  expect(await reloaded.take(TWICE, 31_000)).toBe(30_000);
  expect(await reloaded.take({ ...TWICE, id: 'kraken' }, 31_000)).toBe(0);
  expect(await reloaded.take(TWICE, 61_000)).toBe(0);
});

test.each([
  ['nothing that is known', 7],
  ['no list', { coingecko: 'x' }],
  ['no moments', { coingecko: [Number.NaN, 'x', null] }],
  ['moments of a clock that was ahead', { coingecko: [9e15] }],
])('%s locks nobody out', async (_, value) => {
  await database.values.put({ key: 'source-turns', value });
  expect(await new TurnStore(database.values).take(TWICE, 1_000)).toBe(0);
});
