import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HELPER_TOKEN, HelperHouse } from '../tests/support/helper-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';

/** What a caller can do with the bytes of its requests: to the helper, through it to a device, and to its files. */

const PATIENCE_MS = 200;
const parent = mkdtempSync(join(tmpdir(), 'davylamp-'));
const dist = mkdtempSync(join(parent, 'dist-'));
let house: HelperHouse;
let page: string[];
beforeAll(async () => {
  writeFileSync(join(parent, 'secret.txt'), 'the secret');
  writeFileSync(join(dist, 'index.html'), 'the app');
  house = await HelperHouse.open({ patienceMs: PATIENCE_MS, idleMs: 400, maxReplyBytes: 32_000_000, dist });
  page = [
    `host: localhost:${house.proxy.port}`,
    'sec-fetch-site: same-origin',
    `x-davylamp-token: ${HELPER_TOKEN}`,
  ];
});
afterEach(() => house.tidy());
afterAll(async () => {
  await house.close();
  rmSync(parent, { recursive: true });
});

/** A device that keeps every byte it is sent. */
async function listener(): Promise<{ port: number; heard: () => string }> {
  let all = '';
  const port = await house.device((socket, heard) => {
    all += heard;
    if (heard.endsWith('\r\n\r\n') || heard.endsWith('}'))
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  });
  return { port, heard: () => all };
}

test.each([
  ['an escaped line break', '/x%0d%0aX-Evil:%201', 'GET /x%0d%0aX-Evil:%201 HTTP/1.1'],
  ['an escaped NUL', '/x%00y', 'GET /x%00y HTTP/1.1'],
  ['another host', '//evil.example/x', 'GET //evil.example/x HTTP/1.1'],
  ['a whole URL', '/http://evil.example/', 'GET /http://evil.example/ HTTP/1.1'],
  ['a user', '/@evil.example/', 'GET /@evil.example/ HTTP/1.1'],
  ['a fragment', '/x#@evil.example/', 'GET /x HTTP/1.1'],
  ['a query alone', '?x=1', 'GET /?x=1 HTTP/1.1'],
  ['a query with a URL', '/x?u=http://evil.example/#y', 'GET /x?u=http://evil.example/ HTTP/1.1'],
  ['an escaped way up', '/a/..%2f..%2fx', 'GET /a/..%2f..%2fx HTTP/1.1'],
])('a path with %s reaches the device as a path, and nobody else', async (_, path, line) => {
  const { port, heard } = await listener();
  expect(await house.rawCall(`GET /api/device/http/127.0.0.1:${port}${path}`, page)).toBe('200');
  expect(heard().split('\r\n', 1)[0]).toBe(line);
  expect(heard()).toContain(`host: 127.0.0.1:${port}\r\n`);
});

test('a way up in the path leads to no other target, and to nothing without the token', async () => {
  const { port, heard } = await listener();
  const up = `GET /api/device/http/127.0.0.1:${port}/../8.8.8.8:80/`;
  expect(await house.rawCall(up, page)).toBe('403 forbidden-target');
  expect(
    await house.rawCall(`GET /api/device/http/127.0.0.1:${port}/../../../health`, page.slice(0, 2)),
  ).toBe('401 wrong-token');
  expect(heard()).toBe('');
});

test('no header that belongs to the page or to one connection reaches the device, and none is added', async () => {
  const { port, heard } = await listener();
  await house.rawCall(`GET /api/device/http/127.0.0.1:${port}/`, [
    ...page,
    `origin: http://localhost:${house.proxy.port}`,
    'cookie: a=b',
    'referer: http://localhost/',
    'forwarded: for=1.2.3.4',
    'x-forwarded-for: 1.2.3.4',
    'x-forwarded-host: evil.example',
    'via: 1.1 x',
    'te: trailers',
    'expect: 100-continue',
    'proxy-authorization: Basic x',
    'proxy-connection: keep-alive',
    'connection: x-hop, keep-alive',
    'x-hop: 1',
    'upgrade-insecure-requests: 1',
    'sec-fetch-mode: cors',
    'accept: */*',
    'authorization: Bearer device',
  ]);
  const names = heard()
    .toLowerCase()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(':', 1)[0])
    .filter(Boolean);
  expect(names.sort()).toEqual([
    'accept',
    'authorization',
    'connection',
    'host',
    'upgrade-insecure-requests',
  ]);
  expect(heard()).not.toContain(HELPER_TOKEN);
});

const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nhost: x\r\n\r\n';
test.each<[string, string[], string]>([
  ['a length and chunks', ['content-length: 4', 'transfer-encoding: chunked'], `0\r\n\r\n${SMUGGLED}`],
  ['two lengths', ['content-length: 0', `content-length: ${SMUGGLED.length}`], SMUGGLED],
  [
    'chunks under two names',
    ['transfer-encoding: chunked', 'transfer-encoding: identity'],
    `0\r\n\r\n${SMUGGLED}`,
  ],
  ['chunks of another sort', ['transfer-encoding: xchunked'], SMUGGLED],
  ['a length in hex', ['content-length: 0x10'], SMUGGLED],
  ['a folded header', ['x: 1', ' folded: 2'], ''],
  ['a header with a bare line feed', ['x: 1\nx-evil: 2'], ''],
  ['a header with a NUL', ['x: 1\0'], ''],
  ['a blank before the colon', ['content-length : 5'], 'hello'],
])('a request with %s reaches no device', async (_, headers, body) => {
  const { port, heard } = await listener();
  const request = [`POST /api/device/http/127.0.0.1:${port}/ HTTP/1.1`, ...page, ...headers, '', body];
  expect(await house.raw(request.join('\r\n'))).toMatch(/^HTTP\/1.1 4\d\d/);
  expect(heard()).not.toContain('smuggled');
  expect(heard()).not.toContain('evil');
});

