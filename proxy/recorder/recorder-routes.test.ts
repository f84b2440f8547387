import { mkdtemp, rm } from 'node:fs/promises';
import type http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LiveReading } from '../../src/domain/live-reading.ts';
import { RecordedStreamReader, type RecordedStretch } from '../../src/domain/recorded-stream.ts';
import type { RunningRecorder } from '../../src/domain/recorder-report.ts';
import { HELPER_TOKEN, HelperHouse, problemOf } from '../../tests/support/helper-house.ts';

/** What pages can ask of a recorder, over real sockets. */

let folder: string;
let house: HelperHouse;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'davylamp-recorder-'));
  house = await opened();
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const opened = () =>
  HelperHouse.open({ record: { folder: join(folder, 'recorder'), keepDays: 14, maxBytes: 4 * 1024 * 1024 } });

/** A Bitaxe that counts how often it is asked. */
async function bitaxe(mac = '02:00:00:00:00:01'): Promise<{ port: number; asked: () => number }> {
  let asked = 0;
  const { port } = await house.webDevice((request: http.IncomingMessage, reply: http.ServerResponse) => {
    if (request.url === '/api/system/info') asked += 1;
    reply.setHeader('content-type', 'application/json');
    reply.end(
      JSON.stringify({
        ASICModel: 'BM1370',
        version: 'v2.12.0',
        macAddr: mac,
        hostname: 'bitaxe',
        hashRate: 1_100 + asked,
        power: 18,
        temp: 60,
        uptimeSeconds: 1_000 + asked,
        sharesAccepted: asked,
      }),
    );
  });
  return { port, asked: () => asked };
}

const miner = (port: number, id = '020000000001', mac = '02:00:00:00:00:01', host = '127.0.0.1') => ({
  id,
  address: { host, port },
  identity: { family: 'axeos', mac },
});
const tell = (miners: readonly unknown[], browserId = 'browser-one', pollMs = 5_000) =>
  house.call('/api/recorder', { method: 'PUT', body: JSON.stringify({ browserId, pollMs, miners }) });
const report = async () => (await (await house.call('/api/recorder')).json()) as RunningRecorder;

/** What a page hears, until `enough` of it came. */
async function heard(enough: (all: readonly LiveReading[]) => boolean): Promise<readonly LiveReading[]> {
  const going = new AbortController();
  const reply = await house.call('/api/live', { signal: going.signal });
  expect(reply.headers.get('content-type')).toBe('text/event-stream');
  const all: LiveReading[] = [];
  let text = '';
  for await (const chunk of reply.body ?? []) {
    text += Buffer.from(chunk).toString();
    const events = text.split('\n\n');
    text = events.pop() ?? '';
    all.push(...events.map((event) => JSON.parse(event.replace(/^data: /, '')) as LiveReading));
    if (enough(all)) break;
  }
  going.abort();
  return all;
}

async function recorded(query = ''): Promise<readonly RecordedStretch[]> {
  const reply = await house.call(`/api/recorded${query}`);
  expect(reply.status).toBe(200);
  return new RecordedStreamReader().take(new Uint8Array(await reply.arrayBuffer()));
}
const rowsOf = (stretches: readonly RecordedStretch[]) => stretches.flatMap(({ rows }) => rows);

test('a helper that does not record says so, and keeps nothing', async () => {
  const plain = await HelperHouse.open();
  expect(await (await plain.call('/api/recorder')).json()).toEqual({ recording: false });
  expect(await problemOf(await plain.call('/api/live'))).toBe('not-recording');
  expect(await problemOf(await plain.call('/api/recorded'))).toBe('not-recording');
  expect(await problemOf(await plain.call('/api/recorder', { method: 'PUT', body: '{}' }))).toBe(
    'not-recording',
  );
  await plain.close();
});

test('a fleet is asked, heard live by whoever listens, and read again later', async () => {
  const device = await bitaxe();
  expect((await tell([miner(device.port)])).status).toBe(200);
  const live = await heard((all) => all.some(({ kind }) => kind === 'answer'));
  expect(live[0]?.kind).toBe('beat');
  expect(live.find(({ kind }) => kind === 'answer')).toMatchObject({
    minerId: '020000000001',
    address: { host: '127.0.0.1', port: device.port },
    identity: { family: 'axeos', mac: '02:00:00:00:00:01' },
    reading: { hashrateHs: 1_101e9, uptimeS: 1_001 },
  });
  const stretches = await recorded();
  expect(rowsOf(stretches)).toHaveLength(1);
  expect(rowsOf(stretches)[0]).toMatchObject({ minerId: '020000000001' });
  const { mark } = stretches.at(-1) ?? {};
  expect(Math.abs((mark?.nowMs ?? 0) - Date.now())).toBeLessThan(5_000);
  expect(rowsOf(await recorded(`?since=${mark?.cursor}`))).toEqual([]);
  expect(rowsOf(await recorded(`?from=${Date.now() + 1_000}`))).toEqual([]);
  expect(await report()).toMatchObject({ recording: true, asked: 1, miners: [{ rows: 1 }], damaged: 0 });
});

