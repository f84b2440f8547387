import http from 'node:http';
import net from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type RunningProxy, startProxy } from './start.ts';

const token = 'a-token-for-tests-a-token-for-tests-a-token';
const names = new Map<string, string[][]>();
let proxy: RunningProxy;
let ends: (() => void)[] = [];

beforeAll(async () => {
  proxy = await startProxy({
    token,
    port: 0,
    devicePorts: '1024-65535',
    maxReplyBytes: 1_000_000,
    // Each resolution takes the next answer, as a name under DNS rebinding does; the last one stays.
    resolve: async (name) => {
      const answers = names.get(name);
      const answer = answers && answers.length > 1 ? answers.shift() : answers?.[0];
      if (!answer) throw new Error('ENOTFOUND');
      return answer;
    },
  });
});
afterAll(() => proxy.close());
afterEach(() => {
  for (const end of ends) end();
  ends = [];
});

/** A web device on a loopback port of its own. */
async function device(handler: http.RequestListener): Promise<{ port: number; server: http.Server }> {
  const server = http.createServer(handler);
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as net.AddressInfo).port, server };
}

/** A TCP device that hears a request and does with the socket what `answer` says. */
async function rpcDevice(answer: (socket: net.Socket, request: string) => void): Promise<number> {
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (data) => answer(socket, data.toString()));
    ends.push(() => socket.destroy());
  });
  ends.push(() => server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}

const call = (path: string, init: RequestInit = {}, headers: Record<string, string> = {}) =>
  fetch(proxy.url + path, { ...init, headers: { 'x-davylamp-token': token, ...headers } });
const rpc = (port: number, body: unknown = { command: 'summary' }, headers: Record<string, string> = {}) =>
  call(`/api/device/tcp/127.0.0.1:${port}`, { method: 'POST', body: JSON.stringify(body) }, headers);

/** A request with headers that fetch does not let anyone set (Host, Origin, Sec-Fetch-Site). */
function rawCall(path: string, headers: Record<string, string>): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: proxy.port, path, headers }, (reply) => {
      let body = '';
      reply.on('data', (chunk) => {
        body += chunk;
      });
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, body }));
    });
    request.on('error', reject);
    request.end();
  });
}
const own = () => ({ host: `localhost:${proxy.port}`, 'x-davylamp-token': token });

async function problemOf(reply: Response): Promise<string> {
  expect(reply.headers.get('content-type')).toBe('application/problem+json');
  expect(reply.headers.get('x-davylamp-speaker')).toBe('proxy');
  const problem = (await reply.json()) as { type: string; status: number; title: string; detail: string };
  expect(problem.status).toBe(reply.status);
  expect(JSON.stringify(problem)).not.toContain(token);
  return problem.type.replace('urn:davylamp:problem:', '');
}

test('who has the token is told the version', async () => {
  await expect((await call('/api/health')).json()).resolves.toMatchObject({
    name: 'davylamp',
    version: '0.1.0',
  });
});

test.each([
  ['a wrong token', { 'x-davylamp-token': 'guess' }],
  ['no token', {}],
])('%s is refused', async (_, headers) => {
  const reply = await fetch(`${proxy.url}/api/health`, { headers: headers as Record<string, string> });
  expect(reply.status).toBe(401);
  expect(await problemOf(reply)).toBe('wrong-token');
});

test('another site is refused even with the right token', async () => {
  expect((await rawCall('/api/health', { ...own(), origin: 'http://evil.example' })).body).toContain(
    'foreign-origin',
  );
  expect((await rawCall('/api/health', { ...own(), 'sec-fetch-site': 'cross-site' })).body).toContain(
    'foreign-origin',
  );
  expect((await rawCall('/api/health', { ...own(), origin: 'null' })).body).toContain('foreign-origin');
  expect(
    (
      await rawCall('/api/health', {
        ...own(),
        origin: `http://localhost:${proxy.port}`,
        'sec-fetch-site': 'same-origin',
      })
    ).status,
  ).toBe(200);
});

test('an unknown Host is refused, for the API and for pages', async () => {
  expect((await rawCall('/api/health', { ...own(), host: 'rebound.example' })).status).toBe(421);
  expect((await rawCall('/', { host: `rebound.example:${proxy.port}` })).status).toBe(421);
  expect((await rawCall('/', { host: 'localhost:1' })).status).toBe(421);
});

