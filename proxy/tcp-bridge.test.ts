import type net from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HelperHouse, problemOf } from '../tests/support/helper-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';

let house: HelperHouse;
beforeAll(async () => {
  house = await HelperHouse.open();
});
afterEach(() => house.tidy());
afterAll(() => house.close());

const rpcDevice: HelperHouse['device'] = (answer) => house.device(answer);
const rpc: HelperHouse['rpc'] = (...asked) => house.rpc(...asked);

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
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(2_000);
});

test('a TCP request that is no command, or a large one, is refused before anything is sent', async () => {
  const port = await rpcDevice((socket) => socket.end('{}'));
  expect(await problemOf(await rpc(port, { no: 'command' }))).toBe('bad-request');
  expect(await problemOf(await rpc(port, { command: 'x'.repeat(100_000) }))).toBe('bad-request');
});

test.each<[string, string | Buffer, unknown]>([
  ['two replies, of which the first counts', '{"SUMMARY":[1]}{"POOLS":[2]}', { SUMMARY: [1] }],
  ['two replies with a NUL between', '{"SUMMARY":[1]}\0{"POOLS":[2]}\0', { SUMMARY: [1] }],
  ['a reply and garbage', '{"SUMMARY":[1]}garbage', { SUMMARY: [1] }],
  ['a reply after line breaks', '\r\n\n{"SUMMARY":[1]}', { SUMMARY: [1] }],
  [
    'a refusal of joined commands',
    '{"STATUS":[{"STATUS":"E","Code":14,"Msg":"Invalid command"}],"id":1}\0',
    { STATUS: [{ STATUS: 'E', Code: 14, Msg: 'Invalid command' }], id: 1 },
  ],
  [
    'a refusal of joined commands in text',
    'STATUS=E,Code=14,Msg=Invalid command,Description=x|\0',
    { STATUS: [{ STATUS: 'E', Code: 14, Msg: 'Invalid command', Description: 'x' }], id: 1 },
  ],
  [
    'names that programs stumble over',
    '{"__proto__":{"a":1},"constructor":2}',
    JSON.parse('{"__proto__":{"a":1},"constructor":2}'),
  ],
  ['the same in text', 'STATUS=S|__proto__,a=1|\0', { STATUS: [{ STATUS: 'S' }], id: 1 }],
])('a device that sends %s is understood', async (_, bytes, expected) => {
  const port = await rpcDevice((socket) => socket.write(bytes));
  const reply = await rpc(port, { command: 'summary+pools' });
  expect(JSON.parse(await reply.text())).toEqual(expected);
  expect(Object.prototype).not.toHaveProperty('a');
});

test.each<[string, string | Buffer, string]>([
  ['a NUL alone', '\0', 'bad-reply'],
  ['NULs alone', '\0\0\0\0', 'bad-reply'],
  ['a line break and a NUL', '\n\0', 'bad-reply'],
  ['line breaks without end', '\n'.repeat(2_000_000), 'too-large'],
  ['a string without end', `{"a":"${'x'.repeat(2_000_000)}`, 'too-large'],
  ['escapes without end', `{"a":"${'\\'.repeat(2_000_000)}`, 'too-large'],
  ['text without end', 'STATUS=S|'.repeat(200_000), 'too-large'],
  ['brackets in brackets', `${'['.repeat(400_000)}${']'.repeat(400_000)}`, 'bad-reply'],
  ['brackets without end', '['.repeat(2_000_000), 'too-large'],
  ['quotes and NUL', `{"${'"'.repeat(500_000)}\0`, 'bad-reply'],
  ['braces that need repair', `[${'{} '.repeat(300_000)}x]`, 'bad-reply'],
  ['broken UTF-8', Buffer.from([0xff, 0xfe, 0xfd, 0x00]), 'bad-reply'],
  ['HTTP', 'HTTP/1.1 400 Bad Request\r\n\r\n\0', 'bad-reply'],
])('a device that sends %s has its problem, soon', async (_, bytes, problem) => {
  const port = await rpcDevice((socket) => socket.write(bytes));
  const beganMs = performance.now();
  expect(await problemOf(await rpc(port))).toBe(problem);
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(3_000);
});

test.each(['\n', ' ', 'x', 'STATUS=S|', '{"a":['])(
  'a device that sends %j again and again, slowly, is left at the time limit',
  async (piece) => {
    let left: Promise<unknown> = Promise.resolve();
    const port = await rpcDevice((socket) => {
      left = new Promise((resolve) => socket.once('close', resolve));
      const drip = setInterval(() => socket.write(piece), 20);
      socket.once('close', () => clearInterval(drip));
    });
    expect(await problemOf(await rpc(port, undefined, { 'x-davylamp-timeout-ms': '120' }))).toBe('timeout');
    await left;
  },
);

test('a problem quotes nothing of what the device sent', async () => {
  const port = await rpcDevice((socket) => socket.end('password=hunter2'));
  expect(await (await rpc(port)).text()).not.toContain('hunter2');
});

test('a page that goes away leaves no connection to the device behind', async () => {
  let deviceSide: net.Socket | undefined;
  const port = await rpcDevice((socket) => {
    deviceSide = socket;
  });
  const page = new AbortController();
  const asked = house
    .call(`/api/device/tcp/127.0.0.1:${port}`, {
      method: 'POST',
      body: '{"command":"x"}',
      signal: page.signal,
    })
    .catch(() => 'gone');
  while (!deviceSide) await new Promise((resolve) => setTimeout(resolve, 5));
  const left = new Promise((resolve) => deviceSide?.once('close', resolve));
  page.abort();
  expect(await asked).toBe('gone');
  await left;
});

test('a stuck command lets the next one in when its own time is over', async () => {
  let connections = 0;
  const port = await rpcDevice((socket) => {
    connections += 1;
    if (connections > 1) socket.end('{"id":1}');
  });
  const stuck = rpc(port, undefined, { 'x-davylamp-timeout-ms': '200' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const next = rpc(port, undefined, { 'x-davylamp-timeout-ms': '2000' });
  expect(await problemOf(await stuck)).toBe('timeout');
  await expect((await next).json()).resolves.toEqual({ id: 1 });
});

test.each<[string, unknown]>([
  ['a line break', 'summary\n{"command":"quit"}'],
  ['a NUL', 'summary\0quit'],
  ['a quote', 'summary","parameter":"x'],
])('a command with %s in it stays one command', async (_, command) => {
  let heard = '';
  const port = await rpcDevice((socket, request) => {
    heard += request;
    socket.end('{"id":1}');
  });
  await rpc(port, { command, parameter: 'p', more: 'not sent' });
  expect(heard).not.toMatch(/[\n\0]/);
  expect(JSON.parse(heard)).toEqual({ command, parameter: 'p' });
});

test.each<[string, string]>([
  ['no JSON', 'summary'],
  ['nothing', ''],
  ['a list', '[{"command":"x"}]'],
  ['null', 'null'],
  ['a command that is no text', '{"command":{"toString":"x"}}'],
  ['a parameter that is no text', '{"command":"x","parameter":1}'],
  ['an empty command', '{"command":""}'],
])('a request of %s reaches no device', async (_, body) => {
  let heard = '';
  const port = await rpcDevice((socket, request) => {
    heard += request;
    socket.end('{}');
  });
  const reply = await house.call(`/api/device/tcp/127.0.0.1:${port}`, { method: 'POST', body });
  expect(await problemOf(reply)).toBe('bad-request');
  expect(heard).toBe('');
});
