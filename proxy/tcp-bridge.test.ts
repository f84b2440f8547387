import type net from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HelperHouse, problemOf } from '../tests/support/helper-house.ts';

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
  expect(performance.now() - beganMs).toBeLessThan(2_000);
});

test('a TCP request that is no command, or a large one, is refused before anything is sent', async () => {
  const port = await rpcDevice((socket) => socket.end('{}'));
  expect(await problemOf(await rpc(port, { no: 'command' }))).toBe('bad-request');
  expect(await problemOf(await rpc(port, { command: 'x'.repeat(100_000) }))).toBe('bad-request');
});
