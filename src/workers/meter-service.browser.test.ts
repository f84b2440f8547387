import { afterEach, expect, test, vi } from 'vitest';
import { learntIn } from '../../tests/support/learnt-in.ts';
import { jsonReply, scriptedDevice, webReply } from '../../tests/support/scripted-device.ts';
import type { DeviceHttpReply, DeviceHttpRequest } from '../devices/transport.ts';
import { DeviceError } from '../devices/transport.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import type { CollectorApi } from './collector-api.ts';
import { createCollectorService } from './collector-service.ts';

const AT_PLUG = { host: '192.168.1.40', port: 80 };
const AT_MINER = { host: '192.168.1.20', port: 80 };
const gamma = scriptedDevice({
  web: {
    '/api/system/info': jsonReply({
      ...{ ASICModel: 'BM1370', hashRate: 1200, macAddr: 'AA:BB:CC:DD:EE:01', power: 18 },
    }),
  },
});
const nobody = scriptedDevice({ otherwise: new DeviceError('unreachable', 'nobody answers') });

/** A Shelly that can be switched, and remembers what it was asked with. */
function shelly(apower = 24) {
  let on = true;
  const heard: DeviceHttpRequest[] = [];
  const answer = async (request: DeviceHttpRequest): Promise<DeviceHttpReply> => {
    heard.push(request);
    if (request.path === '/shelly') return jsonReply({ gen: 2, mac: '02AABBCCDD20', name: 'Plug Kitchen' });
    if (request.path.startsWith('/rpc/Switch.Set')) on = request.path.endsWith('on=true');
    if (request.path === '/rpc/Shelly.GetStatus')
      return jsonReply({ 'switch:0': { output: on, apower: on ? apower : 0 } });
    return webReply('{}', { status: request.path.startsWith('/rpc/') ? 200 : 404 });
  };
  return { ...nobody, http: answer, heard };
}

/** How far the house's clock is ahead of this one. */
let aheadMs = 0;
const stops: (() => void)[] = [];
afterEach(() => {
  aheadMs = 0;
  for (const stop of stops.splice(0)) stop();
});

interface House {
  readonly service: CollectorApi;
  readonly plug: ReturnType<typeof shelly>;
  readonly entities: EntityStore;
  readonly telemetry: TelemetryStore;
  readonly name: string;
}

async function house(name = `meters-${crypto.randomUUID()}`, plug = shelly()): Promise<House> {
  const [telemetry, entities] = await Promise.all([openTelemetry(`${name}-t`), openEntities(`${name}-e`)]);
  const service = createCollectorService({
    nowMs: () => Date.now() + aheadMs,
    random: () => 0,
    locks: undefined,
    limitsOf: async () => ({}),
    openFleet: async () => ({
      telemetry,
      entities,
      withLearnt: learntIn(`${name}-m`),
      transportTo: ({ host }) => (host === AT_PLUG.host ? plug : host === AT_MINER.host ? gamma : nobody),
      checkProxy: async () => ({ proxy: 'ok' }),
      pair: async () => ({ proxy: 'ok' }),
      close() {
        telemetry.close();
        entities.close();
      },
    }),
  });
  await service.start({ fleet: 'real' });
  return { service, plug, entities, telemetry, name };
}

async function seen(service: CollectorApi): Promise<() => FleetView | undefined> {
  let latest: FleetView | undefined;
  const known = new Map<string, FleetView['miners'][number]>();
  await service.subscribe((change) => {
    const miners = change.miners.flatMap((told) =>
      typeof told === 'string' ? (known.get(told) ?? []) : told,
    );
    for (const view of miners) known.set(view.miner.id, view);
    latest = { ...change, miners };
  });
  return () => latest;
}

const newPlug = (minerIds: readonly string[]) =>
  ({
    kind: 'shelly-gen2',
    address: AT_PLUG,
    partId: 'switch:0',
    name: 'Plug Kitchen',
    role: { kind: 'power', minerIds },
    offers: ['power', 'switch'],
  }) as const;

test('a plug that is found and assigned is read, counts for its miner, and is stored beside its rows', async () => {
  const { service } = await house();
  const latest = await seen(service);
  const miner = await service.add(AT_MINER, 'Kitchen');
  const found = await service.probeMeter({ address: AT_PLUG });
  expect(found.parts).toMatchObject([{ id: 'switch:0', powerW: 24, on: true }]);
  await service.addMeters([newPlug([miner.id])]);
  await vi.waitFor(() => expect(latest()?.miners[0]?.wall?.powerW).toBe(24), { timeout: 30_000 });
  await service.saveSettings({ pollMs: 5_000 });
  await vi.waitFor(
    async () => {
      const range = { fromMs: Date.now() - 60_000, toMs: Date.now() + 60_000, maxPoints: 1_000 };
      const { values } = await service.series({
        minerId: miner.id,
        names: ['powerW', 'wallPowerW'],
        ...range,
      });
      expect([values.powerW?.at(-1), values.wallPowerW?.at(-1)]).toEqual([18, 24]);
      const sum = await service.fleetSeries({ names: ['powerW'], ...range });
      expect(sum.values.powerW?.at(-1)).toBeGreaterThan(18);
    },
    { timeout: 30_000 },
  );
});

