import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { jsonReply, type Script, scriptedDevice } from '../../tests/support/scripted-device.ts';
import { METER_POLL_MS, type MeterFailure, type WallMeter } from '../domain/wall-meter.ts';
import { MeterPoller } from './meter-poller.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const meter: WallMeter = {
  id: 'm1',
  kind: 'shelly-gen2',
  address: { host: '192.168.1.40', port: 80 },
  partId: 'switch:0',
  name: 'Plug',
  role: { kind: 'power', minerIds: [] },
  offers: ['power'],
  addedAtMs: 0,
};

function polled(meters: readonly WallMeter[], script: Script, access?: { readonly password: string }) {
  const device = scriptedDevice(script);
  const told: (number | undefined)[] = [];
  const failures: MeterFailure['kind'][] = [];
  const poller = new MeterPoller({
    nowMs: () => Date.now(),
    random: () => 0,
    transportTo: () => device,
    accessTo: async () => access,
    onReading: (parts) => told.push(...[...parts.values()].map((part) => part?.powerW ?? part?.tempC)),
    onFailure: (_, { kind }) => failures.push(kind),
  });
  poller.follow(meters);
  return { device, told, failures, poller };
}

const status = {
  '/rpc/Shelly.GetStatus': jsonReply({ 'switch:0': { apower: 20 }, 'switch:1': { apower: 5 } }),
};

test('a device is asked once a period, however many meters it is', async () => {
  const { device, told, poller } = polled([meter, { ...meter, id: 'm2', partId: 'switch:1' }], {
    web: status,
  });
  await vi.advanceTimersByTimeAsync(METER_POLL_MS * 3 + 100);
  expect(device.asked).toHaveLength(4);
  expect(told.slice(0, 2)).toEqual([20, 5]);
  poller.stop();
  await vi.advanceTimersByTimeAsync(METER_POLL_MS * 3);
  expect(device.asked).toHaveLength(4);
});

test('a part that is gone tells nothing, and the others go on', async () => {
  const { told } = polled(
    [
      { ...meter, partId: 'switch:7' },
      { ...meter, id: 'm2' },
    ],
    { web: status },
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual([undefined, 20]);
});

test('a device that is silent is asked ever more rarely, and what fails is told', async () => {
  const { device, failures } = polled([meter], {});
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(device.asked.length).toBeLessThan(15);
  expect(new Set(failures)).toEqual(new Set(['unreachable']));
});

test('of Home Assistant only the entities that are meters are asked, each for itself', async () => {
  const entity = (id: string, state: string, unit: string, kind: string) => [
    `/api/states/${id}`,
    jsonReply({ entity_id: id, state, attributes: { unit_of_measurement: unit, device_class: kind } }),
  ];
  const house = { ...meter, kind: 'home-assistant', address: { host: '192.168.1.5', port: 8123 } } as const;
  const { device, told } = polled(
    [
      { ...house, partId: 'sensor.garage_power' },
      { ...house, id: 'm2', partId: 'sensor.room' },
    ],
    {
      web: Object.fromEntries([
        entity('sensor.garage_power', '3.3', 'kW', 'power'),
        entity('sensor.room', '21.5', '°C', 'temperature'),
      ]),
    },
    { password: 'token' },
  );
  await vi.advanceTimersByTimeAsync(100);
  expect(told).toEqual([3_300, 21.5]);
  expect(device.asked).toEqual(['GET /api/states/sensor.garage_power', 'GET /api/states/sensor.room']);
});