test('no reply allows another origin to read it', async () => {
  const { port } = await device((_, reply) => reply.setHeader('access-control-allow-origin', '*').end('{}'));
  const reply = await call(`/api/device/http/127.0.0.1:${port}/`);
  expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'");
});

test('a request reaches the device as asked, without a trace of the page', async () => {
  let seen: { method: string; url: string; headers: http.IncomingHttpHeaders; body: string } | undefined;
  const { port } = await device((request, reply) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      seen = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      reply.writeHead(201, { 'content-type': 'application/json', 'set-cookie': 'a=b' }).end('{"ok":true}');
    });
  });
  const reply = await call(
    `/api/device/http/127.0.0.1:${port}/api/system?ts=1&x=%20y`,
    { method: 'PATCH', body: '{"frequency":500}' },
    {
      cookie: 'secret=1',
      referer: 'http://localhost/',
      authorization: 'Bearer device',
      'content-type': 'application/json',
      'x-totp': '123456',
    },
  );
  expect(reply.status).toBe(201);
  expect(reply.headers.get('x-davylamp-speaker')).toBe('device');
  expect(reply.headers.get('set-cookie')).toBeNull();
  await expect(reply.json()).resolves.toEqual({ ok: true });
  expect(seen).toMatchObject({ method: 'PATCH', url: '/api/system?ts=1&x=%20y', body: '{"frequency":500}' });
  expect(seen?.headers).toMatchObject({
    authorization: 'Bearer device',
    'x-totp': '123456',
    host: `127.0.0.1:${port}`,
  });
  for (const name of ['origin', 'cookie', 'referer', 'x-davylamp-token', 'sec-fetch-mode'])
    expect(seen?.headers).not.toHaveProperty(name);
});

test('a status and page of the device pass unchanged', async () => {
  const { port } = await device((_, reply) =>
    reply.writeHead(404, { 'content-type': 'text/html' }).end('<html>no</html>'),
  );
  const reply = await call(`/api/device/http/127.0.0.1:${port}/x`);
  expect([reply.status, await reply.text()]).toEqual([404, '<html>no</html>']);
});

test('a page that the device sends packed arrives unpacked', async () => {
  const packed: Record<string, Buffer> = {
    gzip: gzipSync('<html>AxeOS</html>'),
    deflate: deflateSync('<html>AxeOS</html>'),
    br: brotliCompressSync('<html>AxeOS</html>'),
  };
  let asked: string | undefined = 'unset';
  const { port } = await device((request, reply) => {
    const encoding = request.url?.slice(1) ?? '';
    asked = request.headers['accept-encoding'];
    reply.writeHead(200, { 'content-encoding': encoding, 'content-type': 'text/html' }).end(packed[encoding]);
  });
  for (const encoding of Object.keys(packed)) {
    const reply = await call(`/api/device/http/127.0.0.1:${port}/${encoding}`);
    expect(await reply.text()).toBe('<html>AxeOS</html>');
    expect(reply.headers.get('content-encoding')).toBeNull();
  }
  expect(asked).toBeUndefined();
});

test('a small reply that unpacks to more than the limit, or to nothing, is refused', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const { port } = await device((request, reply) =>
    reply.writeHead(200, { 'content-encoding': 'gzip' }).end(request.url === '/bomb' ? bomb : 'not packed'),
  );
  expect(bomb.length).toBeLessThan(100_000);
  expect(await problemOf(await call(`/api/device/http/127.0.0.1:${port}/bomb`))).toBe('too-large');
  expect(await problemOf(await call(`/api/device/http/127.0.0.1:${port}/broken`))).toBe('bad-reply');
});

test("a device's password question reaches the page under a name that opens no window", async () => {
  const { port } = await device((_, reply) =>
    reply.writeHead(401, { 'www-authenticate': 'Digest realm="antMiner"', algorithm: 'MD5' }).end(),
  );
  const reply = await call(`/api/device/http/127.0.0.1:${port}/cgi-bin/get_system_info.cgi`);
  expect(reply.status).toBe(401);
  expect(reply.headers.get('www-authenticate')).toBeNull();
  expect(reply.headers.get('x-davylamp-www-authenticate')).toBe('Digest realm="antMiner"');
});

