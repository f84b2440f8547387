import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { HelperHouse, problemOf } from '../tests/support/helper-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';
import { ProviderHouse } from '../tests/support/provider-house.ts';
import { testUpstream } from '../tests/support/test-upstreams.ts';
import { createUpstreamFetch } from './upstream-fetch.ts';

const SECRET = 'k3y-of-the-owner';
let provider: ProviderHouse;
let house: HelperHouse;
let nowMs = Date.now();
beforeAll(async () => {
  provider = await ProviderHouse.open();
});
/** What is answered at all is answered by then on any machine. */
const PATIENT_MS = 20_000;
const openHouse = (patienceMs = PATIENT_MS) =>
  HelperHouse.open({
    nowMs: () => nowMs,
    upstream: {
      upstreamOf: testUpstream,
      keyOf: (env) => (env === 'DAVYLAMP_KEY_POOL' ? 'k3y-of-the-helper' : undefined),
      fetch: createUpstreamFetch(provider.way()),
      limits: { maxReplyBytes: 200_000, patienceMs },
    },
  });
beforeEach(async () => {
  provider.heard.length = 0;
  provider.answer = (_, reply) => reply.end('{}');
  house = await openHouse();
});
afterEach(() => house.close());
afterAll(() => provider.close());

const PRICE = '/api/upstream/market/api.market.lan/v1/price';

test('a provider’s answer reaches the page, and of its headers nothing that acts on an origin', async () => {
  provider.answer = (_, reply) =>
    reply
      .writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'set-cookie': 'a=b',
        'access-control-allow-origin': '*',
        'clear-site-data': '"*"',
        'content-security-policy': 'none',
        refresh: '0;url=https://evil.lan/',
      })
      .end('{"btc":1}');
  const reply = await house.call(`${PRICE}?ids=bitcoin`);
  expect([reply.status, await reply.text()]).toEqual([200, '{"btc":1}']);
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-davylamp-speaker': 'upstream',
    'x-davylamp-cache': 'miss',
    age: '0',
  });
  for (const name of ['set-cookie', 'access-control-allow-origin', 'clear-site-data', 'refresh'])
    expect(reply.headers.get(name)).toBeNull();
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'");
});

