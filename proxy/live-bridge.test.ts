import net from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { HELPER_TOKEN, HelperHouse } from '../tests/support/helper-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

test('a live feed passes from device to page and ends with the device', async () => {
  const { port, server } = await house.webDevice((_, reply) => reply.end());
  const feeds = new WebSocketServer({ server });
  let origin: string | undefined = 'unset';
  feeds.on('connection', (socket, request) => {
    origin = request.headers.origin;
    socket.send('{"event":"update","data":{"power":18}}');
    setTimeout(() => socket.close(), 50);
  });
  const { frames, closed } = house.feed(`/api/device/live/127.0.0.1:${port}/api/ws/live`);
  expect(await closed).toBe(4000);
  expect(frames).toEqual(['{"event":"update","data":{"power":18}}']);
  expect(origin).toBeUndefined();
});

test('a feed that the device does not have is closed with a reason', async () => {
  const { port } = await house.webDevice((_, reply) => reply.writeHead(404).end());
  const { closed } = house.feed(`/api/device/live/127.0.0.1:${port}/api/ws/live`);
  expect(await closed).toBe(4502);
});

test('a tab that is closed while the device still thinks ends the feed, not the helper', async () => {
  let deviceSide: net.Socket | undefined;
  const port = await house.device((accepted) => {
    deviceSide = accepted;
  });
  const { socket } = house.feed(`/api/device/live/127.0.0.1:${port}/api/ws/live`);
  while (!deviceSide) await new Promise((resolve) => setTimeout(resolve, 5));
  const left = new Promise((resolve) => deviceSide?.once('close', resolve));
  socket.terminate();
  await left;
  expect((await house.call('/api/health')).status).toBe(200);
});

/** An upgrade in bytes, as the page would ask for it, apart from what the test says. */
function upgrade(path: string, changes: Record<string, string | undefined> = {}): string {
  const host = `localhost:${house.proxy.port}`;
  const headers: Record<string, string | undefined> = {
    host,
    origin: `http://${host}`,
    upgrade: 'websocket',
    connection: 'upgrade',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version': '13',
    'sec-websocket-protocol': `davylamp.live, ${HELPER_TOKEN}`,
    ...changes,
  };
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return [`GET ${path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
}

const live = '/api/device/live/127.0.0.1:18080/api/ws/live';

test('an upgrade of the own page is taken, and its token is not repeated', async () => {
  const reply = await house.raw(upgrade(live));
  expect(reply).toMatch(/^HTTP\/1.1 101/);
  expect(reply).toContain('davylamp.live');
  expect(reply).not.toContain(HELPER_TOKEN);
});

test.each<[string, string, Record<string, string | undefined>, string]>([
  ['with a wrong token', live, { 'sec-websocket-protocol': 'davylamp.live, wrong' }, 'wrong-token'],
  ['without a token', live, { 'sec-websocket-protocol': 'davylamp.live' }, 'wrong-token'],
  ['without a protocol', live, { 'sec-websocket-protocol': undefined }, 'wrong-token'],
  ['with the token alone', live, { 'sec-websocket-protocol': HELPER_TOKEN }, 'wrong-token'],
  [
    'with the token in the URL',
    `${live}?t=${HELPER_TOKEN}`,
    { 'sec-websocket-protocol': undefined },
    'wrong-token',
  ],
  ['of another site', live, { origin: 'http://evil.example' }, 'foreign-origin'],
  ['of a sandbox', live, { origin: 'null' }, 'foreign-origin'],
  ['of no browser', live, { origin: undefined }, 'foreign-origin'],
  [
    'of no browser that says it is the page',
    live,
    { origin: undefined, 'sec-fetch-site': 'same-origin' },
    'foreign-origin',
  ],
  ['of another port', live, { 'sec-fetch-site': 'same-site' }, 'foreign-origin'],
  ['by an unknown name', live, { host: 'rebound.example', origin: 'http://rebound.example' }, 'unknown-host'],
  ['to a public address', '/api/device/live/8.8.8.8:80/x', {}, 'forbidden-target'],
  ['to a metadata service', '/api/device/live/169.254.169.254:80/x', {}, 'forbidden-target'],
  ['to a port off the list', '/api/device/live/127.0.0.1:22/x', {}, 'forbidden-port'],
  ['to no target', '/api/device/live/', {}, 'bad-request'],
  ['to a target with an escape that is none', '/api/device/live/%zz:80/', {}, 'bad-request'],
  ['to elsewhere', '/elsewhere', {}, 'unknown-route'],
  ['to elsewhere with the route behind', `/elsewhere${live}`, {}, 'unknown-route'],
  ['with the route in the query', `/elsewhere?${live}`, {}, 'unknown-route'],
  ['to the HTTP route', '/api/device/http/127.0.0.1:18080/', {}, 'unknown-route'],
  ['to another protocol', '/', { upgrade: 'h2c', origin: undefined }, 'foreign-origin'],
])('an upgrade %s is refused, and its connection closed', async (_, path, changes, type) => {
  const beganMs = performance.now();
  const reply = await house.raw(upgrade(path, changes), 5_000);
  expect(reply).toContain(`urn:davylamp:problem:${type}`);
  expect(reply).not.toContain(HELPER_TOKEN);
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(4_000);
});

test.each([
  ['of another version', { 'sec-websocket-version': '7' }],
  ['with a key that is none', { 'sec-websocket-key': 'x' }],
  ['to no WebSocket', { upgrade: 'h2c' }],
])('an upgrade %s ends without a feed', async (_, changes) => {
  expect(await house.raw(upgrade(live, changes))).toMatch(/^HTTP\/1.1 4\d\d/);
});

test('what stands behind a # or is no URL does not reach a device as it stands', async () => {
  let asked = '';
  const port = await house.device((socket, heard) => {
    asked = heard;
    socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n');
  });
  const reply = await house.raw(upgrade(`/api/device/live/127.0.0.1:${port}/x?<y>#secret`));
  expect(reply).toMatch(/^HTTP\/1.1 101/);
  expect(reply).toContain('bad-reply');
  expect(asked).toMatch(/^GET \/x\?%3Cy%3E HTTP\/1.1\r\n/);
  expect(asked).not.toContain('secret');
  expect(asked).not.toContain(HELPER_TOKEN);
});