test.each([
  ['a public address', '8.8.8.8:80', 'forbidden-target'],
  ['a mapped public address', '[::ffff:8.8.8.8]:80', 'forbidden-target'],
  ['an address in octal', '0300.0250.1.1:80', 'forbidden-target'],
  ['an address as one number', '134744072:80', 'forbidden-target'],
  ['the unspecified address', '0.0.0.0:80', 'forbidden-target'],
  ['a carrier address without consent', '100.64.0.1:80', 'forbidden-target'],
  ['a port off the list', '127.0.0.1:22', 'forbidden-port'],
  ['credentials', 'user@127.0.0.1:80', 'bad-request'],
  ['no port', '127.0.0.1', 'bad-request'],
])('%s is refused: %s', async (_, target, type) => {
  expect(await problemOf(await call(`/api/device/http/${encodeURIComponent(target)}/`))).toBe(type);
  expect(
    await problemOf(
      await call(`/api/device/tcp/${encodeURIComponent(target)}`, {
        method: 'POST',
        body: '{"command":"version"}',
      }),
    ),
  ).toBe(type);
});

test('the helper never asks itself', async () => {
  expect(await problemOf(await call(`/api/device/http/127.0.0.1:${proxy.port}/api/health`))).toBe(
    'forbidden-target',
  );
});

test('a name is refused when any of its addresses is public, or when it has none', async () => {
  names.set('mixed.lan', [['127.0.0.1', '8.8.8.8']]);
  expect(await problemOf(await call('/api/device/http/mixed.lan:80/'))).toBe('forbidden-target');
  expect(await problemOf(await call('/api/device/http/nowhere.lan:80/'))).toBe('name-unknown');
});

test('a name that is rebound between check and connection leads to the checked address', async () => {
  const { port } = await device((_, reply) => reply.end('the checked one'));
  names.set('rebinding.lan', [['127.0.0.1'], ['8.8.8.8']]);
  expect(await (await call(`/api/device/http/rebinding.lan:${port}/`)).text()).toBe('the checked one');
  // The next request resolves anew, and is refused.
  expect(await problemOf(await call(`/api/device/http/rebinding.lan:${port}/`))).toBe('forbidden-target');
});

test('redirects within the house are followed, those out of it are refused', async () => {
  const { port: end } = await device((request, reply) => reply.end(`arrived at ${request.url}`));
  const { port } = await device((request, reply) => {
    const places: Record<string, string> = {
      '/in': `http://127.0.0.1:${end}/there?x=1`,
      '/out': 'http://8.8.8.8/',
      '/named': 'http://public.lan/',
      '/file': 'file:///etc/passwd',
      '/loop': '/loop',
    };
    reply.writeHead(302, { location: places[request.url ?? ''] ?? '/' }).end();
  });
  names.set('public.lan', [['8.8.4.4']]);
  const to = (path: string) => call(`/api/device/http/127.0.0.1:${port}${path}`);
  expect(await (await to('/in')).text()).toBe('arrived at /there?x=1');
  for (const path of ['/out', '/named', '/file', '/loop'])
    expect(await problemOf(await to(path))).toBe('bad-redirect');
});

test('a password for one device does not follow a redirect to another', async () => {
  const { port: end } = await device((request, reply) => reply.end(request.headers.authorization ?? 'none'));
  const { port } = await device((_, reply) =>
    reply.writeHead(307, { location: `http://127.0.0.1:${end}/` }).end(),
  );
  const reply = await call(`/api/device/http/127.0.0.1:${port}/`, {}, { authorization: 'Bearer secret' });
  expect(await reply.text()).toBe('none');
});

test('an endless body is cut off at the limit, not collected', async () => {
  let sent = 0;
  let closed: () => void = () => {};
  const gone = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const { port } = await device((_, reply) => {
    const chunk = Buffer.alloc(64 * 1024);
    const pump = () => {
      while (!reply.destroyed && sent < 100_000_000) {
        sent += chunk.length;
        if (!reply.write(chunk)) return void reply.once('drain', pump);
      }
    };
    reply.on('close', closed);
    pump();
  });
  expect(await problemOf(await call(`/api/device/http/127.0.0.1:${port}/`))).toBe('too-large');
  await gone;
  expect(sent).toBeLessThan(20_000_000);
});