test('the provider sees a question of the helper’s, without a trace of the page', async () => {
  await house.call(`${PRICE}?ids=bitcoin`, {}, { cookie: 'a=b', referer: 'http://localhost/', 'x-own': '1' });
  const { request } = provider.heard[0] ?? {};
  expect(request?.url).toBe('/v1/price?ids=bitcoin');
  expect(Object.keys(request?.headers ?? {}).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
});

test('an answer that is kept says so and tells its age; without the provider it stands', async () => {
  provider.answer = (_, reply) => reply.setHeader('etag', '"1"').end('{"n":1}');
  const said = async () => {
    const reply = await house.call(PRICE);
    const { headers } = reply;
    return [await reply.text(), headers.get('x-davylamp-cache'), headers.get('age')];
  };
  expect(await said()).toEqual(['{"n":1}', 'miss', '0']);
  nowMs += 42_500;
  expect(await said()).toEqual(['{"n":1}', 'hit', '42']);
  nowMs += 60_000;
  provider.answer = (request, reply) => {
    reply.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end();
  };
  expect(await said()).toEqual(['{"n":1}', 'revalidated', '0']);
  nowMs += 120_000;
  provider.answer = (_, reply) => reply.writeHead(503).end('<html>down</html>');
  expect(await said()).toEqual(['{"n":1}', 'stale', '120']);
  expect((await house.call(PRICE)).headers.get('x-davylamp-stale-reason')).toBe('status-503');
});

test('statuses pass as they are, a web page arrives as text, and a time to wait in seconds', async () => {
  provider.answer = (_, reply) =>
    reply
      .writeHead(429, {
        'content-type': 'text/html',
        'retry-after': new Date(Math.ceil(nowMs / 1000) * 1000 + 30_000).toUTCString(),
      })
      .end('<script>1</script>');
  const reply = await house.call(PRICE);
  expect([reply.status, await reply.text()]).toEqual([429, '<script>1</script>']);
  expect(reply.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(Number(reply.headers.get('retry-after'))).toBeGreaterThanOrEqual(30);
  const refused = await house.call(PRICE);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(30);
  expect(await problemOf(refused)).toBe('throttled');
});

test('keys go where the row says, and never into a reply, a problem or a log', async () => {
  const written = vi.spyOn(process.stderr, 'write');
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const replies: string[] = [];
  const asked = async (path: string, headers: Record<string, string> = {}) => {
    const reply = await house.call(`/api/upstream${path}`, {}, headers);
    replies.push(JSON.stringify([...reply.headers]) + (await reply.text()));
    return provider.heard.at(-1)?.request;
  };
  const key = { 'x-davylamp-key': SECRET };
  expect((await asked('/energy/token.energy.lan/api?zone=DE', key))?.url).toBe(
    `/api?zone=DE&securityToken=${SECRET}`,
  );
  expect((await asked('/pool/eu.pool.lan/accounts/ann', key))?.headers.authorization).toBe(
    `Bearer ${SECRET}`,
  );
  expect((await asked('/pool/eu.pool.lan/accounts/ann'))?.headers.authorization).toBe(
    'Bearer k3y-of-the-helper',
  );
  provider.answer = (_, reply) => reply.destroy();
  await asked('/energy/token.energy.lan/api?zone=AT', key);
  provider.answer = (_, reply) => reply.writeHead(302, { location: 'https://evil.lan/' }).end();
  await asked('/energy/token.energy.lan/api?zone=FR', key);
  await asked(`/energy/token.energy.lan/api?securityToken=${SECRET}`, key);
  const said = JSON.stringify([replies, written.mock.calls, logged.mock.calls]);
  expect(replies).toHaveLength(6);
  expect(said).not.toMatch(/k3y-of/);
  written.mockRestore();
  logged.mockRestore();
});

test('a body reaches the provider by POST, once', async () => {
  const init = { method: 'POST', body: '{"user":"ann"}', headers: {} };
  const path = '/api/upstream/pool/eu.pool.lan/v2/info';
  provider.answer = (_, reply) => reply.writeHead(502).end();
  const reply = await house.call(path, init, { 'content-type': 'application/json' });
  expect(reply.status).toBe(502);
  expect(provider.heard).toHaveLength(1);
  expect(provider.heard[0]).toMatchObject({ body: '{"user":"ann"}', request: { method: 'POST' } });
});

test('a packed answer arrives unpacked; one that unpacks to gigabytes, or not at all, does not', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const packed: Record<string, [string, Buffer]> = {
    '?ids=gzip': ['gzip', gzipSync('{"n":1}')],
    '?ids=br': ['br', brotliCompressSync('{"n":1}')],
    '?ids=deflate': ['deflate', deflateSync('{"n":1}')],
    '?ids=bomb': ['gzip', bomb],
    '?ids=broken': ['gzip', Buffer.from('not packed')],
    '?ids=half': ['gzip', gzipSync('x'.repeat(1_000)).subarray(0, 20)],
    '?ids=unknown': ['zstd', Buffer.from('?')],
  };
  provider.answer = (request, reply) => {
    const [encoding = '', bytes] = packed[new URL(request.url ?? '', 'https://x').search] ?? [];
    reply.writeHead(200, { 'content-encoding': encoding }).end(bytes);
  };
  for (const ids of ['gzip', 'br', 'deflate'])
    expect(await (await house.call(`${PRICE}?ids=${ids}`)).text()).toBe('{"n":1}');
  expect(await problemOf(await house.call(`${PRICE}?ids=bomb`))).toBe('too-large');
  for (const ids of ['broken', 'half', 'unknown'])
    expect(await problemOf(await house.call(`${PRICE}?ids=${ids}`))).toBe('bad-reply');
});

test('half an answer is none, an endless one is left, and a silent provider is not waited for', async () => {
  let sent = 0;
  provider.answer = (request, reply) => {
    if (request.url?.endsWith('half')) {
      reply.writeHead(200, { 'content-length': '1000' });
      reply.write('{"n":', () => reply.destroy());
    }
    if (!request.url?.endsWith('endless')) return;
    const chunk = Buffer.alloc(64 * 1024);
    const pump = () => {
      while (!reply.destroyed) {
        sent += chunk.length;
        if (!reply.write(chunk)) return void reply.once('drain', pump);
      }
    };
    pump();
  };
  expect(await problemOf(await house.call(`${PRICE}?ids=half`))).toBe('bad-reply');
  expect(await problemOf(await house.call(`${PRICE}?ids=endless`))).toBe('too-large');
  expect(sent).toBeLessThan(20_000_000);
  const impatient = await openHouse(1_500);
  expect(await problemOf(await impatient.call(`${PRICE}?ids=silent`))).toBe('timeout');
  await impatient.close();
});

test('an answer that drips is left when the patience ends, and what grew of it is let go', async () => {
  provider.answer = (_, reply) => {
    const timer = setInterval(() => reply.write(' '), 20);
    reply.on('close', () => clearInterval(timer));
  };
  const impatient = await openHouse(1_500);
  const begunMs = performance.now();
  expect(await problemOf(await impatient.call(`${PRICE}?ids=drip`))).toBe('timeout');
  await impatient.close();
  expect((performance.now() - begunMs) / timesSlower()).toBeLessThan(4_000);
});

test.each([
  ['what is no HTTP', '\x00\x01\x02\r\n\r\n'],
  ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 5\r\n\r\n{}abc'],
  [
    'a length beside pieces',
    'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
  ],
  ['a header without end', `HTTP/1.1 200 OK\r\netag: "${'x'.repeat(40_000)}"\r\n\r\n{}`],
  ['headers without end', `HTTP/1.1 200 OK\r\n${'x-a: 1\r\n'.repeat(8_000)}\r\n{}`],
  ['a switch to another protocol', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n'],
  ['a status that there is not', 'HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\n{}'],
])('%s is no answer', async (_, bytes) => {
  provider.answer = (request) => request.socket.end(bytes);
  expect(await problemOf(await house.call(`${PRICE}?ids=raw`))).toBe('bad-reply');
});

test('a provider that repeats a key of the helper’s own does not tell it to the page', async () => {
  provider.answer = (request, reply) => reply.end(`{"said":"${request.headers.authorization}"}`);
  const reply = await house.call('/api/upstream/pool/eu.pool.lan/accounts/ann');
  expect(await reply.text()).toBe('{"said":"Bearer *****************"}');
});

test('fifty pages that ask the same at once are one question', async () => {
  provider.answer = (_, reply) => void setTimeout(() => reply.end('{"n":1}'), 50);
  const replies = await Promise.all(Array.from({ length: 50 }, () => house.call(PRICE)));
  for (const reply of replies) expect(await reply.text()).toBe('{"n":1}');
  expect(provider.heard).toHaveLength(1);
});

test('a page that goes away does not take the answer from the others', async () => {
  provider.answer = (_, reply) => void setTimeout(() => reply.end('{"n":1}'), 100);
  const left = house.call(PRICE, { signal: AbortSignal.timeout(30) }).catch(() => 'left');
  const stayed = house.call(PRICE);
  expect(await left).toBe('left');
  expect(await (await stayed).text()).toBe('{"n":1}');
  expect(provider.heard).toHaveLength(1);
});

test('nobody asks a provider through the helper without the token, from another site, or by HEAD', async () => {
  expect(await problemOf(await house.call(PRICE, {}, { 'x-davylamp-token': 'guess' }))).toBe('wrong-token');
  expect(await problemOf(await house.call(PRICE, {}, { 'sec-fetch-site': 'cross-site' }))).toBe(
    'foreign-origin',
  );
  expect((await house.call(PRICE, { method: 'HEAD' })).status).toBe(400);
  expect((await house.call(PRICE, { method: 'PUT', body: '1' })).status).toBe(404);
  expect(provider.heard).toHaveLength(0);
});
