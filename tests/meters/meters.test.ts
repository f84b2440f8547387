import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { FleetKeeper } from '../../src/collect/fleet-keeper.ts';
import { MeterPoller } from '../../src/collect/meter-poller.ts';
import { allParts, identifyMeter, switchMeterPart } from '../../src/collect/meter-reader.ts';
import { proxyTransport } from '../../src/collect/proxy-transport.ts';
import type { DeviceAddress, Miner } from '../../src/domain/miner.ts';
import type { Reading } from '../../src/domain/reading.ts';
import { DEFAULT_SETTINGS } from '../../src/domain/settings.ts';
import type { WallMeter } from '../../src/domain/wall-meter.ts';
import { powerOf } from '../../src/domain/wall-power.ts';
import { fleetFigures } from '../../src/pages/fleet/fleet-figures.ts';
import { fleetPay } from '../../src/pages/pay/fleet-pay.ts';
import { fetchAsPage } from '../support/fetch-as-page.ts';
import { HELPER_TOKEN, HelperHouse } from '../support/helper-house.ts';
import { kasaSim, shellyGen2Sim, tasmotaSim } from '../support/plug-sims.ts';

/** Plugs on real sockets, through the helper, to the figures that pages show. */

const NOW_MS = Date.UTC(2026, 5, 1, 12);
const nowMs = () => NOW_MS;

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
const pollers: MeterPoller[] = [];
afterEach(() => {
  for (const poller of pollers.splice(0)) poller.stop();
  house.tidy();
});
afterAll(() => house.close());

const transportTo = (address: DeviceAddress) =>
  proxyTransport({ baseUrl: house.proxy.url, token: HELPER_TOKEN, fetch: fetchAsPage, address });

function miner(id: string, name: string): Miner {
  const identity = { family: 'axeos', algorithm: 'sha256' } as const;
  return { id, name, identity, address: { host: '192.168.1.20', port: 80 }, addedAtMs: NOW_MS };
}

function reading(powerW: number): Reading {
  const lists = { fans: [], boards: [], pools: [], faults: [], oddities: [], shares: {} };
  return { ...lists, atMs: NOW_MS, powerW, hashrateHs: 1e12, expectedHashrateHs: 1e12, mining: true };
}

/** A fleet of two miners that have just said what they draw. */
function fleetOf(kitchenW: number, deskW: number): FleetKeeper {
  const market = { hashpricePerPhPerDay: 46, poolFee: 0 };
  const keeper = new FleetKeeper('real', { ...DEFAULT_SETTINGS, market });
  keeper.setMiners([miner('a', 'Kitchen'), miner('b', 'Desk')], NOW_MS);
  keeper.watchFrom(NOW_MS);
  const identity = { family: 'axeos', algorithm: 'sha256' } as const;
  keeper.answered('a', { identity, reading: reading(kitchenW) }, 'poll');
  keeper.answered('b', { identity, reading: reading(deskW) }, 'poll');
  return keeper;
}

function meter(port: number, more: Partial<WallMeter>): WallMeter {
  return {
    id: 'm1',
    kind: 'shelly-gen2',
    address: { host: '127.0.0.1', port },
    partId: 'switch:0',
    name: 'Plug Kitchen',
    role: { kind: 'power', minerIds: ['a'] },
    offers: ['power', 'switch'],
    addedAtMs: NOW_MS,
    ...more,
  };
}

/** Polls these meters into the fleet, as the leading tab does. */
function poll(keeper: FleetKeeper, meters: readonly WallMeter[], password?: string): void {
  keeper.meters.setMeters(meters, new Set());
  const poller = new MeterPoller({
    nowMs,
    random: () => 0,
    transportTo,
    accessTo: async () => (password === undefined ? undefined : { password }),
    onReading: (parts, atMs) => keeper.meters.answered(parts, atMs),
    onFailure: (failed, failure) => keeper.meters.failed(failed, failure),
  });
  pollers.push(poller);
  poller.follow(meters);
}

const viewOf = (keeper: FleetKeeper, id: string) => {
  const found = keeper.view(NOW_MS, true).miners.find((view) => view.miner.id === id);
  if (!found) throw new Error(`no miner ${id}`);
  return found;
};

