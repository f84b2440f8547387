import { Dexie } from 'dexie';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Alert, FleetEvent } from '../domain/alert.ts';
import type { Miner } from '../domain/miner.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { type EntityStore, openEntities } from './entity-store.ts';

const NOW_MS = Date.UTC(2026, 2, 1, 12);

const gamma: Miner = {
  id: 'aabbccddeeff',
  identity: { family: 'axeos', algorithm: 'sha256', mac: 'AA:BB:CC:DD:EE:FF' },
  address: { host: '192.168.1.20', port: 80 },
  name: 'Kitchen Gamma',
  addedAtMs: NOW_MS,
};
const nerd: Miner = { ...gamma, id: '112233445566', name: 'Nerd', addedAtMs: NOW_MS - 1 };

function alert(id: string, openedAtMs: number, resolvedAtMs?: number): Alert {
  return {
    id,
    kind: 'silent-death',
    minerIds: [gamma.id],
    severity: 'act',
    openedAtMs,
    resolvedAtMs,
    evidence: { sinceMs: openedAtMs },
  };
}

let name = '';
const closing: { close(): void }[] = [];

function closeAfter<Connection extends { close(): void }>(connection: Connection): Connection {
  closing.push(connection);
  return connection;
}

const open = async (): Promise<EntityStore> => closeAfter(await openEntities(name));

beforeEach(() => {
  name = crypto.randomUUID();
});
afterEach(async () => {
  for (const connection of closing.splice(0)) connection.close();
  await deleteDB(name);
});

/** A database as version 1 of the app laid it down: alerts cannot be found by whether they are open. */
async function layDownVersion1(): Promise<Dexie> {
  const database = closeAfter(new Dexie(name));
  database.version(1).stores({
    miners: 'id',
    snapshots: 'minerId',
    alerts: 'id, openedAtMs',
    events: 'id, atMs',
    values: 'key',
  });
  await database.open();
  await database.table('miners').bulkPut([gamma, nerd]);
  await database
    .table('alerts')
    .bulkPut([alert('over', NOW_MS - 10, NOW_MS - 5), alert('standing', NOW_MS - 3)]);
  await database.table('values').put({ key: 'settings', value: { pollMs: 7_000 } });
  await database.table('values').put({ key: 'pairing-token', value: 'a token' });
  return database;
}

/** Holds the database open as a tab would whose page does not listen. */
async function deafTab() {
  return closeAfter(await openDB(name));
}

/** A version of the database that no release of this app has reached. */
const NEWER = 10_000;

describe('what the owner has in a database of an older version', () => {
  it('is all there in this one', async () => {
    (await layDownVersion1()).close();
    const entities = await open();
    expect(await entities.miners()).toEqual([nerd, gamma]);
    expect(await entities.openAlerts()).toEqual([alert('standing', NOW_MS - 3)]);
    expect(await entities.alertsBetween(0, NOW_MS)).toEqual([
      alert('over', NOW_MS - 10, NOW_MS - 5),
      alert('standing', NOW_MS - 3),
    ]);
    expect(await entities.settings()).toEqual({ ...DEFAULT_SETTINGS, pollMs: 7_000 });
    expect(await entities.pairingToken()).toBe('a token');
    expect(await entities.meters.all()).toEqual([]);
  });

  it('can be changed: an alert that ends is not among the open ones', async () => {
    (await layDownVersion1()).close();
    const entities = await open();
    await entities.putAlerts([alert('standing', NOW_MS - 3, NOW_MS)]);
    expect(await entities.openAlerts()).toEqual([]);
  });
});

it('how troubles came and went is kept, and what of it is damaged is left out', async () => {
  const entities = await open();
  expect(await entities.flaps.kept()).toEqual({});
  const flaps = { 'unreachable a': { flaps: 2, clearSinceMs: 5 }, 'chip-hot b': { flaps: 1 } };
  await entities.flaps.keep({ ...flaps, 'vr-hot c': { flaps: Number.NaN } });
  expect(await entities.flaps.kept()).toEqual(flaps);
});

describe('two versions of the app', () => {
  it('what a newer version has written is left alone, and named', async () => {
    (await open()).close();
    const newer = await openDB(name, NEWER, {
      upgrade: (database) => void database.createObjectStore('farms'),
    });
    newer.close();
    await expect(openEntities(name)).rejects.toMatchObject({ name: 'StoreError', kind: 'newer-version' });
    expect((await indexedDB.databases()).find((each) => each.name === name)?.version).toBe(NEWER);
    // The connection that found it out does not hold it open.
    let blocked = false;
    closeAfter(
      await openDB(name, NEWER + 1, {
        blocked: () => {
          blocked = true;
        },
      }),
    );
    expect(blocked).toBe(false);
  });

  it('an older tab that does not let go is named after a while, and once it is closed all is well', async () => {
    (await layDownVersion1()).close();
    const olderTab = await deafTab();
    let superseded = 0;
    const onSuperseded = () => {
      superseded += 1;
    };
    await expect(openEntities(name, { onSuperseded })).rejects.toMatchObject({
      name: 'StoreError',
      kind: 'blocked',
    });
    olderTab.close();
    expect(await (await open()).miners()).toHaveLength(2);
    closeAfter(await openDB(name, NEWER));
    expect(superseded).toBe(0);
  });

  it('an open connection lets a newer version have the database, and says that it did', async () => {
    let superseded = 0;
    const entities = closeAfter(
      await openEntities(name, {
        onSuperseded: () => {
          superseded += 1;
        },
      }),
    );
    await entities.putMiners([gamma]);
    const newer = closeAfter(await openDB(name, NEWER));
    expect(superseded).toBe(1);
    expect(await newer.count('miners')).toBe(1);
    await expect(entities.miners()).rejects.toMatchObject({ name: 'StoreError', kind: 'newer-version' });
  });
});

