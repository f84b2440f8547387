import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HelperHouse, problemOf } from '../tests/support/helper-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';

/** What a device can do to the helper with its answers, and what no answer may do. */

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const quick = { 'x-davylamp-timeout-ms': '150' };
const OK = 'HTTP/1.1 200 OK\r\n';

/** Asks a device that answers every packet with these bytes, and leaves the connection open. */
async function answered(bytes: string | Buffer): Promise<Response> {
  return house.web(await house.device((socket) => socket.write(bytes)), '/', quick);
}

test.each<[string, string]>([
  ['a switch to another protocol', 'HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'],
  ['promises without end', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(50)],
  ['a status above all', 'HTTP/1.1 600 Beyond\r\ncontent-length: 0\r\n\r\n'],
  ['a status of 999', 'HTTP/1.1 999 Beyond\r\ncontent-length: 0\r\n\r\n'],
  ['a status of 0', 'HTTP/1.1 000 None\r\ncontent-length: 0\r\n\r\n'],
  ['a status in letters', 'HTTP/1.1 OK\r\n\r\n'],
  ['the answer of 1991', '<html>HTTP/0.9</html>'],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a request', 'GET / HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['two lengths', `${OK}content-length: 5\r\ncontent-length: 6\r\n\r\nhello!`],
  [
    'a length and chunks',
    `${OK}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`,
  ],
  ['a negative length', `${OK}content-length: -1\r\n\r\n`],
  ['a length in hex', `${OK}content-length: 0x5\r\n\r\nhello`],
  ['a length beyond numbers', `${OK}content-length: 99999999999999999999999\r\n\r\n`],
  ['a chunk beyond numbers', `${OK}transfer-encoding: chunked\r\n\r\nfffffffffffffffffffff\r\n`],
  ['a chunk of no size', `${OK}transfer-encoding: chunked\r\n\r\nxyz\r\n`],
  ['a chunk with an endless extension', `${OK}transfer-encoding: chunked\r\n\r\n1;${'x'.repeat(70_000)}`],
  ['huge headers', `${OK}x: ${'y'.repeat(70_000)}`],
  ['many headers', `${OK}${'a: b\r\n'.repeat(20_000)}`],
  ['a header with a NUL', `${OK}content-type: a\0b\r\ncontent-length: 0\r\n\r\n`],
  ['a header without a colon', `${OK}nonsense\r\n\r\n`],
  ['a body packed in a way nobody knows', `${OK}content-encoding: zstd\r\ncontent-length: 1\r\n\r\nx`],
  ['a body packed twice', `${OK}content-encoding: gzip, gzip\r\ncontent-length: 1\r\n\r\nx`],
  ['a body that is not packed as it says', `${OK}content-encoding: br\r\ncontent-length: 1\r\n\r\nx`],
])('%s is a bad reply', async (_, bytes) => {
  expect(await problemOf(await answered(bytes))).toBe('bad-reply');
});

test.each<[string, string]>([
  ['nothing after the status line', OK],
  ['less than the promised length', `${OK}content-length: 100\r\n\r\nhalf`],
  ['chunks that do not end', `${OK}transfer-encoding: chunked\r\n\r\n4\r\nhalf\r\n`],
  ['a body that nothing ends', `${OK}\r\nhalf`],
  ['one promise and no reply', 'HTTP/1.1 100 Continue\r\n\r\n'],
])('%s ends with the time limit', async (_, bytes) => {
  const beganMs = performance.now();
  expect(await problemOf(await answered(bytes))).toBe('timeout');
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(4_000);
});

test.each<[string, string]>([
  ['headers', OK + 'x-filler: 1\r\n'.repeat(100)],
  ['a body', `${OK}content-length: 1000\r\n\r\n${'x'.repeat(100)}`],
  ['promises', 'HTTP/1.1 100 Continue\r\n\r\n'],
])('a device that sends %s drop by drop is left at the time limit', async (_, bytes) => {
  let left: Promise<unknown> = Promise.resolve();
  const port = await house.device((socket) => {
    left = new Promise((resolve) => socket.once('close', resolve));
    let at = 0;
    const drip = setInterval(() => socket.write(bytes.charAt(at++ % bytes.length)), 10);
    socket.once('close', () => clearInterval(drip));
  });
  expect(await problemOf(await house.web(port, '/', quick))).toBe('timeout');
  await left;
});

