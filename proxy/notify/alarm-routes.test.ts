import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AlarmReport, ChannelReport } from '../../src/domain/channel.ts';
import { HELPER_TOKEN, HelperHouse, problemOf } from '../../tests/support/helper-house.ts';

/** What pages can ask of the alarms, over real sockets. */

const PHONE_TOKEN = 'a-token-of-a-phone-a-token-of-a-phone';
const PHONE = {
  id: 'phone-id-01',
  name: 'Phone',
  createdAtMs: 1,
  tokenHash: createHash('sha256').update(PHONE_TOKEN).digest('base64url'),
};
let folder: string;
let house: HelperHouse;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'davylamp-alarms-'));
  await writeFile(join(folder, 'paired-devices.json'), JSON.stringify([PHONE]));
  house = await opened();
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

const record = () => ({ folder: join(folder, 'recorder'), keepDays: 14, maxBytes: 4 * 1024 * 1024 });
const opened = () => HelperHouse.open({ folder, record: record() });

const use = { name: 'Hook', on: true, least: 'act', afterMin: 0 };
const hookAt = (port: number) => ({
  ...use,
  settings: { kind: 'webhook', url: `http://127.0.0.1:${port}/secret-path`, signingKey: 'a-signing-key' },
});
const push = {
  ...use,
  name: 'This phone',
  settings: {
    kind: 'web-push',
    endpoint: 'https://push.example.com/send/secret-endpoint',
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
};
const call = (method: string, path: string, body?: unknown, token = HELPER_TOKEN) =>
  house.call(
    `/api/alarms${path}`,
    { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
    { 'x-davylamp-token': token },
  );
const idOf = async (reply: Response) => ((await reply.json()) as { id: string }).id;
const channels = async () =>
  ((await (await call('GET', '')).json()) as { channels: ChannelReport[] }).channels;

test('a helper that does not record says so, and takes no channel', async () => {
  const plain = await HelperHouse.open();
  expect(await (await plain.call('/api/alarms')).json()).toEqual({ recording: false });
  const refused = await plain.call('/api/alarms/channels', { method: 'POST', body: JSON.stringify(push) });
  expect(await problemOf(refused)).toBe('not-recording');
  await plain.close();
});

test.each([
  ['GET', ''],
  ['POST', '/channels'],
  ['PUT', '/channels/x'],
  ['DELETE', '/channels/x'],
  ['POST', '/channels/x/test'],
  ['PUT', '/rules'],
  ['POST', '/seen'],
])('nobody without a token may %s /api/alarms%s, nor a foreign page with one', async (method, path) => {
  expect(await problemOf(await call(method, path, undefined, 'no-token-at-all'))).toBe('wrong-token');
  const foreign = { 'sec-fetch-site': 'cross-site' };
  const reply = await house.call(`/api/alarms${path}`, { method }, foreign);
  expect(await problemOf(reply)).toBe('foreign-origin');
});

test('a channel is set up, tried, seen without its secrets, kept over a restart, and removed', async () => {
  const heard: unknown[] = [];
  const { port } = await house.webDevice((request, reply) => {
    heard.push(request.url, request.headers['x-davylamp-signature']);
    reply.end();
  });
  const id = await idOf(await call('POST', '/channels', hookAt(port)));
  const entry = await (await call('POST', `/channels/${id}/test`)).json();
  expect(entry).toMatchObject({ outcome: 'delivered', phase: 'test', channel: 'Hook' });
  expect(heard).toEqual(['/secret-path', expect.stringMatching(/^t=\d+,v1=[\da-f]{64}$/)]);
  const told = await (await call('GET', '')).text();
  expect(told).not.toMatch(/secret-path|a-signing-key/);
  await house.close();
  house = await opened();
  expect(await channels()).toMatchObject([
    { id, kind: 'webhook', secrets: { signingKey: '…ey' }, fields: {} },
  ]);
  expect((await call('DELETE', `/channels/${id}`)).status).toBe(200);
  expect(await channels()).toEqual([]);
  expect((await call('POST', `/channels/${id}/restore`)).status).toBe(200);
  expect(await channels()).toMatchObject([{ id, secrets: { signingKey: '…ey' } }]);
  expect(await problemOf(await call('POST', `/channels/${id}/restore`))).toBe('unknown-route');
});

test('what cannot be understood is refused by the name of its field, and nothing of it repeated', async () => {
  const reply = await call('POST', '/channels', {
    ...use,
    settings: { kind: 'webhook', url: 'ftp://secret' },
  });
  expect(reply.status).toBe(400);
  const { detail } = (await reply.json()) as { detail: string };
  expect(detail).toMatch(/^url must be an address/);
  for (const body of ['{', '[]', 'null', '{"settings":{"kind":"__proto__"}}', `"${'x'.repeat(9_000)}"`]) {
    const refused = await house.call('/api/alarms/channels', { method: 'POST', body });
    expect(await problemOf(refused)).toBe('bad-request');
  }
  expect(await problemOf(await call('POST', '/seen', { kind: 'boredom', minerId: 'a' }))).toBe('bad-request');
  expect(await problemOf(await call('POST', '/channels/none/test'))).toBe('unknown-route');
});

test('the helper writes to no port of its own', async () => {
  const id = await idOf(await call('POST', '/channels', hookAt(house.proxy.port)));
  expect(await (await call('POST', `/channels/${id}/test`)).json()).toMatchObject({
    outcome: 'failed',
    problem: 'forbidden-target',
  });
});

test('a device may set up its own browser, and nothing else; turned away, it is told nothing more', async () => {
  const ownersId = await idOf(await call('POST', '/channels', push));
  const hook = hookAt(9);
  expect(await problemOf(await call('POST', '/channels', hook, PHONE_TOKEN))).toBe('owner-only');
  expect(await problemOf(await call('PUT', '/rules', { mostPerMinute: 1 }, PHONE_TOKEN))).toBe('owner-only');
  const phonesId = await idOf(await call('POST', '/channels', push, PHONE_TOKEN));
  for (const [method, path] of [
    ['PUT', ''],
    ['DELETE', ''],
    ['POST', '/test'],
  ] as const) {
    const reply = await call(method, `/channels/${ownersId}${path}`, push, PHONE_TOKEN);
    expect(await problemOf(reply)).toBe('owner-only');
  }
  expect((await call('PUT', `/channels/${phonesId}`, { ...push, on: false }, PHONE_TOKEN)).status).toBe(200);
  const changed = await call('PUT', `/channels/${phonesId}`, hook, PHONE_TOKEN);
  expect(await problemOf(changed)).toBe('bad-request');
  expect(await channels()).toMatchObject([{ id: ownersId }, { id: phonesId, deviceId: PHONE.id, on: false }]);
  const hooksId = await idOf(await call('POST', '/channels', hook));
  await call('POST', `/channels/${hooksId}/test`);
  expect(((await (await call('GET', '')).json()) as AlarmReport).deliveries).toHaveLength(1);
  await call('DELETE', `/channels/${hooksId}`);
  const seen = (await (await call('GET', '', undefined, PHONE_TOKEN)).json()) as AlarmReport;
  expect(seen).toMatchObject({ role: 'device', channels: [{ id: phonesId }], deliveries: [] });
  expect((await call('DELETE', `/channels/${ownersId}`)).status).toBe(200);
  const back = await call('POST', `/channels/${ownersId}/restore`, undefined, PHONE_TOKEN);
  expect(await problemOf(back)).toBe('owner-only');
  await call('POST', `/channels/${ownersId}/restore`);
  await house.call(`/api/devices/${PHONE.id}`, { method: 'DELETE' });
  expect(await channels()).toMatchObject([{ id: ownersId }]);
});

test('rules are kept; a browser is told by which key to subscribe', async () => {
  const quiet = { fromMin: 1320, toMin: 420, timeZone: 'Europe/Vienna', letActThrough: true };
  expect((await call('PUT', '/rules', { mostPerMinute: 2, quiet })).status).toBe(200);
  const report = (await (await call('GET', '')).json()) as { rules: unknown; pushKey: string };
  expect(report.rules).toEqual({ mostPerMinute: 2, quiet });
  expect(Buffer.from(report.pushKey, 'base64url')).toHaveLength(65);
});
