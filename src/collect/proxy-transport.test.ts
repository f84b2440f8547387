import { expect, test } from 'vitest';
import type { DeviceErrorKind } from '../domain/device-failure.ts';
import { PROXY_PROBLEMS, type ProxyProblemType } from '../domain/proxy-problem.ts';
import { proxyHealth, proxyTransport } from './proxy-transport.ts';

const address = { host: '192.168.1.20', port: 80 };
const connection = { baseUrl: 'http://localhost:8787', token: 'secret-token' };
const asDevice = { 'x-davylamp-speaker': 'device' };

function answering(reply: () => Response | Promise<Response>) {
  const calls: { url: string; headers: Headers; method: string; body: unknown }[] = [];
  const fake: typeof fetch = async (url, init) => {
    calls.push({
      url: String(url),
      headers: new Headers(init?.headers),
      method: init?.method ?? '',
      body: init?.body,
    });
    return reply();
  };
  return { calls, transport: proxyTransport({ ...connection, address, fetch: fake }), fetch: fake };
}

const problem = (type: ProxyProblemType) =>
  new Response(
    JSON.stringify({
      type: `urn:davylamp:problem:${type}`,
      title: type,
      status: PROXY_PROBLEMS[type],
      detail: 'why',
    }),
    {
      status: PROXY_PROBLEMS[type],
      headers: { 'content-type': 'application/problem+json', 'x-davylamp-speaker': 'proxy' },
    },
  );

test('a request names the device in the path and carries the token in a header, never in the URL', async () => {
  const { calls, transport } = answering(() => new Response('{}', { headers: asDevice }));
  const reply = await transport.http({ path: '/api/system/info?ts=1' });
  expect(reply).toMatchObject({ status: 200, text: '{}' });
  expect(calls[0]?.url).toBe('http://localhost:8787/api/device/http/192.168.1.20%3A80/api/system/info?ts=1');
  expect(calls[0]?.headers.get('x-davylamp-token')).toBe('secret-token');
  expect(calls[0]?.url).not.toContain('secret');
});

test('an owner who types the web address of an Avalon still reaches its API, and the other way round', async () => {
  const { calls, transport, fetch } = answering(() => new Response('{}', { headers: asDevice }));
  await transport.rpc('version');
  expect(calls[0]?.url).toContain('/api/device/tcp/192.168.1.20%3A4028');
  const byApi = proxyTransport({ ...connection, address: { host: 'fd00::1', port: 4028 }, fetch });
  await byApi.http({ path: '/' });
  expect(calls[1]?.url).toContain('/api/device/http/%5Bfd00%3A%3A1%5D%3A80/');
  const elsewhere = proxyTransport({ ...connection, address: { host: 'box.lan', port: 9000 }, fetch });
  await elsewhere.rpc('version');
  expect(calls[2]?.url).toContain('/api/device/tcp/box.lan%3A9000');
});

test("a device's own error status is an answer, not a failure", async () => {
  const { transport } = answering(() => new Response('no', { status: 401, headers: asDevice }));
  await expect(transport.http({ path: '/' })).resolves.toMatchObject({ status: 401, text: 'no' });
});

test('a command goes out as one JSON object and comes back parsed', async () => {
  const { calls, transport } = answering(() => new Response('{"SUMMARY":[{}]}', { headers: asDevice }));
  await expect(transport.rpc('ascset', { parameter: '0,led,1' })).resolves.toEqual({ SUMMARY: [{}] });
  expect(calls[0]).toMatchObject({ method: 'POST', body: '{"command":"ascset","parameter":"0,led,1"}' });
});

const meanings: readonly [ProxyProblemType, DeviceErrorKind][] = [
  ['wrong-token', 'not-paired'],
  ['forbidden-target', 'forbidden-target'],
  ['bad-redirect', 'forbidden-target'],
  ['name-unknown', 'unreachable'],
  ['unreachable', 'unreachable'],
  ['timeout', 'timeout'],
  ['too-large', 'too-large'],
  ['bad-reply', 'unreadable-reply'],
  ['busy', 'busy'],
];
test.each(meanings)('the problem %s of the helper means %s', async (type, kind) => {
  const { transport } = answering(() => problem(type));
  await expect(transport.http({ path: '/' })).rejects.toMatchObject({
    name: 'DeviceError',
    kind,
    detail: 'why',
  });
});

test('a helper that does not run is told apart from a device that does not answer', async () => {
  const { transport } = answering(() => Promise.reject(new TypeError('Failed to fetch')));
  await expect(transport.http({ path: '/' })).rejects.toMatchObject({ kind: 'no-proxy' });
});

test('another server in place of the helper is no helper', async () => {
  const { transport, fetch } = answering(
    () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
  );
  await expect(transport.http({ path: '/' })).rejects.toMatchObject({ kind: 'no-proxy' });
  await expect(proxyHealth({ ...connection, fetch })).resolves.toEqual({ proxy: 'no-proxy' });
});

test('a reply that is cut off is unreadable', async () => {
  const { transport } = answering(() => new Response('{"SUMMARY":[', { headers: asDevice }));
  await expect(transport.rpc('summary')).rejects.toMatchObject({ kind: 'unreadable-reply' });
});

test('the health check tells ok, not paired and absent apart', async () => {
  const check = (reply: () => Response | Promise<Response>) =>
    proxyHealth({ ...connection, fetch: answering(reply).fetch });
  await expect(check(() => Response.json({ name: 'davylamp', version: '0.1.0' }))).resolves.toEqual({
    proxy: 'ok',
    version: '0.1.0',
    role: 'owner',
  });
  await expect(check(() => problem('wrong-token'))).resolves.toEqual({ proxy: 'not-paired' });
  await expect(check(() => Promise.reject(new TypeError('refused')))).resolves.toEqual({ proxy: 'no-proxy' });
});

test('cookies of a device travel under a name of their own', async () => {
  const headers = { ...asDevice, 'x-davylamp-cookie': 'session=a1' };
  const { calls, transport } = answering(() => new Response('{}', { headers }));
  const reply = await transport.http({ path: '/', headers: { cookie: 'session=a0', accept: 'x' } });
  expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject({
    'x-davylamp-cookie': 'session=a0',
    accept: 'x',
  });
  expect(calls[0]?.headers.has('cookie')).toBe(false);
  expect(reply.headers['set-cookie']).toBe('session=a1');
});

test('a GET that changes something tells the helper so, and no other does', async () => {
  const { calls, transport } = answering(() => new Response('', { headers: asDevice }));
  await transport.http({ path: '/cgi-bin/reboot.cgi', once: true });
  await transport.http({ path: '/cgi-bin/stats.cgi' });
  expect(calls.map(({ headers }) => headers.has('x-davylamp-once'))).toEqual([true, false]);
});

test('a path that holds a password stands in a header, and not in the address', async () => {
  const { calls, transport } = answering(() => new Response('{}', { headers: asDevice }));
  await transport.http({ path: '/user/login?password=lamp', secret: true });
  expect(calls[0]?.url).toMatch(/\/api\/device\/http\/[^/]+\/$/);
  expect(calls[0]?.headers.get('x-davylamp-path')).toBe('/user/login?password=lamp');
});
