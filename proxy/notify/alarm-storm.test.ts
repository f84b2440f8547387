import { mkdtempSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeviceError } from '../../src/devices/transport.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { BookedMiner } from '../recorder/fleet-book.ts';
import { Alarms, openAlarms } from './alarms.ts';
import { createNotifyFetch } from './notify-fetch.ts';

/** A thousand miners in trouble: what a webhook on this computer gets over real sockets, and what the helper keeps. */

const POLL_MS = 120_000;
const COUNT = 1_000;
let folder: string;
let nowMs: number;
let hook: http.Server;
let messages: { readonly phase: string; readonly title: string }[];
/** Messages that went out, arrived or not. */
let begun: number;
let alarms: Alarms;
let fleet: readonly BookedMiner[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'davylamp-storm-'));
  nowMs = Date.parse('2026-01-15T12:00:00Z');
  messages = [];
  hook = http.createServer((request, reply) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      messages.push(JSON.parse(body) as { phase: string; title: string });
      reply.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  const rules = { resolve: async () => [], ownPorts: () => [] };
  const send = createNotifyFetch(rules);
  begun = 0;
  alarms = new Alarms(openAlarms(folder), {
    rules,
    nowMs: () => nowMs,
    fetch: (message, signal) => {
      begun += 1;
      return send(message, signal);
    },
  });
  fleet = Array.from({ length: COUNT }, (_, place) => {
    const address = { host: `10.0.${place >> 8}.${place & 255}`, port: 80 };
    return {
      id: `m${place}`,
      name: `Miner ${place}`,
      address,
      addresses: [address],
      identity: { family: 'axeos' },
    };
  });
  alarms.follow(fleet, { pollMs: POLL_MS });
  const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`;
  alarms.book.add({ name: 'Hook', on: true, least: 'act', afterMin: 0, settings: { kind: 'webhook', url } });
  alarms.followBook();
});
afterEach(() => {
  alarms.close();
  hook.closeAllConnections();
  hook.close();
  rmSync(folder, { recursive: true });
});

type Said = Partial<Reading> | 'silent';

/** Polls all miners for some minutes, as the recorder does; a message is heard before the next poll. */
async function live(minutes: number, said: (place: number, minute: number) => Said): Promise<void> {
  const untilMs = nowMs + minutes * 60_000;
  const fromMs = nowMs;
  while (nowMs < untilMs) {
    nowMs += POLL_MS;
    fleet.forEach((booked, place) => {
      const told = said(place, (nowMs - fromMs) / 60_000);
      if (told === 'silent') alarms.watch.failed(booked, new DeviceError('timeout', 'no'));
      else alarms.watch.answered(booked, booked.address, answer(told));
    });
    alarms.check();
    await delivered();
  }
}

function answer(more: Partial<Reading>) {
  const nothing = { shares: {}, fans: [], boards: [], pools: [], faults: [], oddities: [] };
  const identity = { family: 'axeos', algorithm: 'sha256' } as const;
  return {
    identity,
    reading: { atMs: nowMs, hashrateHs: 1e12, mining: true, uptimeS: 9_000, ...nothing, ...more },
  };
}

/** No message is under way. */
async function delivered(): Promise<void> {
  await vi.waitFor(() => expect(alarms.report().deliveries.length).toBe(begun));
}

const well = {};
/** What the helper keeps on disk of all that, bytes. */
const keptBytes = () => statSync(join(folder, 'alarms.json')).size;

test('a thousand that fall at once, and come back at once, are two messages', async () => {
  await live(2, () => well);
  await live(30, () => 'silent');
  expect(messages.map(({ title }) => title)).toEqual(['1000 miners: No answer, looks like your router']);
  await live(10, () => well);
  expect(messages.map(({ phase }) => phase)).toEqual(['opened', 'resolved']);
  expect(alarms.watch.open).toEqual([]);
  expect(alarms.report().waiting).toBe(0);
});

test('a thousand that fall one after another within twenty minutes are at most four messages', async () => {
  await live(2, () => well);
  await live(35, (place, minute) => (minute * 50 > place ? 'silent' : well));
  expect(messages.length).toBeGreaterThan(0);
  expect(messages.length).toBeLessThanOrEqual(4);
});

test('a thousand that come back one after another within twenty minutes are at most four messages', async () => {
  await live(2, () => well);
  await live(15, () => 'silent');
  await live(30, (place, minute) => (minute * 50 > place ? well : 'silent'));
  expect(messages.length).toBeLessThanOrEqual(4);
  expect(alarms.watch.open).toEqual([]);
});

test('a thousand that come and go for forty minutes, each in its own turn, are at most four messages', async () => {
  await live(2, () => well);
  await live(40, (place, minute) => ((minute + place / 10) % 20 < 13 ? 'silent' : well));
  expect(messages.length).toBeLessThanOrEqual(4);
  expect(keptBytes()).toBeLessThan(1_000_000);
});

test('a thousand that overheat one after another over half an hour are told together', async () => {
  await live(2, () => well);
  await live(30, (place, minute) => (minute * 34 > place ? { overheated: true } : well));
  // One each minute it was, before summaries came ever more rarely.
  expect(messages.length).toBeLessThanOrEqual(6);
  expect(keptBytes()).toBeLessThan(3_000_000);
});
