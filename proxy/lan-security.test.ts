import { readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { LanHouse, OWNER_TOKEN } from '../tests/support/lan-house.ts';
import { startProxy } from './start.ts';

/** Who gets in by the door for the home network, and who does not. */

let house: LanHouse;
beforeEach(async () => {
  house ??= await LanHouse.open();
});
afterAll(() => house.close());

const health = (token: string | undefined, headers: Record<string, string> = {}) =>
  house.call('/api/health', { token, headers });

describe('a device that is paired', () => {
  test('gets in by HTTPS, as a device', async () => {
    const { token } = await house.letIn();
    expect(JSON.parse((await health(token)).text)).toMatchObject({ name: 'davylamp', role: 'device' });
    expect(JSON.parse((await house.ownerCall('/api/health')).text)).toMatchObject({ role: 'owner' });
  });

  test('is refused from the moment that it is revoked, and only it', async () => {
    const [phone, tablet] = [await house.letIn('Phone'), await house.letIn('Tablet')];
    expect((await health(phone.token)).status).toBe(200);
    await house.ownerCall(`/api/devices/${phone.id}`, { method: 'DELETE' });
    expect(await health(phone.token)).toMatchObject({ status: 401, problem: 'wrong-token' });
    expect((await health(tablet.token)).status).toBe(200);
    await house.start();
    expect((await health(phone.token)).status).toBe(401);
    expect((await health(tablet.token)).status).toBe(200);
  });

  test('loses its open feed and its open reply at once when it is revoked', async () => {
    const feed = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    const slow = http.createServer((_, reply) => reply.write('never ends'));
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      feed.close();
      slow.closeAllConnections();
      slow.close();
    });
    const { token, id } = await house.letIn();
    const host = `127.0.0.1:${house.lan.port}`;
    const target = `127.0.0.1:${(feed.address() as AddressInfo).port}`;
    const socket = new WebSocket(`wss://${host}/api/device/live/${target}/api/ws`, ['davylamp.live', token], {
      ca: readFileSync(join(house.folder, 'ca.crt')),
      headers: { origin: `https://${host}` },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const reply = house.call(`/api/device/http/127.0.0.1:${(slow.address() as AddressInfo).port}/`, {
      token,
      headers: { 'x-davylamp-timeout-ms': '30000' },
    });
    const cutOff = expect(reply).rejects.toThrow(/socket hang up|ECONNRESET|aborted/);
    await vi.waitFor(async () => expect(await connections(slow)).toBe(1));
    await house.ownerCall(`/api/devices/${id}`, { method: 'DELETE' });
    await Promise.all([closed, cutOff]);
  });

  test('can neither list, name, let in nor turn away devices', async () => {
    const { token } = await house.letIn();
    const other = await house.letIn('Other');
    const { id } = await house.offer();
    for (const [method, path, body] of [
      ['GET', '/api/devices', undefined],
      ['PATCH', `/api/devices/${other.id}`, { name: 'Mine' }],
      ['DELETE', `/api/devices/${other.id}`, undefined],
      ['POST', '/api/pairing/offers', undefined],
      ['GET', `/api/pairing/offers/${id}`, undefined],
      ['POST', `/api/pairing/offers/${id}`, { digits: '000000', miners: [] }],
      ['DELETE', `/api/pairing/offers/${id}`, undefined],
    ] as const)
      expect(await house.call(path, { method, token, body }), `${method} ${path}`).toMatchObject({
        status: 403,
        problem: 'owner-only',
      });
    expect((await health(other.token)).status).toBe(200);
  });
});

describe('at the door for the home network', () => {
  test.each([
    ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['of another site, though its browser were fooled', { origin: 'https://evil.example' }],
    ['of this house by plain HTTP', { origin: 'http://127.0.0.1:PORT' }],
    ['of the certificate page', { origin: 'http://127.0.0.1:1' }],
    ['that was typed', { 'sec-fetch-site': 'none' }],
  ])('a call %s is refused, with the token and with a code', async (_, given) => {
    const { token } = await house.letIn();
    const headers = Object.fromEntries(
      Object.entries(given).map(([name, text]) => [name, text.replace('PORT', String(house.lan.port))]),
    );
    expect(await health(token, headers)).toMatchObject({ status: 403, problem: 'foreign-origin' });
    const claim = {
      method: 'POST',
      headers,
      body: { code: 'x'.repeat(30), tokenHash: 'y'.repeat(43), name: 'P' },
    };
    expect((await house.call('/api/pairing/claim', claim)).problem).toBe('foreign-origin');
  });

  test('a call that says nothing of where it comes from is refused', async () => {
    const { token } = await house.letIn();
    const ca = readFileSync(join(house.folder, 'ca.crt'), 'utf8');
    const status = await rawTls(house.lan.port, ca, [
      'GET /api/health HTTP/1.1',
      `host: 127.0.0.1:${house.lan.port}`,
      `x-davylamp-token: ${token}`,
    ]);
    expect(status).toBe('403');
  });

  test.each([
    'evil.example:PORT',
    'evil.example',
    'localhost:PORT',
    'box.local',
    'box.local:1',
    'box.local.evil.example:PORT',
    '192.168.1.77:PORT',
  ])('a page opened under %s is unknown (DNS rebinding)', async (name) => {
    const { token } = await house.letIn();
    const host = name.replace('PORT', String(house.lan.port));
    for (const path of ['/', '/api/health'])
      expect(await house.call(path, { token, headers: { host } })).toMatchObject({
        status: 421,
        problem: 'unknown-host',
      });
  });

  test('the names of the certificate are known: address, name and .local', async () => {
    for (const name of ['127.0.0.1', 'box', 'box.local', 'BOX.local'])
      expect((await house.call('/', { headers: { host: `${name}:${house.lan.port}` } })).status).not.toBe(
        421,
      );
  });

  test('a name of the network is not known at the door of the computer itself', async () => {
    const reply = await house.ownerCall('/', { headers: { host: `box.local:${house.proxy.port}` } });
    expect(reply.problem).toBe('unknown-host');
  });

  test('plain HTTP is not answered', async () => {
    const { token } = await house.letIn();
    const heard = await raw(house.lan.port, [
      'GET /api/health HTTP/1.1',
      `host: 127.0.0.1:${house.lan.port}`,
      'sec-fetch-site: same-origin',
      `x-davylamp-token: ${token}`,
    ]);
    expect(heard).not.toContain('200');
    expect(heard).not.toContain('davylamp');
  });
});

describe('by plain HTTP', () => {
  test('there is the page about the certificate, and the certificate', async () => {
    const page = await fetch(house.certificateUrl);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const words = await page.text();
    for (const part of house.lan.certificate.fingerprint.match(/[^:]{2}(:[^:]{2}){7}/g) ?? [])
      expect(words).toContain(part);
    expect(words).toContain('Davylamp on box');
    const file = await fetch(new URL('/davylamp-ca.crt', house.certificateUrl));
    expect(file.headers.get('content-type')).toBe('application/x-x509-ca-cert');
    expect(Buffer.from(await file.arrayBuffer())[0]).toBe(0x30);
  });

  test.each([
    ['GET', '/api/health'],
    ['GET', '/index.html'],
    ['GET', '/ca.key'],
    ['GET', '/?x=1'],
    ['GET', '/../ca.key'],
    ['GET', '/%2e%2e/ca.key'],
    ['POST', '/'],
    ['POST', '/api/pairing/claim'],
    ['OPTIONS', '/'],
    ['PUT', '/davylamp-ca.crt'],
  ])('%s %s is refused, also with the owner’s token', async (method, path) => {
    const { host, port } = new URL(house.certificateUrl);
    const heard = await raw(Number(port), [
      `${method} ${path} HTTP/1.1`,
      `host: ${host}`,
      `x-davylamp-token: ${OWNER_TOKEN}`,
    ]);
    expect(heard).toMatch(/^HTTP\/1\.1 40[35] /);
    expect(heard).not.toContain('PRIVATE KEY');
    expect(heard).not.toContain(OWNER_TOKEN);
  });

  test('not even the page is there under a foreign name, or for an upgrade', async () => {
    const { host, port } = new URL(house.certificateUrl);
    expect(await raw(Number(port), ['GET / HTTP/1.1', 'host: evil.example'])).toMatch(/^HTTP\/1\.1 421 /);
    const upgrade = [
      'upgrade: websocket',
      'connection: upgrade',
      'sec-websocket-key: eA==',
      'sec-websocket-version: 13',
    ];
    expect(
      await raw(Number(port), ['GET /api/device/live/127.0.0.1:80/ HTTP/1.1', `host: ${host}`, ...upgrade]),
    ).not.toMatch(/101/);
  });
});

test('the helper asks none of its own doors, for whomever', async () => {
  const { token } = await house.letIn();
  const plain = new URL(house.certificateUrl).port;
  for (const port of [house.proxy.port, house.lan.port, plain])
    expect(await house.call(`/api/device/http/127.0.0.1:${port}/`, { token })).toMatchObject({
      status: 403,
      problem: 'forbidden-target',
    });
});

test('the owner at another computer, with the token that npm start printed, is the owner there, too', async () => {
  const reply = await house.call('/api/health', { token: OWNER_TOKEN });
  expect(JSON.parse(reply.text)).toMatchObject({ role: 'owner' });
});

test('without a door of its own the helper offers codes for the names that were allowed, or none', async () => {
  const token = OWNER_TOKEN;
  const behind = await startProxy({ token, port: 0, allowHosts: ['pi.tailnet.ts.net', 'localhost:5173'] });
  const alone = await startProxy({ token, port: 0 });
  onTestFinished(async () => void (await Promise.all([behind.close(), alone.close()])));
  const [offered, refused] = await Promise.all(
    [behind, alone].map(({ url }) =>
      fetch(`${url}/api/pairing/offers`, {
        method: 'POST',
        headers: { 'x-davylamp-token': token, 'sec-fetch-site': 'same-origin' },
      }),
    ),
  );
  expect(await offered?.json()).toMatchObject({ origins: ['https://pi.tailnet.ts.net'] });
  expect(refused?.status).toBe(404);
});

describe('a pairing code', () => {
  test('that was used, that has expired, or that never was, lets nobody in', async () => {
    const used = await house.offer();
    const phone = await house.claim(used.code);
    expect((await house.claim(used.code)).reply).toMatchObject({ status: 409, problem: 'code-used' });
    await house.confirm(used.id, phone.digits);
    expect((await house.claim(used.code)).reply.problem).toBe('code-used');
    const old = await house.offer();
    house.laterMs += 5 * 60_000;
    const late = await house.claim(old.code);
    expect(late.reply).toMatchObject({ status: 410, problem: 'code-expired' });
    expect((await health(late.token)).status).toBe(401);
    expect((await house.claim('x'.repeat(30))).reply).toMatchObject({ status: 403, problem: 'wrong-code' });
  });

  test('alone lets nobody in: the owner has to type the digits', async () => {
    const { id, code } = await house.offer();
    const { token, digits } = await house.claim(code);
    expect((await health(token)).status).toBe(401);
    await house.confirm(id, digits === '123456' ? '123457' : '123456');
    expect((await health(token)).status).toBe(401);
    await house.confirm(id, digits);
    expect((await health(token)).status).toBe(200);
  });

  test('that is guessed by brute force is throttled for all, with the time to wait', async () => {
    const besieged = await LanHouse.open();
    onTestFinished(() => besieged.close());
    const replies = [];
    for (let i = 0; i < 20; i++) replies.push((await besieged.claim(`${i}`.padStart(30, 'x'))).reply);
    expect(replies.map(({ status }) => status)).toEqual([...Array(5).fill(403), ...Array(15).fill(429)]);
    expect(replies.at(-1)?.headers['retry-after']).toBe('1');
    const { code } = await besieged.offer();
    expect((await besieged.claim(code)).reply.problem).toBe('throttled');
    besieged.laterMs += 1_000;
    expect((await besieged.claim(code)).reply.status).toBe(200);
  });
});

test('what is kept is for the owner’s eyes, and holds no token', async () => {
  const { token } = await house.letIn();
  for (const name of ['ca.key', 'ca.crt', 'paired-devices.json'])
    expect(statSync(join(house.folder, name)).mode & 0o777, name).toBe(0o600);
  const kept = readFileSync(join(house.folder, 'paired-devices.json'), 'utf8');
  expect(kept).not.toContain(token);
  expect(kept).toContain('"tokenHash"');
});

test('neither tokens nor codes are said to anyone: not in problems, not in the helper’s window', async () => {
  const said: string[] = [];
  for (const way of ['log', 'warn', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((...words) => void said.push(words.join(' ')));
  const { token } = await house.letIn();
  const { code } = await house.offer();
  const replies = [
    await house.call('/api/pairing/claim', { method: 'POST', body: `{"code":"${code}"` }),
    await house.call('/api/pairing/claim', {
      method: 'POST',
      body: { code: `${code.slice(0, -1)}~`, token },
    }),
    await house.call(`/api/health?token=${token}`),
    await house.call(`/api/devices/${token}`, { method: 'DELETE', token }),
    await house.ownerCall(`/api/devices/${token}`, { method: 'DELETE' }),
    await house.call('/api/pairing/claim', { token: `${token}x` }),
  ];
  vi.restoreAllMocks();
  for (const { status, text } of replies) {
    expect(status).toBeGreaterThanOrEqual(400);
    for (const secret of [token, code, OWNER_TOKEN]) expect(text).not.toContain(secret);
  }
  for (const secret of [token, code, OWNER_TOKEN]) expect(said.join('\n')).not.toContain(secret);
});

function connections(server: net.Server): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}

/** What is heard on these bytes until the other side closes. */
function raw(port: number, lines: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    let heard = '';
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(heard));
    socket.write([...lines, '', ''].join('\r\n'));
  });
}

/** The status of a request by TLS with these lines and no others. */
async function rawTls(port: number, ca: string, lines: readonly string[]): Promise<string> {
  const tls = await import('node:tls');
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: '127.0.0.1', port, ca }, () =>
      socket.write([...lines, 'connection: close', '', ''].join('\r\n')),
    );
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(heard.slice(9, 12)));
  });
}