test('a promise before the reply, as small web servers send it, does no harm', async () => {
  const reply = await answered(`HTTP/1.1 100 Continue\r\n\r\n${OK}content-length: 2\r\n\r\nok`);
  expect(await reply.text()).toBe('ok');
});

test('an answer that was not asked for is never taken for that to the next question', async () => {
  const answer = (text: string) => `${OK}content-length: ${text.length}\r\n\r\n${text}`;
  const port = await house.device((socket, heard) => {
    if (heard.startsWith('GET /first')) socket.write(answer('first') + answer('forged'));
    else socket.write(answer('second'));
  });
  expect(await (await house.web(port, '/first')).text()).toBe('first');
  expect(await (await house.web(port, '/second')).text()).toBe('second');
});

test('a device that closes or resets the kept connection is asked again over a new one', async () => {
  for (const end of ['destroy', 'resetAndDestroy'] as const) {
    const port = await house.device((socket) => {
      socket.write(`${OK}content-length: 2\r\n\r\nok`);
      setTimeout(() => socket[end](), 3);
    });
    for (let asked = 0; asked < 14; asked += 1) {
      expect(await (await house.web(port)).text()).toBe('ok');
      await new Promise((resolve) => setTimeout(resolve, asked % 7));
    }
  }
});

test('a restart that is a page to be opened is sent once, whatever becomes of the kept connection', async () => {
  let restarts = 0;
  const port = await house.device((socket, heard) => {
    if (heard.startsWith('GET /reboot')) {
      restarts += 1;
      // It starts anew at once, and says nothing more over a connection that was good a moment ago.
      socket.resetAndDestroy();
    } else socket.write(`${OK}content-length: 2\r\n\r\nok`);
  });
  expect(await (await house.web(port)).text()).toBe('ok');
  const reply = await house.web(port, '/reboot', { 'x-davylamp-once': '1' });
  expect(await problemOf(reply)).toBe('bad-reply');
  expect(restarts).toBe(1);
});

test('a body of many chunks of one byte is read in time and memory', async () => {
  const chunks = Buffer.from('1\r\nx\r\n'.repeat(300_000));
  const port = await house.device((socket) => {
    socket.write(`${OK}transfer-encoding: chunked\r\n\r\n`);
    socket.write(chunks);
    socket.write('0\r\n\r\n');
  });
  expect((await (await house.web(port)).text()).length).toBe(300_000);
}, 60_000);

test('no body comes with a status that has none, whatever the device sends', async () => {
  for (const status of [204, 205, 304]) {
    const reply = await answered(`HTTP/1.1 ${status} x\r\ncontent-length: 5\r\n\r\nhello`);
    expect([reply.status, await reply.text()]).toEqual([status, '']);
  }
});

test('a device sets nothing on the page but what describes its reply', async () => {
  const hostile = [
    'set-cookie: a=b',
    'access-control-allow-origin: *',
    'content-security-policy: script-src *',
    'service-worker-allowed: /',
    'clear-site-data: "*"',
    'refresh: 0; url=http://evil.example',
    'link: </x>; rel=preload',
    'strict-transport-security: max-age=99999999',
    'alt-svc: h2="evil.example:443"',
    'location: http://evil.example/',
    'x-davylamp-speaker: proxy',
    'cache-control: public, max-age=99999999',
    'content-type: text/html',
    'sourcemap: http://evil.example/',
  ];
  const reply = await answered(`${OK}${hostile.join('\r\n')}\r\ncontent-length: 0\r\n\r\n`);
  const names = [...reply.headers.keys()];
  const own = ['x-davylamp-speaker', 'cache-control', 'content-security-policy', 'content-type'];
  for (const name of hostile.map((line) => line.split(':', 1)[0] ?? ''))
    if (!own.includes(name)) expect(names).not.toContain(name);
  expect(reply.headers.get('x-davylamp-speaker')).toBe('device');
  expect(reply.headers.get('cache-control')).toBe('no-store');
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
});