test('a meter at the grid tells what the house could spare, which is kept when five minutes are over', async () => {
  const { service, telemetry } = await house(undefined, shelly(-500));
  const latest = await seen(service);
  const beganMs = Date.now();
  const [meter] = await service.addMeters([{ ...newPlug([]), role: { kind: 'grid', minerIds: [] } }]);
  await vi.waitFor(() => expect(latest()?.meters?.[0]?.part?.powerW).toBe(-500), { timeout: 30_000 });
  aheadMs = 5 * 60_000;
  // Asked at once, as a part of a device that was just added.
  await service.addMeters([{ ...newPlug([]), partId: 'switch:1', role: { kind: 'room', minerIds: [] } }]);
  await vi.waitFor(
    async () => {
      const { values, knownAtMs } = await telemetry.outside.read('solar:surplus', 0, beganMs + 600_000);
      expect([...values]).toEqual([500]);
      expect(knownAtMs?.[0]).toBeGreaterThanOrEqual(beganMs + 5 * 60_000);
    },
    { timeout: 30_000 },
  );
  expect(meter?.role.kind).toBe('grid');
});

test('a plug of a miner is switched only with its owner’s consent, and what it then says is told', async () => {
  const { service, plug } = await house();
  const miner = await service.add(AT_MINER, 'Kitchen');
  const [meter] = await service.addMeters([newPlug([miner.id])]);
  const id = meter?.id ?? '';
  await expect(service.switchMeter(id, false)).rejects.toMatchObject({ failure: true, kind: 'refused' });
  expect(plug.heard.some(({ path }) => path.includes('Switch.Set'))).toBe(false);
  await service.allowControl(miner.id, true);
  expect(await service.switchMeter(id, false)).toEqual({ wanted: false, on: false });
  expect(plug.heard.filter(({ path }) => path.includes('Switch.Set'))).toHaveLength(1);
});

test('a login is sealed, goes to its device alone, and is not taken along to another address', async () => {
  const { service, entities, name } = await house();
  const [meter] = await service.addMeters([newPlug([])], { password: 'plug-secret' });
  if (!meter) throw new Error('no meter');
  expect(await entities.meters.access(meter)).toEqual({ password: 'plug-secret' });
  await service.changeMeter(meter.id, { address: { host: '192.168.1.41', port: 80 } });
  const [moved] = await entities.meters.all();
  expect(moved && (await entities.meters.access(moved))).toBeUndefined();
  const stored = await new Promise<unknown>((resolve, reject) => {
    const opening = indexedDB.open(`${name}-e`);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      stops.push(() => opening.result.close());
      const rows = opening.result.transaction('secrets').objectStore('secrets').getAll();
      rows.onsuccess = () => resolve(rows.result);
    };
  });
  expect(JSON.stringify(stored)).not.toContain('plug-secret');
});

test('a meter that is removed can be brought back, and is forgotten with its login in the end', async () => {
  const { service, entities } = await house();
  const [meter] = await service.addMeters([newPlug([])], { password: 'plug-secret' });
  if (!meter) throw new Error('no meter');
  await service.removeMeter(meter.id);
  await service.undoRemoveMeter(meter.id);
  expect((await entities.meters.all())[0]?.removedAtMs).toBeUndefined();
  await entities.meters.remove(meter.id);
  expect(await entities.meters.all()).toEqual([]);
  expect(await entities.meters.access(meter)).toBeUndefined();
});

test('a typed reading makes the miner’s own figure that of the wall, and what cannot be right is refused', async () => {
  const { service } = await house();
  const latest = await seen(service);
  const miner = await service.add(AT_MINER, 'Kitchen');
  const typed = { atMs: Date.now(), wallW: 27, deviceW: 18 };
  expect(await service.setPlugReadings(miner.id, [typed])).toEqual([]);
  await vi.waitFor(() => expect(latest()?.miners[0]?.wall?.powerW).toBeCloseTo(27, 0), { timeout: 30_000 });
  await expect(service.setPlugReadings(miner.id, [typed, { ...typed, wallW: 900 }])).rejects.toMatchObject({
    failure: true,
  });
  expect(await service.setPlugReadings(miner.id, [])).toEqual([typed]);
  expect(await service.setPlugReadings(miner.id, [typed])).toEqual([]);
});

test('what a plug taught makes the curve of the miner, can be forgotten, and brought back', async () => {
  const { service } = await house();
  const latest = await seen(service);
  const miner = await service.add(AT_MINER, 'Kitchen');
  const pairs = [12, 18].map((deviceW) => ({
    atMs: Date.now(),
    deviceW,
    wallW: 1.5 * deviceW,
    stretches: 4,
  }));
  expect(await service.setMeteredPairs(miner.id, pairs)).toEqual([]);
  await vi.waitFor(
    () => expect(latest()?.miners[0]?.wall?.source).toMatchObject({ kind: 'worked-out', loads: 2 }),
    { timeout: 30_000 },
  );
  await expect(
    service.setMeteredPairs(miner.id, [{ atMs: 0, deviceW: 18, wallW: 900, stretches: 1 }]),
  ).rejects.toMatchObject({ failure: true });
  expect(await service.setMeteredPairs(miner.id, [])).toEqual(pairs);
  await vi.waitFor(() => expect(latest()?.miners[0]?.wall).toBeUndefined(), { timeout: 30_000 });
});