test('a silent device ends in a timeout, a dead one is unreachable, a broken one a bad reply', async () => {
  const { port: silent } = await device(() => {});
  expect(
    await problemOf(
      await call(`/api/device/http/127.0.0.1:${silent}/`, {}, { 'x-davylamp-timeout-ms': '200' }),
    ),
  ).toBe('timeout');
  const gone = await device(() => {});
  gone.server.close();
  expect(await problemOf(await call(`/api/device/http/127.0.0.1:${gone.port}/`))).toBe('unreachable');
  const noHttp = await rpcDevice((socket) => socket.end('SSH-2.0-OpenSSH\r\n'));
  expect(await problemOf(await call(`/api/device/http/127.0.0.1:${noHttp}/`))).toBe('bad-reply');
  const { port: broken } = await device((_, reply) => {
    reply.writeHead(200, { 'content-length': '1000' });
    reply.write('half');
    setTimeout(() => reply.destroy(), 20);
  });
  expect(await problemOf(await call(`/api/device/http/127.0.0.1:${broken}/`))).toBe('bad-reply');
});

test('two requests are never in flight to one device, and too many waiting ones are refused', async () => {
  let inFlight = 0;
  let most = 0;
  const { port } = await device((_, reply) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    setTimeout(() => {
      inFlight -= 1;
      reply.end('{}');
    }, 30);
  });
  const replies = await Promise.all(
    Array.from({ length: 8 }, () => call(`/api/device/http/127.0.0.1:${port}/`)),
  );
  expect(most).toBe(1);
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(5);
  expect(await problemOf(replies.find((reply) => reply.status === 429) ?? new Response())).toBe('busy');
});

test.each<[string, (socket: net.Socket) => void]>([
  ['ended by NUL, the connection left open', (socket) => socket.write('{"SUMMARY":[{"n":"ü"}]}\0')],
  ['ended by a line break', (socket) => socket.write('{"SUMMARY":[{"n":"ü"}]}\n')],
  ['ended by closing', (socket) => socket.end('{"SUMMARY":[{"n":"ü"}]}')],
  ['ended by silence', (socket) => socket.write('{"SUMMARY":[{"n":"ü"}]}')],
  [
    'with line breaks between and a character split over two packets',
    (socket) => {
      const bytes = Buffer.from('{"SUMMARY":\n[{"n":"ü"}]}\0');
      const cut = bytes.indexOf(0xc3) + 1;
      socket.write(bytes.subarray(0, cut));
      setTimeout(() => socket.write(bytes.subarray(cut)), 20);
    },
  ],
])('a TCP reply %s is read', async (_, answer) => {
  let asked = '';
  const port = await rpcDevice((socket, request) => {
    asked = request;
    answer(socket);
  });
  const reply = await rpc(port, { command: 'summary+pools', parameter: '0' });
  await expect(reply.json()).resolves.toEqual({ SUMMARY: [{ n: 'ü' }] });
  expect(reply.headers.get('x-davylamp-speaker')).toBe('device');
  expect(JSON.parse(asked)).toEqual({ command: 'summary+pools', parameter: '0' });
});

test('a reply in text form comes back in the form of JSON', async () => {
  const port = await rpcDevice((socket) => socket.end('STATUS=S,Code=11|SUMMARY,MHS av=5.5|\0'));
  await expect((await rpc(port)).json()).resolves.toEqual({
    STATUS: [{ STATUS: 'S', Code: 11 }],
    SUMMARY: [{ 'MHS av': 5.5 }],
    id: 1,
  });
});

test('an endless TCP reply, a web page, silence and a hang-up each have their problem', async () => {
  const endless = await rpcDevice((socket) => {
    const pump = () => {
      while (!socket.destroyed) if (!socket.write('x'.repeat(65_536))) return void socket.once('drain', pump);
    };
    pump();
  });
  expect(await problemOf(await rpc(endless))).toBe('too-large');
  expect(await problemOf(await rpc(await rpcDevice((socket) => socket.end('<html></html>'))))).toBe(
    'bad-reply',
  );
  expect(
    await problemOf(await rpc(await rpcDevice(() => {}), undefined, { 'x-davylamp-timeout-ms': '200' })),
  ).toBe('timeout');
  expect(await problemOf(await rpc(await rpcDevice((socket) => socket.end())))).toBe('bad-reply');
  expect(await problemOf(await rpc(await rpcDevice((socket) => socket.end('{"SUMMARY":['))))).toBe(
    'bad-reply',
  );
});