test.each<[string, string]>([
  ['agrees to something else', 'HTTP/1.1 101 Switching\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'],
  ['agrees without proof', 'HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'],
  [
    'redirects to a public host',
    'HTTP/1.1 302 Found\r\nlocation: ws://8.8.8.8/\r\ncontent-length: 0\r\n\r\n',
  ],
  ['speaks something else', 'SSH-2.0-OpenSSH\r\n'],
  ['says too much', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(70_000)}`],
  ['hangs up', ''],
])('a feed of a device that %s is closed with a reason', async (_, answer) => {
  const port = await house.device((socket) => socket.end(answer));
  expect(await house.feed(`/api/device/live/127.0.0.1:${port}/`).closed).toBe(4502);
});

test('a device that breaks the protocol, or sends more in one frame than a miner does, is let go', async () => {
  const broken = await house.webDevice((_, reply) => reply.end());
  new WebSocketServer({ server: broken.server }).on('connection', (_, request) =>
    request.socket.write(Buffer.from([0xff, 0xff, 0xff])),
  );
  expect(await house.feed(`/api/device/live/127.0.0.1:${broken.port}/`).closed).toBe(4502);
  const large = await house.webDevice((_, reply) => reply.end());
  new WebSocketServer({ server: large.server }).on('connection', (socket) => {
    socket.on('error', () => socket.terminate());
    socket.send('x'.repeat(2_000_000));
  });
  const { closed, frames } = house.feed(`/api/device/live/127.0.0.1:${large.port}/`);
  expect(await closed).toBe(4502);
  expect(frames).toEqual([]);
});

test('a page that breaks the protocol, or sends more than a page has to say, is let go, and its device with it', async () => {
  for (const bytes of [Buffer.from([0xff, 0xff, 0xff, 0xff]), undefined]) {
    const { port, server } = await house.webDevice((_, reply) => reply.end());
    const left = new Promise<void>((resolve) =>
      new WebSocketServer({ server }).on('connection', (socket) => {
        socket.send('hello');
        socket.on('close', () => resolve());
      }),
    );
    const { socket } = house.feed(`/api/device/live/127.0.0.1:${port}/`);
    await new Promise((resolve) => socket.once('message', resolve));
    if (bytes) Reflect.get(socket, '_socket').write(bytes);
    else socket.send('x'.repeat(5_000));
    await left;
  }
  expect((await house.call('/api/health')).status).toBe(200);
});

test('a tab that resets its connection while it is being admitted does not end the helper', async () => {
  const raw = net.connect({ host: '127.0.0.1', port: house.proxy.port });
  raw.on('error', () => {});
  await new Promise((resolve) => raw.once('connect', resolve));
  raw.write(upgrade('/api/device/live/unknown.example:80/x'), () => raw.resetAndDestroy());
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await house.call('/api/health')).status).toBe(200);
});

test('the helper stops though an upgrade waits for a name that never resolves', async () => {
  const other = await HelperHouse.open({ resolve: () => new Promise(() => {}) });
  const { socket } = other.feed('/api/device/live/slow.lan:18080/');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await other.proxy.close();
  await closed;
});