test('what stands in the body of a question is no second question', async () => {
  const { port, heard } = await listener();
  const request = [
    `GET /api/device/http/127.0.0.1:${port}/ HTTP/1.1`,
    ...page,
    `content-length: ${SMUGGLED.length}`,
    'connection: close',
    '',
    SMUGGLED,
  ];
  expect(await house.raw(request.join('\r\n'))).toMatch(/^HTTP\/1.1 200[\s\S]*ok$/);
  expect(heard().match(/HTTP\/1.1/g)).toHaveLength(1);
});

test('a command in chunks reaches the device whole, with its length, and without the trailers', async () => {
  const { port, heard } = await listener();
  const request = [
    `PATCH /api/device/http/127.0.0.1:${port}/ HTTP/1.1`,
    ...page,
    'transfer-encoding: chunked',
    'trailer: x-evil',
    'connection: close',
    '',
    '3;ext=1\r\n{"a\r\n4\r\n":1}\r\n0\r\nx-evil: 1\r\n\r\n',
  ];
  expect(await house.raw(request.join('\r\n'))).toMatch(/^HTTP\/1.1 200/);
  expect(heard()).toMatch(/content-length: 7\r\n[\s\S]*\r\n\r\n\{"a":1\}$/);
  expect(heard()).not.toMatch(/evil|chunked/);
});

test.each(['HEAD', 'OPTIONS', 'TRACE', 'PROPFIND', 'SEARCH', 'M-SEARCH', 'PURGE', 'LINK'])(
  'the method %s is not on the list, and reaches no device',
  async (method) => {
    const { port, heard } = await listener();
    expect(await house.rawCall(`${method} /api/device/http/127.0.0.1:${port}/`, page)).toMatch(
      /^(400|404|500)/,
    );
    expect(heard()).toBe('');
  },
);

test('nobody gets a tunnel', async () => {
  const { port, heard } = await listener();
  const reply = await house.raw(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\n${page.join('\r\n')}\r\n\r\nhello`);
  expect(reply).not.toMatch(/^HTTP\/1.1 2/);
  expect(heard()).toBe('');
});

test.each([
  '/../secret.txt',
  '/..%2fsecret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '/....//secret.txt',
  '//../secret.txt',
  '/assets/../../secret.txt',
  '/assets/..;/../secret.txt',
  '/%252e%252e/secret.txt',
  '/..%c0%afsecret.txt',
  '/..%00/secret.txt',
  '/index.html/../../secret.txt',
  '/file:///etc/passwd',
  '/etc/passwd',
  `${parent}/secret.txt`,
])('no file outside of the app is served: %s', async (path) => {
  const reply = await house.raw(`GET ${path} HTTP/1.1\r\n${page[0]}\r\nconnection: close\r\n\r\n`, 5_000);
  expect(reply).toMatch(/^HTTP\/1.1 /);
  expect(reply).not.toContain('the secret');
  expect(reply).not.toContain('root:');
});

test.each([
  ['says nothing', ''],
  ['never ends its headers', 'GET / HTTP/1.1\r\nhost: x\r\nx-filler: '],
  [
    'never sends its body',
    'POST /api/device/tcp/127.0.0.1:18080 HTTP/1.1\r\nPAGE\r\ncontent-length: 100\r\n\r\nhalf',
  ],
])('a caller that %s is let go', async (_, bytes) => {
  const socket = net.connect({ host: '127.0.0.1', port: house.proxy.port });
  socket.on('error', () => socket.destroy());
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resume();
  socket.write(bytes.replace('PAGE', page.join('\r\n')));
  const drip = setInterval(() => socket.write('x'), 50);
  await closed;
  clearInterval(drip);
});

test('a caller that does not read its answer is let go', async () => {
  const { port } = await house.webDevice((_, reply) => reply.end(Buffer.alloc(30_000_000)));
  const socket = net.connect({ host: '127.0.0.1', port: house.proxy.port });
  socket.on('error', () => socket.destroy());
  // Listened for from the start: on a busy machine it may be let go while this test still waits.
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const headers = [...page, 'connection: close'].join('\r\n');
  socket.write(`GET /api/device/http/127.0.0.1:${port}/ HTTP/1.1\r\n${headers}\r\n\r\n`);
  // Far longer than the helper's patience: the device's answer may take its time on a busy machine.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  let received = 0;
  socket.on('data', (chunk) => {
    received += chunk.length;
  });
  await closed;
  expect(received).toBeLessThan(30_000_000);
}, 60_000);

test('headers without end are refused at once', async () => {
  const beganMs = performance.now();
  expect(await house.raw(`GET / HTTP/1.1\r\nx: ${'y'.repeat(70_000)}`)).toMatch(/^HTTP\/1.1 431/);
  expect(await house.raw(`GET /${'y'.repeat(70_000)}`)).toMatch(/^HTTP\/1.1 431/);
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(4_000);
});
