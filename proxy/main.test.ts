import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';

/** The helper as it is started, under a rain of garbage from both sides. */

const root = fileURLToPath(new URL('..', import.meta.url));
const token = 'a-token-for-the-process-a-token-for-the-process';
const PASSWORD = 'hunter2-of-the-device';
/** `DAVYLAMP_SIEGE_S=60 npx vitest run proxy/main` for a long siege. */
const SIEGE_MS = Number(process.env.DAVYLAMP_SIEGE_S ?? 1.5) * 1000;

let helper: ChildProcess;
let said = '';
let ended: string | undefined;
let port = 0;
let devices: net.Server;
let devicePort = 0;
const open = new Set<net.Socket>();

beforeAll(async () => {
  devices = net.createServer(hostileDevice);
  await new Promise<void>((resolve) => devices.listen(0, '127.0.0.1', resolve));
  devicePort = (devices.address() as AddressInfo).port;
  helper = spawn(process.execPath, ['--import', 'tsx', 'proxy/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      DAVYLAMP_TOKEN: token,
      DAVYLAMP_PORT: '0',
      DAVYLAMP_DEVICE_PORTS: String(devicePort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  helper.on('exit', (code, signal) => {
    ended = `${code} ${signal}`;
  });
  for (const stream of [helper.stdout, helper.stderr])
    stream?.on('data', (text) => {
      said += text;
    });
  while (!/:\d+\s/.test(said) && ended === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  port = Number(/:(\d+)\s/.exec(said)?.[1]);
}, 60_000);
afterEach(() => {
  for (const socket of open) socket.destroy();
});
afterAll(() => {
  helper.kill();
  devices.close();
});

const OK = 'HTTP/1.1 200 OK\r\n';
const SWITCH = 'HTTP/1.1 101 Switching\r\nconnection: upgrade\r\nupgrade: ';
const answers: readonly (string | Buffer | 'reset' | 'end')[] = [
  'reset',
  'end',
  `${SWITCH}h2c\r\n\r\n`,
  `${SWITCH}websocket\r\nsec-websocket-accept: wrong\r\n\r\n`,
  'HTTP/1.1 102 Processing\r\n\r\n'.repeat(20),
  `${OK}content-length: 5\r\n\r\nhello`,
  `${OK}content-length: 5\r\n\r\nhello${OK}content-length: 3\r\n\r\nbad`,
  `${OK}content-length: 5\r\n\r\nhellogarbage`,
  `${OK}content-length: 5\r\ncontent-length: 6\r\n\r\nhello`,
  `${OK}content-type: \u00ff\u00fe\r\ncontent-length: 1\r\n\r\n0`,
  `${OK}www-authenticate: \u0001\r\ncontent-length: 1\r\n\r\n0`,
  `${OK}content-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello`,
  `${OK}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`,
  `${OK}x: ${'y'.repeat(70_000)}`,
  'HTTP/1.1 999 x\r\ncontent-length: 0\r\n\r\n',
  'HTTP/1.1 204 x\r\ncontent-length: 5\r\n\r\nhello',
  ...[
    '//evil',
    'http://[::',
    '\u00ff',
    'http://8.8.8.8',
    'http://[fe80::1]/',
    '?',
    '#',
    '//',
    'http://xn--a/',
  ].map((place) => `HTTP/1.1 302 Found\r\nlocation: ${place}\r\ncontent-length: 0\r\n\r\n`),
  '{"STATUS":[{}]}\0{"again":1}\0',
  '\0',
  '\n\n\n\n',
  'STATUS=S|x|',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `password=${PASSWORD}`,
  `{"password":"${PASSWORD}"`,
];

function pick<T>(list: readonly T[]): T | undefined {
  return list[Math.floor(Math.random() * list.length)];
}

function hostileDevice(socket: net.Socket): void {
  open.add(socket);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => open.delete(socket));
  socket.on('data', () => {
    const answer = Math.random() < 0.1 ? randomBytes(300) : (pick(answers) ?? '');
    if (answer === 'reset') socket.resetAndDestroy();
    else if (answer === 'end') socket.end();
    else socket.write(answer);
  });
  setTimeout(() => socket.destroy(), 500).unref();
}

const target = () => `127.0.0.1:${devicePort}`;
const page = () => ({
  host: `localhost:${port}`,
  origin: `http://localhost:${port}`,
  'x-davylamp-token': token,
  'x-davylamp-timeout-ms': '300',
});

/** One call of a page that may go away at any time. @returns the status, or `gone` */
function call(method: string, path: string, body?: string): Promise<number | 'gone'> {
  return new Promise((resolve) => {
    const headers = { ...page(), authorization: `Basic ${PASSWORD}` };
    const request = http.request({ host: '127.0.0.1', port, method, path, headers }, (reply) => {
      reply.resume();
      reply.on('close', () => resolve(reply.statusCode ?? 0));
      reply.on('error', () => resolve('gone'));
    });
    request.on('error', () => resolve('gone'));
    request.end(body);
    setTimeout(() => request.destroy(), Math.random() * 1_500).unref();
  });
}

async function calls(until: number, seen: Set<number | 'gone'>): Promise<void> {
  const rpc = `{"command":"login","parameter":"${PASSWORD}"}`;
  // On a busy machine the siege goes on until it has met the device.
  const met = () => seen.has(200) && seen.has(502);
  while ((Date.now() < until || !met()) && ended === undefined) {
    const method = pick(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']) ?? 'GET';
    const status = await (Math.random() < 0.5
      ? call(method, `/api/device/http/${target()}/x?pw=${PASSWORD}`, method === 'GET' ? undefined : PASSWORD)
      : call('POST', `/api/device/tcp/${target()}`, rpc));
    seen.add(status);
  }
}

async function feeds(until: number): Promise<void> {
  while (Date.now() < until && ended === undefined)
    await new Promise<void>((resolve) => {
      const url = `ws://localhost:${port}/api/device/live/${target()}/x`;
      const feed = new WebSocket(url, ['davylamp.live', token], { origin: `http://localhost:${port}` });
      feed.on('open', () => feed.send(pick(['hello', 'x'.repeat(5_000)]) ?? ''));
      feed.on('error', () => feed.terminate());
      feed.on('close', () => resolve());
      setTimeout(() => feed.terminate(), Math.random() * 400).unref();
    });
}

function requestLines(): readonly (string | Buffer)[] {
  const host = `host: localhost:${port}\r\n`;
  const upgrade = `${host}upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\n`;
  const body = `${host}origin: http://localhost:${port}\r\nx-davylamp-token: ${token}\r\n`;
  return [
    randomBytes(500),
    'GET / HTTP/1.1\r\n\r\n',
    `GET / HTTP/1.1\r\nhost: \0\r\n\r\n`,
    `GET http://evil/ HTTP/1.1\r\n${host}\r\n`,
    `GET //evil HTTP/1.1\r\n${host}\r\n`,
    `GET /%00 HTTP/1.1\r\n${host}\r\n`,
    `GET /%ff%fe/..%2f HTTP/1.1\r\n${host}\r\n`,
    `GET / HTTP/1.1\r\n${host}range: bytes=9-1\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: localhost:${port}/../\r\n\r\n`,
    `OPTIONS * HTTP/1.1\r\n${host}\r\n`,
    `CONNECT 8.8.8.8:80 HTTP/1.1\r\n${host}\r\n`,
    `TRACE /api/health HTTP/1.1\r\n${body}\r\n`,
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET /\r\n',
    `GET /api/device/live/${target()}/x#y HTTP/1.1\r\n${upgrade}\r\n`,
    `GET /api/device/live/%zz HTTP/1.1\r\n${upgrade}sec-websocket-protocol: ,,\r\n\r\n`,
    `POST /api/device/tcp/${target()} HTTP/1.1\r\n${body}transfer-encoding: chunked\r\n\r\nzz\r\n`,
    `POST /api/device/http/${target()}/ HTTP/1.1\r\n${body}content-length: 100\r\n\r\n${PASSWORD}`,
  ];
}

async function garbage(until: number): Promise<void> {
  while (Date.now() < until && ended === undefined)
    await new Promise<void>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(pick(requestLines()) ?? ''));
      socket.on('error', () => socket.destroy());
      socket.on('close', () => resolve());
      socket.resume();
      setTimeout(
        () => (Math.random() < 0.5 ? socket.resetAndDestroy() : socket.destroy()),
        Math.random() * 50,
      );
    });
}

test('the helper outlives a siege, answers after it, and has told nobody what was said', {
  timeout: SIEGE_MS + 40_000,
}, async () => {
  const until = Date.now() + SIEGE_MS;
  const seen = new Set<number | 'gone'>();
  const pages = [1, 2, 3, 4].map(() => calls(until, seen));
  await Promise.all([...pages, feeds(until), garbage(until), garbage(until)]);
  expect(ended).toBeUndefined();
  // What is still under way on a machine with too much to do may take a connection or two with it.
  await expect.poll(() => call('GET', '/api/health'), { timeout: 15_000 }).toBe(200);
  expect(said).not.toContain(token);
  expect(said).not.toContain(PASSWORD);
  // Nothing of all that is a failure of the helper's own.
  expect(said.trim()).toBe(`The helper listens on http://localhost:${port}`);
});

test('after the siege no connection to a device is left', async () => {
  const deadline = Date.now() + 5_000;
  while (open.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(open.size).toBe(0);
});

test('the helper ends when it is told to', async () => {
  const exit = new Promise((resolve) => helper.once('exit', resolve));
  helper.kill('SIGTERM');
  expect(await exit).toBe(0);
});

test.concurrent.each([
  ['without a token', {}],
  ['with a short token', { DAVYLAMP_TOKEN: 'short' }],
  ['with a port that is none', { DAVYLAMP_TOKEN: token, DAVYLAMP_PORT: '80a' }],
])('the helper does not start %s, and says why without repeating it', async (_, env) => {
  const { DAVYLAMP_TOKEN: _own, ...bare } = process.env;
  const refused = spawn(process.execPath, ['--import', 'tsx', 'proxy/main.ts'], {
    cwd: root,
    env: { ...bare, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let reason = '';
  refused.stderr.on('data', (text) => {
    reason += text;
  });
  expect(await new Promise((resolve) => refused.once('close', resolve))).toBe(1);
  expect(reason).toMatch(/^DAVYLAMP_(TOKEN|PORT) .*\n$/);
  expect(reason).not.toContain(token);
});