test('a Shelly that is assigned to a miner says what the miner costs, in Pay and on the tiles', async () => {
  const plug = shellyGen2Sim('kitchen-secret');
  plug.powerW = 24.6;
  const { port } = await house.webDevice(plug.handler);
  const keeper = fleetOf(18, 15);
  poll(keeper, [meter(port, {})], 'kitchen-secret');
  await vi.waitFor(() => expect(viewOf(keeper, 'a').wall?.powerW).toBe(24.6));

  const view = keeper.view(NOW_MS, true);
  expect(viewOf(keeper, 'a').wall?.source).toEqual({
    kind: 'measured',
    meters: ['Plug Kitchen'],
    atMs: NOW_MS,
  });
  const pay = fleetPay(view.miners, view.settings, NOW_MS, 'UTC');
  expect(pay.miners.map(({ day }) => day?.inputs.powerW)).toEqual([24.6, 15]);
  expect(pay.miners.map(({ day }) => day?.inputs.powerAtWall)).toEqual([true, false]);
  expect(fleetFigures(view, NOW_MS)).toMatchObject({ powerW: 39.6, powerBasis: 'mixed' });
  expect(plug.asked.join()).not.toContain('kitchen-secret');
});

test('a wrong password is told, and the miner’s own figure stands', async () => {
  const { port } = await house.webDevice(shellyGen2Sim('kitchen-secret').handler);
  const keeper = fleetOf(18, 15);
  poll(keeper, [meter(port, {})], 'wrong');
  await vi.waitFor(() =>
    expect(keeper.view(NOW_MS, true).meters?.[0]?.failure).toMatchObject({ kind: 'refused' }),
  );
  expect(powerOf(viewOf(keeper, 'a'))).toEqual({ powerW: 18, atWall: false });
  expect(viewOf(keeper, 'a').wall?.problem).toEqual({ kind: 'stale', meter: 'Plug Kitchen' });
});

test('a strip with two meters is asked once, and a meter that two miners share is divided', async () => {
  const strip = tasmotaSim(60);
  strip.powerW = 99;
  const { port } = await house.webDevice(strip.handler);
  const keeper = fleetOf(20, 10);
  const left = meter(port, { id: 'left', kind: 'tasmota', partId: 'power:1', name: 'Left' });
  const both = { kind: 'power', minerIds: ['a', 'b'] } as const;
  poll(keeper, [
    { ...left, role: { kind: 'power', minerIds: [] } },
    { ...left, id: 'right', partId: 'power:2', name: 'Right', role: both },
  ]);
  await vi.waitFor(() => expect(viewOf(keeper, 'a').wall?.powerW).toBe(40));
  expect(viewOf(keeper, 'b').wall).toMatchObject({
    powerW: 20,
    source: { kind: 'shared', totalW: 60, miners: 2 },
  });
  expect(strip.asked).toEqual(['GET /cm?cmnd=Status%200']);
});

test('what answers at an address is found out without a login, and its parts are read', async () => {
  const { port } = await house.webDevice(tasmotaSim(60).handler);
  const door = { transport: transportTo({ host: '127.0.0.1', port }) };
  expect(await identifyMeter(door)).toMatchObject({ kind: 'tasmota', name: 'Strip Garage' });
  expect((await allParts('tasmota', door, nowMs)).map(({ id }) => id)).toEqual(['power:1', 'power:2']);
});

test('a plug is switched once and read back; one that is stuck says how it stands', async () => {
  const plug = shellyGen2Sim();
  const { port } = await house.webDevice(plug.handler);
  const door = { transport: transportTo({ host: '127.0.0.1', port }) };
  expect((await switchMeterPart(meter(port, {}), false, door, nowMs))?.on).toBe(false);
  expect(plug.on).toBe(false);
  plug.stuck = true;
  expect((await switchMeterPart(meter(port, {}), true, door, nowMs))?.on).toBe(false);
  expect(plug.asked.filter((path) => path.includes('Switch.Set'))).toHaveLength(2);
});

test('a Kasa plug is found where its owner names it, read and switched through the helper', async () => {
  const plug = kasaSim();
  const port = await house.device((socket, heard) => socket.write(plug.answer(Buffer.from(heard, 'latin1'))));
  const door = { transport: transportTo({ host: '127.0.0.1', port }) };
  expect(await identifyMeter(door, 'kasa')).toMatchObject({
    kind: 'kasa',
    name: 'Rig plug',
    model: 'KP115(EU)',
  });
  expect(await allParts('kasa', door, nowMs)).toMatchObject([{ id: 'plug', powerW: 1_432.5, on: true }]);
  const part = await switchMeterPart({ kind: 'kasa', partId: 'plug' }, false, door, nowMs);
  expect(part).toMatchObject({ id: 'plug', on: false, powerW: 0 });
});
