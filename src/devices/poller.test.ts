import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Miner } from '../domain/miner.ts';
import type { DeviceSnapshot } from './adapter.ts';
import { createPoller, type PollerPorts } from './poller.ts';
import { DeviceError } from './transport.ts';

const miner = (id: string, port = 80): Miner => ({
  id,
  identity: { family: 'axeos', algorithm: 'sha256', mac: id },
  address: { host: '127.0.0.1', port },
  name: id,
  addedAtMs: 0,
});
const snapshot = (mac: string): DeviceSnapshot => ({
  identity: { family: 'axeos', algorithm: 'sha256', mac },
  reading: { atMs: Date.now(), fans: [], shares: {}, boards: [], pools: [], faults: [], oddities: [] },
});

function ports(read: (miner: Miner) => Promise<DeviceSnapshot>, extra: Partial<PollerPorts> = {}) {
  const onSnapshot = vi.fn();
  const onFailure = vi.fn();
  const whole: PollerPorts = {
    nowMs: Date.now,
    random: () => 0,
    transportFor: () => ({
      http: () => Promise.reject(new Error('unused')),
      rpc: () => Promise.reject(new Error('unused')),
      message: () => Promise.reject(new Error('unused')),
    }),
    adapterFor: (asked) => ({ read: () => read(asked) }),
    onSnapshot,
    onFailure,
    ...extra,
  };
  return { whole, onSnapshot, onFailure };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('each miner is asked once a period', async () => {
  const { whole, onSnapshot } = ports(async (asked) => snapshot(asked.id));
  const poller = createPoller(whole);
  poller.setFleet([miner('A'), miner('B', 81)], 10_000);
  await vi.advanceTimersByTimeAsync(35_000);
  expect(onSnapshot.mock.calls.filter(([asked]) => asked.id === 'A')).toHaveLength(4);
  expect(onSnapshot.mock.calls.filter(([asked]) => asked.id === 'B')).toHaveLength(4);
  poller.stop();
});

test('a device that answers slower than the period never has two requests in flight', async () => {
  let inFlight = 0;
  let most = 0;
  const { whole } = ports(async (asked) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await new Promise((resolve) => setTimeout(resolve, 25_000));
    inFlight -= 1;
    return snapshot(asked.id);
  });
  const poller = createPoller(whole);
  poller.setFleet([miner('A')], 5_000);
  await vi.advanceTimersByTimeAsync(120_000);
  poller.stop();
  expect(most).toBe(1);
});

test('a silent device is asked more rarely and, once back, at its pace again', async () => {
  let alive = false;
  const read = vi.fn(async (asked: Miner) => {
    if (!alive) throw new DeviceError('unreachable', 'nothing answers');
    return snapshot(asked.id);
  });
  const { whole, onFailure } = ports(read);
  const poller = createPoller(whole);
  poller.setFleet([miner('A')], 10_000);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(onFailure.mock.calls.length).toBeLessThan(16);
  alive = true;
  await vi.advanceTimersByTimeAsync(60_000);
  read.mockClear();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(read).toHaveBeenCalledTimes(6);
  poller.stop();
});

test('a reading of another device at the old address never enters this history', async () => {
  const { whole, onSnapshot, onFailure } = ports(async () => snapshot('somebody else'));
  const poller = createPoller(whole);
  poller.setFleet([miner('A')], 10_000);
  await vi.advanceTimersByTimeAsync(1_000);
  poller.stop();
  expect(onSnapshot).not.toHaveBeenCalled();
  expect(onFailure.mock.calls[0]?.[1]).toMatchObject({ kind: 'not-a-miner' });
});

test('what another device pushes at the old address does not enter it either', async () => {
  const { whole, onSnapshot, onFailure } = ports(async () => snapshot('A'));
  const poller = createPoller({ ...whole, pushed: () => snapshot('somebody else') });
  poller.setFleet([miner('A')], 10_000);
  await vi.advanceTimersByTimeAsync(1_000);
  poller.stop();
  expect(onSnapshot).not.toHaveBeenCalled();
  expect(onFailure.mock.calls[0]?.[1]).toMatchObject({ kind: 'not-a-miner' });
});

test('a miner is asked again as soon as the helper is back, however long that was away', async () => {
  const { whole, onFailure } = ports(async () => {
    throw new DeviceError('no-proxy', 'the helper does not answer');
  });
  const poller = createPoller(whole);
  poller.setFleet([miner('A')], 10_000);
  await vi.advanceTimersByTimeAsync(600_000);
  const before = onFailure.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  poller.stop();
  expect(onFailure.mock.calls.length - before).toBeGreaterThanOrEqual(5);
});

test('a defect while reading is shown as a failure and the round goes on', async () => {
  const { whole, onFailure } = ports(async () => {
    throw new TypeError('x is undefined');
  });
  const poller = createPoller(whole);
  poller.setFleet([miner('A')], 5_000);
  await vi.advanceTimersByTimeAsync(6_000);
  poller.stop();
  expect(onFailure.mock.calls.length).toBeGreaterThanOrEqual(2);
  expect(onFailure.mock.calls[0]?.[1]).toMatchObject({ kind: 'unreadable-reply' });
});

test('a removed miner is not asked again, and its late answer is dropped', async () => {
  const { whole, onSnapshot } = ports(async (asked) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return snapshot(asked.id);
  });
  const poller = createPoller(whole);
  poller.setFleet([miner('A')], 5_000);
  await vi.advanceTimersByTimeAsync(1_000);
  poller.setFleet([], 5_000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(onSnapshot).not.toHaveBeenCalled();
});

test('what the device pushed a moment ago is not asked for again', async () => {
  const read = vi.fn(async (asked: Miner) => snapshot(asked.id));
  const { whole, onSnapshot } = ports(read, { pushed: (asked) => snapshot(asked.id) });
  const poller = createPoller(whole);
  poller.setFleet([miner('A')], 5_000);
  await vi.advanceTimersByTimeAsync(11_000);
  poller.stop();
  expect(read).not.toHaveBeenCalled();
  expect(onSnapshot.mock.calls[0]?.[2]).toBe('live');
});

test('a recorder asks each miner as often as an hour has periods, however long answers take', async () => {
  const { whole, onSnapshot } = ports(async (asked) => {
    await new Promise((resolve) => setTimeout(resolve, 700));
    return snapshot(asked.id);
  });
  const poller = createPoller({ ...whole, steady: true, random: () => 0.99 });
  poller.setFleet([miner('A')], 10_000);
  await vi.advanceTimersByTimeAsync(3_600_000);
  poller.stop();
  expect(onSnapshot).toHaveBeenCalledTimes(360);
});
