import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DeviceSnapshot } from '../../src/devices/adapter.ts';
import { DeviceError, type DeviceErrorKind } from '../../src/devices/transport.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { BookedMiner } from '../recorder/fleet-book.ts';
import { Alarms, openAlarms } from './alarms.ts';

/** From what the recorder hears to what a webhook on this computer gets, over real sockets, on a clock of the test's. */

const POLL_MS = 10_000;
let folder: string;
let nowMs: number;
let hook: http.Server;
let heard: Record<string, string>[];
/** What the webhook answers next; then 200. */
let answers: (number | 'hang')[];
let alarms: Alarms;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-alarms-'));
  nowMs = Date.parse('2026-01-15T12:00:00Z');
  heard = [];
  answers = [];
  hook = http.createServer((request, reply) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      heard.push(JSON.parse(body) as Record<string, string>);
      const status = answers.shift() ?? 200;
      if (status !== 'hang') reply.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  alarms = opened();
});
afterEach(() => {
  alarms.close();
  hook.closeAllConnections();
  hook.close();
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const rules = { resolve: async () => [], ownPorts: () => [] };
const opened = () => new Alarms(openAlarms(folder), { rules, nowMs: () => nowMs });

function restart(): void {
  alarms.close();
  alarms = opened();
  alarms.follow(miners, { pollMs: POLL_MS });
}

function addHook(more: object = {}): string {
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
  const use = { name: 'Hook', on: true, least: 'act', afterMin: 0, ...more };
  const id = alarms.book.add({ ...use, settings: { kind: 'webhook', url } });
  alarms.followBook();
  return id;
}

const miner = (name: string): BookedMiner => {
  const address = { host: '192.168.1.9', port: 80 };
  return { id: `${name}-id`, name, address, addresses: [address], identity: { family: 'axeos' } };
};
const kitchen = miner('Kitchen');
const attic = miner('Attic');
const miners = [kitchen, attic];

function answer(booked: BookedMiner, more: Partial<Reading> = {}): void {
  const nothing = { shares: {}, fans: [], boards: [], pools: [], faults: [], oddities: [] };
  const reading: Reading = {
    atMs: nowMs,
    hashrateHs: 1e12,
    mining: true,
    tempChipMaxC: 60,
    uptimeS: 9_000,
    ...nothing,
    ...more,
  };
  const snapshot: DeviceSnapshot = { identity: { family: 'axeos', algorithm: 'sha256' }, reading };
  alarms.watch.answered(booked, booked.address, snapshot);
}

const fail = (booked: BookedMiner, kind: DeviceErrorKind = 'timeout') =>
  alarms.watch.failed(booked, new DeviceError(kind, 'no'));

/** Some polls of the fleet, each held against the rules. */
function polls(count: number, poll: () => void): void {
  for (let time = 0; time < count; time += 1) {
    nowMs += POLL_MS;
    poll();
    alarms.check();
  }
}
const each = (poll: (one: BookedMiner) => void, fleet = miners) => {
  for (const one of fleet) poll(one);
};
const allWell = () => each((one) => answer(one));
const hot = { overheated: true, mining: false, hashrateHs: 0 };

/** What the webhook has got once nothing is under way any more. */
async function told(count: number): Promise<readonly string[]> {
  await vi.waitFor(() => expect(heard.length).toBeGreaterThanOrEqual(count));
  await vi.waitFor(() => expect(alarms.report().deliveries.length).toBeGreaterThanOrEqual(count));
  return heard.map(({ phase, title }) => `${phase} ${title}`);
}

test('without a channel nothing leaves the house, whatever happens', () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  polls(5, () => each((one) => answer(one, hot)));
  expect(alarms.report()).toMatchObject({ deliveries: [], waiting: 0, channels: [] });
  expect(alarms.watch.open.length).toBeGreaterThan(0);
});

test('a miner that overheats is told once, by its name, and once more when it is well', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook();
  polls(3, allWell);
  polls(1, () => answer(kitchen, { overheated: true }));
  expect(alarms.report().waiting).toBe(0);
  polls(6, () => answer(kitchen, { overheated: true }));
  expect(await told(1)).toEqual(['opened Kitchen: Overheated']);
  polls(5, allWell);
  expect(await told(2)).toEqual(['opened Kitchen: Overheated', 'resolved Kitchen: over, Overheated']);
  expect(heard[0]?.tag).toBe(heard[1]?.tag);
  const [last] = alarms.report().deliveries;
  expect(last).toMatchObject({ channel: 'Hook', phase: 'resolved', outcome: 'delivered' });
});