test('a large reply of many small pieces is put together without delay', async () => {
  const lines = Array.from(
    { length: 8_000 },
    (_, line) => `"line ${line}": "a value of some length, ${line}",\n`,
  );
  const port = await rpcDevice((socket) => {
    socket.setNoDelay(true);
    const pieces = ['{"STATS":[{\n', ...lines, '"last": 1}]}'];
    const next = () => {
      const piece = pieces.splice(0, 20).join('');
      if (piece !== '') socket.write(piece, () => setImmediate(next));
    };
    next();
  });
  const beganMs = performance.now();
  const reply = (await (await rpc(port)).json()) as { STATS: [Record<string, unknown>] };
  expect(Object.keys(reply.STATS[0])).toHaveLength(8_001);
  expect(performance.now() - beganMs).toBeLessThan(2_000);
});

test('a TCP request that is no command, or a large one, is refused before anything is sent', async () => {
  const port = await rpcDevice((socket) => socket.end('{}'));
  expect(await problemOf(await rpc(port, { no: 'command' }))).toBe('bad-request');
  expect(await problemOf(await rpc(port, { command: 'x'.repeat(100_000) }))).toBe('bad-request');
});

async function feed(path: string, protocols: string[], headers: Record<string, string> = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${proxy.port}${path}`, protocols, { headers });
  const frames: string[] = [];
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const refused = new Promise<number>((resolve) =>
    socket.on('unexpected-response', (_, reply) => resolve(reply.statusCode ?? 0)),
  );
  socket.on('message', (frame) => frames.push(frame.toString()));
  socket.on('error', () => socket.terminate());
  ends.push(() => socket.terminate());
  return { socket, frames, closed, refused };
}

test('a live feed passes from device to page and ends with the device', async () => {
  const { port, server } = await device((_, reply) => reply.end());
  const feeds = new WebSocketServer({ server });
  let origin: string | undefined = 'unset';
  feeds.on('connection', (socket, request) => {
    origin = request.headers.origin;
    socket.send('{"event":"update","data":{"power":18}}');
    setTimeout(() => socket.close(), 50);
  });
  const { frames, closed } = await feed(`/api/device/live/127.0.0.1:${port}/api/ws/live`, [
    'davylamp.live',
    token,
  ]);
  expect(await closed).toBe(4000);
  expect(frames).toEqual(['{"event":"update","data":{"power":18}}']);
  expect(origin).toBeUndefined();
});

test('a live feed needs the token, the own origin and a target in the house', async () => {
  const path = '/api/device/live/127.0.0.1:8080/api/ws/live';
  expect(await (await feed(path, ['davylamp.live', 'wrong'])).refused).toBe(401);
  expect(await (await feed(path, ['davylamp.live', token], { origin: 'http://evil.example' })).refused).toBe(
    403,
  );
  expect(await (await feed('/api/device/live/8.8.8.8:80/x', ['davylamp.live', token])).refused).toBe(403);
  expect(await (await feed('/elsewhere', ['davylamp.live', token])).refused).toBe(404);
});

test('a feed that the device does not have is closed with a reason', async () => {
  const { port } = await device((_, reply) => reply.writeHead(404).end());
  const { closed } = await feed(`/api/device/live/127.0.0.1:${port}/api/ws/live`, ['davylamp.live', token]);
  expect(await closed).toBe(4502);
});

test('a tab that is closed while the device still thinks ends the feed, not the helper', async () => {
  const accepted: net.Socket[] = [];
  const silent = net.createServer((socket) => accepted.push(socket));
  ends.push(() => {
    for (const socket of accepted) socket.destroy();
    silent.close();
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port: silentPort } = silent.address() as net.AddressInfo;
  const { socket } = await feed(`/api/device/live/127.0.0.1:${silentPort}/api/ws/live`, [
    'davylamp.live',
    token,
  ]);
  await new Promise((resolve) => socket.once('open', resolve));
  while (accepted.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const deviceSide = accepted[0];
  const left = new Promise((resolve) => deviceSide?.once('close', resolve));
  deviceSide?.resume();
  socket.terminate();
  await left;
  expect((await call('/api/health')).status).toBe(200);
});

test('a tab that resets its connection while it is being admitted does not end the helper', async () => {
  const raw = net.connect({ host: '127.0.0.1', port: proxy.port });
  raw.on('error', () => {});
  await new Promise((resolve) => raw.once('connect', resolve));
  raw.write(
    [
      'GET /api/device/live/unknown.example:80/x HTTP/1.1',
      `host: localhost:${proxy.port}`,
      'upgrade: websocket',
      'connection: upgrade',
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-version: 13',
      `sec-websocket-protocol: davylamp.live, ${token}`,
      '\r\n',
    ].join('\r\n'),
    () => raw.resetAndDestroy(),
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await call('/api/health')).status).toBe(200);
});
