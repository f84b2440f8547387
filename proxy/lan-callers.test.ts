import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LanHouse } from '../tests/support/lan-house.ts';
import { timesSlower } from '../tests/support/machine-pace.ts';
import { MOST_OF_ONE_CALLER } from './lan-callers.ts';

/** What one hostile thing in the home network can take from the others by holding on to connections. */

const PATIENCE_MS = 200;
let house: LanHouse;
let doors: { readonly https: number; readonly plain: number };
beforeAll(async () => {
  house = await LanHouse.open({ patienceMs: PATIENCE_MS });
  doors = { https: house.lan.port, plain: Number(new URL(house.certificateUrl).port) };
});
afterAll(() => house.close());

function knock(port: number): { readonly socket: net.Socket; readonly closed: Promise<void> } {
  const socket = net.connect({ host: '127.0.0.1', port }).resume();
  socket.on('error', () => socket.destroy());
  return { socket, closed: new Promise((resolve) => socket.once('close', () => resolve())) };
}

test.each([
  ['by HTTPS that never greets', 'https', ''],
  ['by HTTPS that breaks its greeting off', 'https', '\x16\x03\x01\x02\x00\x01'],
  ['by plain HTTP that says nothing', 'plain', ''],
  ['by plain HTTP that never ends its headers', 'plain', 'GET / HTTP/1.1\r\nhost: x\r\n'],
] as const)('a caller %s is let go', async (_, door, words) => {
  const { socket, closed } = knock(doors[door]);
  socket.write(Buffer.from(words, 'latin1'));
  const beganMs = performance.now();
  await closed;
  expect((performance.now() - beganMs) / timesSlower()).toBeLessThan(10 * PATIENCE_MS);
});

test('one caller cannot hold all connections, and gets in again when it lets go', async () => {
  const besieged = await LanHouse.open({ patienceMs: 60_000 });
  const callers = Array.from({ length: MOST_OF_ONE_CALLER + 80 }, () => knock(besieged.lan.port));
  const letGo = callers.map(({ closed }, index) => closed.then(() => index));
  const refused = new Set<number>();
  for (const each of letGo) void each.then((index) => refused.add(index));
  await expect.poll(() => refused.size, { timeout: 30_000 }).toBe(80);
  for (const { socket } of callers) socket.destroy();
  await Promise.all(letGo);
  expect((await besieged.call('/')).status).toBeGreaterThan(0);
  await besieged.close();
});