test('two miners that fall silent together are one alarm, told when they count as lost', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook();
  polls(3, allWell);
  polls(59, () => each((one) => fail(one)));
  expect(alarms.report().waiting + heard.length).toBe(0);
  polls(10, () => each((one) => fail(one)));
  expect(await told(1)).toEqual(['opened Kitchen and Attic: No answer, looks like your router']);
  expect(heard[0]?.text).toContain('router');
});

test('a miner that wants a password is no miner that is away', () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  polls(3, allWell);
  polls(100, () => each((one) => fail(one, 'refused')));
  expect(alarms.watch.open).toEqual([]);
});

test('after a night’s sleep of this computer nobody is called silent for the night', () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  polls(3, allWell);
  nowMs += 8 * 3_600_000;
  polls(3, () => each((one) => fail(one)));
  expect(alarms.watch.open.every(({ evidence }) => nowMs - evidence.sinceMs < 60_000)).toBe(true);
  expect(alarms.watch.open.every(({ severity }) => severity === 'watch')).toBe(true);
});

test('a restart tells nothing twice, forgets no alarm, and ends none by itself', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook();
  polls(3, () => answer(kitchen, { overheated: true }));
  await told(1);
  restart();
  polls(4, () => answer(kitchen, { overheated: true }));
  restart();
  polls(1, () => answer(kitchen));
  expect(alarms.watch.open).toHaveLength(1);
  polls(3, () => answer(kitchen));
  expect(await told(2)).toEqual(['opened Kitchen: Overheated', 'resolved Kitchen: over, Overheated']);
});

test('a message that was under way when the helper ended is not sent again, and its owner reads that', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook();
  answers = ['hang'];
  polls(3, () => answer(kitchen, { overheated: true }));
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  restart();
  polls(5, () => answer(kitchen, { overheated: true }));
  expect(heard).toHaveLength(1);
  expect(alarms.report().deliveries).toMatchObject([
    { problem: 'interrupted', outcome: 'failed', title: 'Kitchen: Overheated' },
  ]);
});

test('a channel that wants a pause is asked again after it, and one that refuses is not', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  const id = addHook();
  answers = [429, 401];
  polls(3, () => answer(kitchen, { overheated: true }));
  await told(1);
  expect(alarms.report().deliveries).toMatchObject([{ outcome: 'will-retry', problem: 'throttled' }]);
  polls(4, () => answer(kitchen, { overheated: true }));
  await told(2);
  polls(60, () => answer(kitchen, { overheated: true }));
  expect(heard).toHaveLength(2);
  const { channels, deliveries } = alarms.report();
  expect(channels).toMatchObject([{ id, problem: 'wrong-secret' }]);
  expect(deliveries[0]?.detail).toContain('Type it again.');
});

test('a thousand miners that overheat one by one are a handful of messages', async () => {
  const many = Array.from({ length: 1_000 }, (_, index) => miner(`Rig ${index}`));
  alarms.follow(many, { pollMs: POLL_MS });
  addHook();
  const counted = () => heard.reduce((sum, { title }) => sum + Number(title?.split(' ')[0]), 0);
  for (let step = 1; step <= 5; step += 1)
    polls(1, () => each((one) => answer(one, { overheated: true }), many.slice(0, 250 * step)));
  // Each look at what waits comes after the rest that follows a summary.
  await vi.waitFor(() => {
    nowMs += 60_000;
    alarms.seen({ kind: 'overheated', minerId: 'nobody' });
    expect(counted()).toBe(1_000);
  });
  expect(heard.length).toBeLessThanOrEqual(4);
});

test('a second channel is told what nobody has seen, and not what somebody has', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook({ afterMin: 5 });
  polls(3, () => each((one) => answer(one, { overheated: true })));
  alarms.seen({ kind: 'overheated', minerId: kitchen.id });
  polls(40, () => each((one) => answer(one, { overheated: true })));
  expect(await told(1)).toEqual(['opened Attic: Overheated']);
});

