import type http from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HelperHouse, problemOf } from '../tests/support/helper-house.ts';

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const device = (handler: http.RequestListener) => house.webDevice(handler);
const rpcDevice: HelperHouse['device'] = (answer) => house.device(answer);
const call: HelperHouse['call'] = (...asked) => house.call(...asked);

test('no reply allows another origin to read it', async () => {
  const { port } = await device((_, reply) => reply.setHeader('access-control-allow-origin', '*').end('{}'));
  const reply = await call(`/api/device/http/127.0.0.1:${port}/`);
  expect(reply.headers.get('access-control-allow-origin')).toBeNull();
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'");
});

test('a path that holds a password reaches the device in a header, and stands in no address', async () => {
  const seen: { url: string | undefined; headers: http.IncomingHttpHeaders }[] = [];
  const { port } = await device((request, reply) => {
    seen.push({ url: request.url, headers: request.headers });
    reply.end('{}');
  });
  const path = '/user/login?username=admin&password=l%26mp%20x&cipher=false';
  const reply = await call(`/api/device/http/127.0.0.1:${port}/`, {}, { 'x-davylamp-path': path });
  expect(reply.status).toBe(200);
  expect(seen).toMatchObject([{ url: path }]);
  expect(seen[0]?.headers).not.toHaveProperty('x-davylamp-path');
});

test.each([
  ['beside one of the address', '/other', '/user/login'],
  ['beside a query of the address', '/?a=b', '/user/login'],
  ['that is a whole address', '/', 'http://127.0.0.1/'],
  ['without a slash', '/', 'user/login'],
  ['with a blank', '/', '/a b'],
  ['with a fragment', '/', '/a#b'],
  ['with other letters than a browser writes', '/', '/\u00e9'],
  ['without end', '/', `/${'a'.repeat(8_192)}`],
])('a path in a header %s is refused, and reaches nobody', async (_, ofAddress, ofHeader) => {
  let asked = 0;
  const { port } = await device((_request, reply) => {
    asked += 1;
    reply.end();
  });
  const reply = await call(
    `/api/device/http/127.0.0.1:${port}${ofAddress}`,
    {},
    { 'x-davylamp-path': ofHeader },
  );
  expect(reply.status).toBe(400);
  expect(asked).toBe(0);
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
  expect(await problemOf(await call(`/api/device/http/127.0.0.1:${house.proxy.port}/api/health`))).toBe(
    'forbidden-target',
  );
});

test('a name is refused when any of its addresses is public, or when it has none', async () => {
  house.names.set('mixed.lan', [['127.0.0.1', '8.8.8.8']]);
  expect(await problemOf(await call('/api/device/http/mixed.lan:80/'))).toBe('forbidden-target');
  expect(await problemOf(await call('/api/device/http/nowhere.lan:80/'))).toBe('name-unknown');
});

test('a name that is rebound between check and connection leads to the checked address', async () => {
  const { port } = await device((_, reply) => reply.end('the checked one'));
  house.names.set('rebinding.lan', [['127.0.0.1'], ['8.8.8.8']]);
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
  house.names.set('public.lan', [['8.8.4.4']]);
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
  let refused = 0;
  // Answers nobody until the queue is full, however long the calls take to come in.
  let fill = () => {};
  const queueIsFull = new Promise<void>((resolve) => {
    fill = resolve;
  });
  const { port } = await device(async (_, reply) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    await queueIsFull;
    inFlight -= 1;
    reply.end('{}');
  });
  const replies = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const reply = await call(`/api/device/http/127.0.0.1:${port}/`);
      if (reply.status === 429) refused += 1;
      if (refused === 3) fill();
      return reply;
    }),
  );
  expect(most).toBe(1);
  expect(replies.filter((reply) => reply.status === 200)).toHaveLength(5);
  expect(await problemOf(replies.find((reply) => reply.status === 429) ?? new Response())).toBe('busy');
});

test('cookies go between page and device under a name that no browser keeps or sends by itself', async () => {
  const heard: (string | undefined)[] = [];
  const { port } = await house.webDevice((request, reply) => {
    heard.push(request.headers.cookie);
    reply.setHeader('set-cookie', ['session=a1; Path=/; HttpOnly', 'lang=en; Max-Age=9', 'broken']);
    reply.end('{}');
  });
  const first = await house.web(port, '/', { cookie: 'of=the-page' });
  expect(first.headers.get('set-cookie')).toBeNull();
  expect(first.headers.get('x-davylamp-cookie')).toBe('session=a1; lang=en');
  await house.web(port, '/', { 'x-davylamp-cookie': 'session=a1; lang=en' });
  expect(heard).toEqual([undefined, 'session=a1; lang=en']);
});
