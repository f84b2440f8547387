import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HELPER_TOKEN, HelperHouse } from '../../tests/support/helper-house.ts';

/** Callers that ask and do not listen must not keep the recorder from those who do. */

let folder: string;
let house: HelperHouse;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'davylamp-recorder-'));
  const record = { folder: join(folder, 'recorder'), keepDays: 14, maxBytes: 4 * 1024 * 1024 };
  house = await HelperHouse.open({ record });
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

test.each(['/api/recorded', '/api/live'])('a HEAD for %s takes nobody’s place', async (path) => {
  for (let time = 0; time < 70; time += 1)
    expect((await house.call(path, { method: 'HEAD' })).status).toBe(400);
  const reply = await house.call(path);
  expect(reply.status).toBe(200);
  await reply.body?.cancel();
});

test('a request that comes before the last reply has ended waits for it, and takes nobody’s place', async () => {
  const request = (path: string) =>
    [
      `GET ${path} HTTP/1.1`,
      `host: localhost:${house.proxy.port}`,
      'sec-fetch-site: same-origin',
      `x-davylamp-token: ${HELPER_TOKEN}`,
      '',
      '',
    ].join('\r\n');
  const health = await house.raw(request('/api/health') + request('/api/health'));
  expect(health).toMatch(/^HTTP\/1\.1 200 .*HTTP\/1\.1 200 /s);
  // Behind a stream that never ends, replies would wait for ever.
  const socket = net.connect({ host: '127.0.0.1', port: house.proxy.port });
  socket.write(request('/api/live').repeat(64));
  await new Promise((resolve) => socket.once('data', resolve));
  const reply = await house.call('/api/live');
  expect(reply.status).toBe(200);
  await reply.body?.cancel();
  socket.destroy();
});