test('a test is sent at once, and told as it went; not twice in a moment', async () => {
  const id = addHook();
  expect(await alarms.test(id)).toMatchObject({ phase: 'test', outcome: 'delivered' });
  await expect(alarms.test(id)).rejects.toMatchObject({ type: 'throttled' });
  nowMs += 5_000;
  answers = [404];
  expect(await alarms.test(id)).toMatchObject({ outcome: 'failed', problem: 'not-found' });
  nowMs += 5_000;
  answers = [429];
  // Nobody sends a test again.
  expect(await alarms.test(id)).toMatchObject({ outcome: 'failed', problem: 'throttled' });
});

test('alerts of a miner that was removed end without a word', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook();
  polls(3, () => answer(kitchen, { overheated: true }));
  await told(1);
  alarms.follow([attic], { pollMs: POLL_MS });
  polls(3, () => answer(attic));
  expect(alarms.watch.open).toEqual([]);
  expect(heard).toHaveLength(1);
  const { queue } = JSON.parse(readFileSync(join(folder, 'alarms.json'), 'utf8')) as { queue: unknown };
  expect(queue).toEqual({ noted: [], waiting: [], told: [], underWay: [] });
});

test('many messages that a restart interrupts are one line in the log', async () => {
  const many = Array.from({ length: 20 }, (_, index) => miner(`Rig ${index}`));
  alarms.follow(many, { pollMs: POLL_MS });
  addHook();
  answers = ['hang'];
  polls(3, () => each((one) => answer(one, { overheated: true }), many));
  await vi.waitFor(() => expect(heard).toHaveLength(1));
  restart();
  expect(alarms.report().deliveries).toMatchObject([{ problem: 'interrupted', title: '20 alarms' }]);
});

test('a damaged file of what was told is set aside', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  alarms.close();
  writeFileSync(join(folder, 'alarms.json'), '{"open":[{}]');
  alarms = opened();
  expect(alarms.report().deliveries).toEqual([]);
  expect(readFileSync(join(folder, 'alarms.json.damaged'), 'utf8')).toBe('{"open":[{}]');
});

const mute = (minutes: number) =>
  alarms.follow([{ ...kitchen, mutedUntilMs: nowMs + minutes * 60_000 }, attic], { pollMs: POLL_MS });

test('of a muted miner nothing is told; what is still wrong when the mute ends is told then', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook();
  polls(3, allWell);
  mute(5);
  polls(20, () => answer(kitchen, { overheated: true }));
  expect(alarms.watch.open).toHaveLength(1);
  expect(alarms.report()).toMatchObject({ waiting: 0, deliveries: [] });
  restart();
  mute(2);
  polls(6, () => answer(kitchen, { overheated: true }));
  expect(alarms.report().deliveries).toEqual([]);
  polls(12, () => answer(kitchen, { overheated: true }));
  expect(await told(1)).toEqual(['opened Kitchen: Overheated']);
});

test('what opened and ended while its miner was muted is told never', () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook();
  polls(3, allWell);
  mute(60);
  polls(5, () => answer(kitchen, { overheated: true }));
  polls(6, allWell);
  alarms.follow(miners, { pollMs: POLL_MS });
  polls(3, allWell);
  expect(alarms.watch.open).toEqual([]);
  expect(alarms.report()).toMatchObject({ waiting: 0, deliveries: [] });
});

test('a mute holds back what waits for its turn, and other miners are told of meanwhile', async () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  addHook({ afterMin: 2 });
  polls(3, allWell);
  polls(2, () => each((one) => answer(one, { overheated: true })));
  mute(30);
  polls(30, () => each((one) => answer(one, { overheated: true })));
  expect(await told(1)).toEqual(['opened Attic: Overheated']);
  alarms.follow(miners, { pollMs: POLL_MS });
  polls(1, () => each((one) => answer(one, { overheated: true })));
  expect(await told(2)).toContain('opened Kitchen: Overheated');
});

test('a miner that comes and goes stays damped over restarts of the helper', () => {
  alarms.follow(miners, { pollMs: POLL_MS });
  polls(3, allWell);
  const opened = new Set<string>();
  for (let turn = 0; turn < 12; turn += 1) {
    polls(4, () => answer(kitchen, hot));
    for (const { id } of alarms.watch.open) opened.add(id);
    polls(4, allWell);
    restart();
    polls(4, allWell);
  }
  // Without a memory of it each of the twelve turns opens one, and ends it.
  expect(opened.size).toBeLessThanOrEqual(4);
});
