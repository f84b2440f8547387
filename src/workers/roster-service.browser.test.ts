import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { jsonReply, type ScriptedDevice, scriptedDevice } from '../../tests/support/scripted-device.ts';
import type { DeviceAddress } from '../domain/miner.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import type { RosterApi } from './roster-api.ts';
import { createRosterService } from './roster-service.ts';

const NOW_MS = Date.UTC(2026, 2, 1, 12);
const at = (host: string): DeviceAddress => ({ host, port: 80 });
const bitaxe = (macAddr: string): ScriptedDevice =>
  scriptedDevice({
    web: { '/api/system/info': jsonReply({ ASICModel: 'BM1370', hashRate: 1200, macAddr }) },
  });
const gamma = bitaxe('AA:BB:CC:DD:EE:01');
const supra = bitaxe('AA:BB:CC:DD:EE:02');

let name = '';
let entities: EntityStore;
let roster: RosterApi;
let there: Record<string, ScriptedDevice> = {};
let told: string[] = [];

beforeEach(async () => {
  name = crypto.randomUUID();
  entities = await openEntities(name);
  there = { '192.168.1.20': gamma, '192.168.1.21': supra };
  told = [];
  roster = createRosterService({
    nowMs: () => NOW_MS,
    entities,
    transportTo: ({ host }) => there[host] ?? scriptedDevice({}),
    storeChanged: async () => void told.push('changed'),
    removed: () => told.push('removed'),
  });
});
afterEach(() => {
  entities.close();
  indexedDB.deleteDatabase(name);
});

test('a miner is added once, and told of', async () => {
  const miner = await roster.add(at('192.168.1.20'), 'Kitchen');
  expect(miner).toMatchObject({ id: 'aabbccddee01', name: 'Kitchen' });
  expect(told).toEqual(['changed']);
  await expect(roster.add(at('192.168.1.20'))).rejects.toMatchObject({
    kind: 'already-added',
    detail: 'Kitchen',
  });
  expect(await entities.eventsBetween(0, Number.MAX_SAFE_INTEGER)).toHaveLength(1);
});

test('a removed miner may come back: by undo, or by being added anew', async () => {
  const { id } = await roster.add(at('192.168.1.20'));
  await roster.remove([id]);
  expect(told).toContain('removed');
  expect((await roster.probe(at('192.168.1.20'))).known).toBeUndefined();
  await roster.undoRemove([id]);
  expect((await roster.probe(at('192.168.1.20'))).known?.id).toBe(id);
});

describe('another address', () => {
  test('is refused where another miner of the fleet answers', async () => {
    const { id } = await roster.add(at('192.168.1.20'));
    await roster.add(at('192.168.1.21'), 'Attic');
    await expect(roster.changeAddress(id, at('192.168.1.21'))).rejects.toMatchObject({
      kind: 'already-added',
      detail: 'Attic',
    });
    expect((await entities.miners())[0]?.address).toEqual(at('192.168.1.20'));
  });

  test('is refused where a device with another MAC answers', async () => {
    const { id } = await roster.add(at('192.168.1.20'));
    await expect(roster.changeAddress(id, at('192.168.1.21'))).rejects.toMatchObject({ kind: 'not-a-miner' });
  });

  test('may be given where nobody answers yet', async () => {
    const { id } = await roster.add(at('192.168.1.20'));
    await roster.changeAddress(id, at('192.168.1.99'));
    expect((await entities.miners())[0]?.address).toEqual(at('192.168.1.99'));
  });
});

test('tags are tidied, and those that cannot be are refused for all', async () => {
  const { id } = await roster.add(at('192.168.1.20'));
  await roster.setTags([{ minerId: id, tags: [' attic ', 'attic'] }]);
  expect((await entities.miners())[0]?.tags).toEqual(['attic']);
  const tooMany = Array.from({ length: 1_000 }, (_, at) => `tag ${at}`);
  await expect(roster.setTags([{ minerId: id, tags: tooMany }])).rejects.toBeInstanceOf(RangeError);
  expect((await entities.miners())[0]?.tags).toEqual(['attic']);
});

test('how a miner was bought is kept, refused where it cannot be, and forgotten', async () => {
  const { id } = await roster.add(at('192.168.1.20'));
  const bought = { boughtAtMs: NOW_MS - 86_400_000, price: 190, currency: 'EUR' };
  const purchase = async () => (await entities.miners()).find((miner) => miner.id === id)?.purchase;
  await roster.setPurchase(id, bought);
  expect(await purchase()).toEqual(bought);
  await expect(roster.setPurchase(id, { price: -1 })).rejects.toThrow('price');
  expect(await purchase()).toEqual(bought);
  await roster.setPurchase(id, undefined);
  expect(await purchase()).toBeUndefined();
});
