import { afterEach, beforeEach, expect, test } from 'vitest';
import { pointsOf } from '../domain/outside-series.ts';
import { undecided } from '../domain/source-choice.ts';
import type { Answer } from '../domain/sourced.ts';
import { type EntityStore, openEntities } from './entity-store.ts';

const NAME = 'test-sources';
const HOUR_MS = 3_600_000;
let store: EntityStore;

beforeEach(async () => {
  indexedDB.deleteDatabase(NAME);
  store = await openEntities(NAME);
});
afterEach(() => store.close());

const answer = (provider: string, value: unknown): Answer => ({
  key: `price:BTC:EUR@${provider}`,
  quantity: 'price:BTC:EUR',
  provider,
  heard: { value, provider, atMs: 1, receivedAtMs: 2 },
  askedAtMs: 2,
  failures: 0,
  nextAtMs: 3,
});

test('a provider is off until its owner decides otherwise, and a decision is kept', async () => {
  expect(await store.sources.choices()).toEqual([]);
  await store.sources.choose('coingecko', (choice = undecided('coingecko')) => ({
    ...choice,
    enabled: true,
    changedAtMs: 5,
  }));
  await store.sources.choose('coingecko', (choice = undecided('coingecko')) => ({
    ...choice,
    fields: { coin: 'litecoin' },
  }));
  store.close();
  store = await openEntities(NAME);
  expect(await store.sources.choices()).toEqual([
    { id: 'coingecko', enabled: true, changedAtMs: 5, fields: { coin: 'litecoin' } },
  ]);
});

test('what a provider said is kept until it is to be forgotten, and another one’s stays', async () => {
  await store.sources.putAnswer(answer('coingecko', { price: 1 }));
  await store.sources.putAnswer(answer('kraken', { price: 2 }));
  await store.sources.forgetAnswers('coingecko');
  expect(await store.sources.answers()).toEqual([answer('kraken', { price: 2 })]);
});

test('what is damaged is as if it had not been decided or heard', async () => {
  await store.sources.putAnswer(answer('kraken', { price: 2 }));
  await store.sources.putAnswer({ ...answer('coingecko', { price: 1 }), nextAtMs: Number.NaN });
  const { heard: _, ...unheard } = answer('binance', 0);
  await store.sources.putAnswer({
    ...unheard,
    heard: { value: 1, provider: 'binance', atMs: Number.NaN, receivedAtMs: 1 },
  });
  expect(await store.sources.answers()).toEqual([answer('kraken', { price: 2 })]);
  const damaged: unknown = { zone: 5 };
  await store.sources.choose('nordpool', () => ({
    ...undecided('nordpool'),
    fields: damaged as Record<string, string>,
  }));
  expect(await store.sources.choices()).toEqual([]);
});

test('a key is sealed: no table holds it in plain words', async () => {
  await store.sources.saveKey('entsoe', 'my-very-own-key');
  expect(await store.sources.key('entsoe')).toBe('my-very-own-key');
  expect(await store.sources.providersWithKey()).toEqual(new Set(['entsoe']));
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(NAME);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  for (const name of database.objectStoreNames) {
    const rows = await new Promise<unknown[]>((resolve) => {
      const asked = database.transaction(name).objectStore(name).getAll();
      asked.onsuccess = () => resolve(asked.result as unknown[]);
    });
    for (const row of rows) {
      const sealed = typeof row === 'object' && row !== null && 'sealed' in row ? row.sealed : undefined;
      const text =
        JSON.stringify(row) + (sealed instanceof ArrayBuffer ? new TextDecoder().decode(sealed) : '');
      expect(text).not.toContain('my-very-own-key');
    }
  }
  database.close();
  await store.sources.saveKey('entsoe', undefined);
  expect(await store.sources.key('entsoe')).toBeUndefined();
});

test('the past of an account goes with it, and no other', async () => {
  for (const series of ['earned:luxor:BTC', 'balance:luxor:workers:LTC', 'earned:luxor2:BTC'])
    await store.outside.add(series, [{ atMs: 1000, value: 1 }]);
  await store.outside.forget(['earned:luxor:', 'balance:luxor:']);
  const kept = async (series: string) => (await store.outside.read(series, 0, 2000)).values.length;
  expect(await kept('earned:luxor:BTC')).toBe(0);
  expect(await kept('balance:luxor:workers:LTC')).toBe(0);
  expect(await kept('earned:luxor2:BTC')).toBe(1);
});

test('the past grows month by month, a later value takes the place of an earlier one, and old months go', async () => {
  const january = Date.UTC(2026, 0, 31, 20);
  const points = Array.from({ length: 10 }, (_, i) => ({ atMs: january + i * HOUR_MS, value: i }));
  await store.outside.add('price:BTC:EUR', points);
  await store.outside.add('price:BTC:EUR', [
    { atMs: january + HOUR_MS, value: 100 },
    { atMs: january + 2 * HOUR_MS, value: Number.NaN },
    { atMs: Number.NaN, value: 1 },
    { atMs: 1e20, value: 1 },
  ]);
  await store.outside.add('price:LTC:EUR', [{ atMs: january, value: 7 }]);
  const read = async () => [
    ...pointsOf(await store.outside.read('price:BTC:EUR', january, january + 9 * HOUR_MS)),
  ];
  expect((await read()).map(({ value }) => value)).toEqual([0, 100, 2, 3, 4, 5, 6, 7, 8]);
  await store.outside.keepNewest(2);
  expect(await read()).toHaveLength(9);
  await store.outside.keepNewest(1);
  expect((await read()).map(({ value }) => value)).toEqual([4, 5, 6, 7, 8]);
});

test('what was known at a time can be told later, though it was revised since', async () => {
  const atMs = Date.UTC(2026, 0, 31, 20);
  await store.outside.add('price:BTC:EUR', [{ atMs, value: 100 }], atMs + 1_000);
  await store.outside.add('price:BTC:EUR', [{ atMs, value: 100 }], atMs + 2_000);
  await store.outside.add('price:BTC:EUR', [{ atMs, value: 101 }], atMs + HOUR_MS);
  expect(await store.outside.read('price:BTC:EUR', atMs, atMs + 1)).toEqual({
    atMs: Float64Array.of(atMs),
    values: Float64Array.of(101),
    knownAtMs: Float64Array.of(atMs + HOUR_MS),
    firstValues: Float64Array.of(100),
    firstKnownAtMs: Float64Array.of(atMs + 1_000),
  });
});