test('three pages of three browsers cost a miner one poll a period', async () => {
  const device = await bitaxe();
  const pages = ['browser-one', 'browser-two', 'browser-three'].map(async (browserId) => {
    await tell([miner(device.port)], browserId);
    return heard((all) => all.filter(({ kind }) => kind === 'answer').length >= 2);
  });
  await Promise.all(pages);
  expect(device.asked()).toBeLessThanOrEqual(3);
}, 60_000);

test('a helper that starts again asks the miners that it knows, without being told', async () => {
  const device = await bitaxe();
  await tell([miner(device.port)]);
  await heard((all) => all.some(({ kind }) => kind === 'answer'));
  await house.proxy.close();
  house = await opened();
  await heard((all) => all.some(({ kind }) => kind === 'answer'));
  expect(device.asked()).toBe(2);
  expect(rowsOf(await recorded())).toHaveLength(2);
});

test('a miner that has moved is asked where another browser has seen it, if its MAC is the same', async () => {
  const device = await bitaxe();
  const stranger = await bitaxe('02:00:00:00:00:99');
  await tell([miner(device.port)], 'the-one-that-knows');
  await tell([miner(stranger.port)], 'the-one-that-was-away');
  const live = await heard((all) => all.filter(({ kind }) => kind === 'answer').length >= 2);
  for (const each of live.filter(({ kind }) => kind === 'answer'))
    expect(each).toMatchObject({ identity: { mac: '02:00:00:00:00:01' }, address: { port: device.port } });
}, 60_000);

test('a device that wants a password is left alone for an hour', async () => {
  let asked = 0;
  const { port } = await house.webDevice((_, reply) => {
    asked += 1;
    reply.writeHead(401).end();
  });
  await tell([miner(port)]);
  await heard((all) => all.filter(({ kind }) => kind === 'failure').length >= 2);
  const [first] = await heard((all) => all.some(({ kind }) => kind === 'failure')).then((all) =>
    all.filter(({ kind }) => kind === 'failure'),
  );
  expect(first).toMatchObject({ minerId: '020000000001', failure: 'refused' });
  expect(asked).toBeLessThanOrEqual(1);
}, 60_000);

test('addresses outside of the house are not asked, whoever tells them', async () => {
  await tell([miner(80, 'x', '02:00:00:00:00:01', '8.8.8.8')]);
  const live = await heard((all) => all.some(({ kind }) => kind === 'failure'));
  expect(live.at(-1)).toMatchObject({ kind: 'failure', failure: 'forbidden-target' });
});

test('what is no fleet is refused', async () => {
  const good = miner(80);
  for (const miners of [
    [{ ...good, identity: { family: 'toaster' } }],
    [{ ...good, address: { host: '', port: 80 } }],
    [{ ...good, address: { host: 'a', port: 0 } }],
    [{ ...good, id: 'x'.repeat(300) }],
    'all',
  ])
    expect(await problemOf(await tell(miners as unknown[]))).toBe('bad-request');
  expect(await problemOf(await tell([good], 'short'))).toBe('bad-request');
  expect(await problemOf(await tell([good], 'browser-one', 100))).toBe('bad-request');
  expect((await report()).asked).toBe(0);
});

test('nobody listens or reads without the token', async () => {
  const bare = { 'x-davylamp-token': 'x', 'sec-fetch-site': 'same-origin' };
  for (const path of ['/api/live', '/api/recorded', '/api/recorder'])
    expect(await problemOf(await house.call(path, {}, bare))).toBe('wrong-token');
  expect(await problemOf(await house.call(`/api/live?token=${HELPER_TOKEN}`, {}, bare))).toBe('wrong-token');
});

test('a miner that no browser has any more is not asked any more', async () => {
  const device = await bitaxe();
  await tell([miner(device.port)], 'browser-one');
  await tell([miner(device.port)], 'browser-two');
  await tell([], 'browser-one');
  expect((await report()).asked).toBe(1);
  await tell([], 'browser-two');
  expect((await report()).asked).toBe(0);
});
