import { afterEach, beforeEach, expect, test } from 'vitest';
import { undecided } from '../domain/source-choice.ts';
import type { Answer } from '../domain/sourced.ts';
import { type EntityStore, openEntities } from './entity-store.ts';

const NAME = 'test-sources';
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
