import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HELPER_TOKEN, HelperHouse, problemOf } from '../tests/support/helper-house.ts';

let house: HelperHouse;
let host: string;
let own: string[];
beforeAll(async () => {
  house = await HelperHouse.open({ allowHosts: ['lamp.example'] });
  host = `localhost:${house.proxy.port}`;
  own = [`host: ${host}`, `x-davylamp-token: ${HELPER_TOKEN}`];
});
afterAll(() => house.close());

const health = (...headers: string[]) => house.rawCall('GET /api/health', headers);

describe('a call with the token', () => {
  it('from the own page is told the version', async () => {
    await expect((await house.call('/api/health')).json()).resolves.toMatchObject({
      name: 'davylamp',
      version: '0.1.0',
    });
    expect(await health(...own, `origin: http://${host}`, 'sec-fetch-site: same-origin')).toBe('200');
    expect(await health(...own, `origin: http://${host}`)).toBe('200');
    expect(await health(...own, 'sec-fetch-site: same-origin')).toBe('200');
  });

  it.each([
    ['says nothing of where it comes from', []],
    ['is of another site', ['origin: http://evil.example']],
    [
      'is of another site, though its browser were fooled',
      ['origin: http://evil.example', 'sec-fetch-site: same-origin'],
    ],
    ['is of nobody', ['origin: null']],
    ['is of nobody, in words', ['origin: about:blank']],
    ['has an empty origin', ['origin:']],
    ['is of another port of this computer', ['origin: http://localhost:3000']],
    ['is of this computer by another name', ['origin: http://127.0.0.1']],
    ['names the own host as a user', ['origin: http://localhost@evil.example']],
    ['comes from a link on another site', ['sec-fetch-site: cross-site']],
    ['comes from another port of this computer', ['sec-fetch-site: same-site']],
    ['was typed into the address bar', ['sec-fetch-site: none']],
    ['says it twice', ['sec-fetch-site: same-origin', 'sec-fetch-site: cross-site']],
    ['has two origins', ['origin: http://localhost', 'origin: http://evil.example']],
  ])('that %s is refused', async (_, headers) => {
    expect(await health(...own, ...headers)).toBe('403 foreign-origin');
  });

  it('by plain HTTP under a name that was allowed may lack both headers, as browsers then do', async () => {
    const allowed = ['host: lamp.example', `x-davylamp-token: ${HELPER_TOKEN}`];
    expect(await health(...allowed)).toBe('200');
    expect(await health(...allowed, 'origin: https://lamp.example')).toBe('200');
    expect(await health(...allowed, 'origin: http://evil.example')).toBe('403 foreign-origin');
  });
});

it.each([
  ['a wrong one', { 'x-davylamp-token': 'guess' }],
  ['an empty one', { 'x-davylamp-token': '' }],
  ['all but its last sign', { 'x-davylamp-token': HELPER_TOKEN.slice(0, -1) }],
  ['more than it', { 'x-davylamp-token': `${HELPER_TOKEN}x` }],
  ['it as a password for a device', { 'x-davylamp-token': 'x', authorization: `Bearer ${HELPER_TOKEN}` }],
])('a call with %s for a token is refused', async (_, headers) => {
  expect(await problemOf(await house.call('/api/health', {}, headers))).toBe('wrong-token');
});

it('a call without a token, with two, or with it in the URL or a cookie is refused', async () => {
  const page = [`host: ${host}`, 'sec-fetch-site: same-origin'];
  expect(await health(...page)).toBe('401 wrong-token');
  expect(await health(...page, ...Array(2).fill(`x-davylamp-token: ${HELPER_TOKEN}`))).toBe(
    '401 wrong-token',
  );
  expect(await health(...page, `cookie: x-davylamp-token=${HELPER_TOKEN}`)).toBe('401 wrong-token');
  const inUrl = `GET /api/health?x-davylamp-token=${HELPER_TOKEN}`;
  expect(await house.rawCall(inUrl, page)).toBe('401 wrong-token');
});

it('no way to write the path of the API goes around the guard', async () => {
  const page = [`host: ${host}`, 'sec-fetch-site: same-origin'];
  for (const path of [
    '/api',
    '/api/',
    '/api/health',
    '/%61pi/health',
    '/x/../api/health',
    '/api/x/%2e%2e/health',
  ])
    expect(await house.rawCall(`GET ${path}`, page)).toBe('401 wrong-token');
  for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PROPFIND'])
    expect(await house.rawCall(`${method} /api/health`, page)).toMatch(/^401/);
  expect(await house.rawCall(`GET http://${host}/api/health`, page)).toBe('401 wrong-token');
  // What the router does not take for the API is a page of the app, and tells nothing.
  for (const path of ['//api/health', '/API/health', '/api%2fhealth', '/api\\health', '/;/api/health']) {
    const reply = await house.raw(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    expect(reply).not.toContain('"version"');
  }
});

it('a preflight of another site is refused without a word of CORS', async () => {
  const asked = ['origin: http://evil.example', 'access-control-request-headers: x-davylamp-token'];
  const reply = await house.raw(
    [`OPTIONS /api/health HTTP/1.1`, `host: ${host}`, ...asked, 'connection: close', '', ''].join('\r\n'),
  );
  expect(reply).toMatch(/^HTTP\/1.1 403/);
  expect(reply.toLowerCase()).not.toContain('access-control-');
});

it.each([
  ['another name', 'rebound.example'],
  ['another name with the port', 'rebound.example:PORT'],
  ['another port', 'localhost:1'],
  ['no port', 'localhost'],
  ['an address of this network', '192.168.1.5:PORT'],
  ['the unspecified address', '0.0.0.0:PORT'],
  ['a name that begins like ours', 'localhost.evil.example:PORT'],
  ['a name that ends like ours', 'evil-localhost:PORT'],
  ['a name that begins like an allowed one', 'lamp.example.evil.example'],
  ['a part of an allowed one', 'example'],
  ['a dot behind', 'localhost.:PORT'],
  ['this computer as one number', '2130706433:PORT'],
  ['a user in front', 'localhost:PORT@evil.example'],
  ['two ports', 'localhost:1:PORT'],
  ['nothing', ''],
])('a Host of %s is unknown, for the API and for pages', async (_, name) => {
  const given = `host: ${name.replace('PORT', String(house.proxy.port))}`;
  for (const path of ['/', '/api/health'])
    expect(
      await house.rawCall(`GET ${path}`, [given, ...own.slice(1), 'sec-fetch-site: same-origin']),
    ).toMatch(/^(421 unknown-host|400)$/);
});

it('two Hosts, none, or one that the request line contradicts are not served', async () => {
  expect(await house.rawCall('GET /', [`host: ${host}`, 'host: evil.example'])).toMatch(/^4/);
  expect(await house.rawCall('GET /', [])).toMatch(/^4/);
  expect(await house.rawCall(`GET http://${host}/`, ['host: evil.example'])).toMatch(/^4/);
});