it('settings that are damaged fall back one by one', async () => {
  const entities = await open();
  await entities.saveSettings({ currency: 'CHF', pollMs: 7_000 });
  const beneath = closeAfter(await openDB(name));
  await beneath.put('values', { key: 'settings', value: { currency: 'CHF', pollMs: 'often', theme: 12 } });
  expect(await entities.settings()).toEqual({ ...DEFAULT_SETTINGS, currency: 'CHF' });
});

it('a last answer that lacks what pages rely on is as if there were none', async () => {
  const entities = await open();
  const beneath = closeAfter(await openDB(name));
  await beneath.put('snapshots', { minerId: gamma.id, answeredAtMs: NOW_MS, identity: gamma.identity });
  expect(await entities.snapshots()).toEqual([]);
});

it('a removed miner takes its last answer and its events along, and leaves the others theirs', async () => {
  const entities = await open();
  const event = (id: string, minerId: string): FleetEvent => ({
    id,
    minerId,
    atMs: NOW_MS,
    kind: 'restarted',
  });
  await entities.putMiners([gamma, nerd]);
  await entities.addEvents([event('a', gamma.id), event('b', nerd.id)]);
  await entities.removeMiner(gamma.id);
  expect(await entities.miners()).toEqual([nerd]);
  expect(await entities.eventsBetween(0, NOW_MS + 1)).toEqual([event('b', nerd.id)]);
});

describe('changing miners', () => {
  it('changes those that are named in one step, and loses no change that another made meanwhile', async () => {
    const store = await open();
    await store.putMiners([gamma, nerd]);
    await Promise.all([
      store.changeMiners([gamma.id, nerd.id, 'gone'], (miner) => ({ ...miner, tags: ['attic'] })),
      store.changeMiners([gamma.id], (miner) => ({ ...miner, name: 'Hall Gamma' })),
    ]);
    expect(await store.miners()).toEqual([
      { ...nerd, tags: ['attic'] },
      { ...gamma, tags: ['attic'], name: 'Hall Gamma' },
    ]);
  });
});

describe('the owner’s passwords', () => {
  it('are there again after the app was closed, and leave with their miner', async () => {
    const entities = await open();
    await entities.putMiners([gamma]);
    await entities.saveCredentials(gamma.id, { username: 'root', password: 'hunter2' });
    entities.close();
    const again = await open();
    expect(await again.credentials(gamma.id)).toEqual({ username: 'root', password: 'hunter2' });
    await again.removeMiner(gamma.id);
    expect(await again.credentials(gamma.id)).toBeUndefined();
  });

  it('stand nowhere in the database in the open, and their key cannot be read out', async () => {
    const entities = await open();
    await entities.saveCredentials(gamma.id, { password: 'hunter2' });
    await entities.savePoolTemplates([
      { id: 't', name: 'Solo', pools: [{ url: 'stratum+tcp://a:1', user: 'me', password: 'swordfish' }] },
    ]);
    const raw = closeAfter(await openDB(name));
    for (const table of [...raw.objectStoreNames]) {
      for (const record of await raw.getAll(table)) {
        const text = plainText(record);
        expect(text).not.toContain('hunter2');
        expect(text).not.toContain('swordfish');
      }
    }
    const [{ key }] = await raw.getAll('keys');
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toBeInstanceOf(DOMException);
    expect((await entities.poolTemplates())[0]?.pools[0]?.password).toBe('swordfish');
  });

  it('that were moved to another miner, or damaged, are none', async () => {
    const entities = await open();
    await entities.saveCredentials('a', { password: 'hunter2' });
    const raw = closeAfter(await openDB(name));
    const secret = await raw.get('secrets', 'device:a');
    await raw.put('secrets', { ...secret, id: 'device:b' });
    await raw.put('secrets', { ...secret, sealed: new Uint8Array(40).buffer });
    expect(await entities.credentials('b')).toBeUndefined();
    expect(await entities.credentials('a')).toBeUndefined();
  });

  it('sealed by two tabs at once can all be opened', async () => {
    const [one, two] = [await open(), await open()];
    await Promise.all([
      one.saveCredentials('a', { password: 'first' }),
      two.saveCredentials('b', { password: 'second' }),
    ]);
    expect(await two.credentials('a')).toEqual({ password: 'first' });
    expect(await one.credentials('b')).toEqual({ password: 'second' });
  });
});

/** Everything in a record that could be text, bytes included. */
function plainText(value: unknown): string {
  if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
  if (ArrayBuffer.isView(value)) return new TextDecoder().decode(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).map(plainText).join(' ');
  return String(value);
}