test('a redirect has its turn at the device that it leads to', async () => {
  let inFlight = 0;
  let most = 0;
  const { port: busy } = await house.webDevice((_, reply) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    setTimeout(() => {
      inFlight -= 1;
      reply.end('{}');
    }, 30);
  });
  const { port } = await house.webDevice((_, reply) =>
    reply.writeHead(302, { location: `http://127.0.0.1:${busy}/` }).end(),
  );
  const replies = await Promise.all([house.web(port), house.web(busy), house.web(port), house.web(busy)]);
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(most).toBe(1);
});

test('two devices that redirect to each other end, and hold nobody up', async () => {
  const ports: number[] = [];
  for (const other of [1, 0]) {
    const { port } = await house.webDevice((_, reply) =>
      reply.writeHead(302, { location: `http://127.0.0.1:${ports[other]}/` }).end(),
    );
    ports.push(port);
  }
  const [first = 0, second = 0] = ports;
  const replies = await Promise.all([first, second, first, second].map((port) => house.web(port)));
  for (const reply of replies) expect(await problemOf(reply)).toBe('bad-redirect');
});

test('a page that goes away takes its requests along, the one in flight and those that wait', async () => {
  const heard: string[] = [];
  let left: Promise<unknown> = Promise.resolve();
  const port = await house.device((socket, request) => {
    heard.push(request.split(' ', 2)[1] ?? '');
    left = new Promise((resolve) => socket.once('close', resolve));
  });
  const page = new AbortController();
  const asked = ['/first', '/second'].map((path) =>
    house.call(`/api/device/http/127.0.0.1:${port}${path}`, { signal: page.signal }).catch(() => 'gone'),
  );
  while (heard.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  page.abort();
  expect(await Promise.all(asked)).toEqual(['gone', 'gone']);
  await left;
  expect(await problemOf(await house.web(port, '/third', quick))).toBe('timeout');
  expect(heard).toEqual(['/first', '/third']);
});

test('a device behind a connection that nobody takes is given up at the time limit', async () => {
  // A listener whose queue is full lets nobody in, as a firewall that drops packets does.
  const full = net.createServer();
  await new Promise<void>((resolve) => full.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, resolve));
  full.maxConnections = 0;
  const { port } = full.address() as net.AddressInfo;
  expect(await problemOf(await house.web(port, '/', quick))).toMatch(/^(timeout|bad-reply|unreachable)$/);
  full.close();
});

test('a bomb in a bomb is opened once, and not at all above the limit', async () => {
  const inner = gzipSync(Buffer.alloc(500_000));
  const twice = gzipSync(inner);
  const packed = (body: Buffer) =>
    Buffer.concat([
      Buffer.from(`${OK}content-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`),
      body,
    ]);
  const once = Buffer.from(await (await answered(packed(twice))).arrayBuffer());
  expect(once.equals(inner)).toBe(true);
  const bomb = packed(gzipSync(Buffer.alloc(20_000_000)));
  expect(await problemOf(await answered(bomb))).toBe('too-large');
});

test('a flood of questions to one device leaves another free, and is over when its time is', async () => {
  const { port: slow } = await house.webDevice(() => {});
  const { port: free } = await house.webDevice((_, reply) => reply.end('free'));
  const flood = Array.from({ length: 60 }, () => house.web(slow, '/', { 'x-davylamp-timeout-ms': '800' }));
  expect(await (await house.web(free)).text()).toBe('free');
  const types = await Promise.all(flood.map(async (reply) => problemOf(await reply)));
  expect(new Set(types)).toEqual(new Set(['timeout', 'busy']));
  expect(types.filter((type) => type === 'busy').length).toBeGreaterThan(30);
  expect(await problemOf(await house.web(slow, '/', quick))).toBe('timeout');
});
