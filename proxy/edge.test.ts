import { Response } from 'miniflare';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { bundledWorker, EdgeHouse, wranglerConfig } from '../tests/support/edge-house.ts';
import { problemOf } from '../tests/support/helper-house.ts';

/** In the runtime of Workers itself, not in one that looks like it. */

const SECRET = 'a-secret-for-tests-a-secret-for-tests';
const PAGE = 'https://lamp.example';
const PRICE = '/api/upstream/market/api.market.lan/v1/price';
let script = '';
let edge: EdgeHouse;
beforeAll(async () => {
  script = await bundledWorker('tests/support/edge-of-test-upstreams.ts');
});
beforeEach(() => {
  edge = new EdgeHouse(script, {
    DAVYLAMP_SECRET: SECRET,
    DAVYLAMP_ORIGINS: `https://other.example, ${PAGE}`,
    DAVYLAMP_KEY_ENERGY: 'k3y-of-the-edge',
  });
});
afterEach(() => edge.close());

async function call(path: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  return fetch(new URL(path, await edge.url()), {
    ...init,
    headers: { 'x-davylamp-token': SECRET, origin: PAGE, ...headers },
  });
}

test('a listed page with the secret gets a provider’s answer, and may read what is told beside it', async () => {
  edge.answer = () => new Response('{"btc":1}', { headers: { 'set-cookie': 'a=b', etag: '"1"' } });
  const reply = await call(`${PRICE}?ids=bitcoin`, { cookie: 'a=b', 'x-own': '1' });
  expect([reply.status, await reply.text()]).toEqual([200, '{"btc":1}']);
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'access-control-allow-origin': PAGE,
    'x-davylamp-speaker': 'upstream',
    'x-davylamp-cache': 'miss',
    'content-security-policy': "default-src 'none'",
    age: '0',
  });
  expect(reply.headers.get('access-control-expose-headers')).toContain('x-davylamp-cache');
  expect(reply.headers.get('set-cookie')).toBeNull();
  const [heard] = edge.heard;
  expect(heard?.url).toBe('https://api.market.lan/v1/price?ids=bitcoin');
  expect(heard?.headers.get('user-agent')).toMatch(/^Davylamp /);
  for (const name of ['cookie', 'x-own', 'origin', 'x-davylamp-token', 'cf-connecting-ip', 'x-forwarded-for'])
    expect(heard?.headers.get(name)).toBeNull();
  expect((await call(`${PRICE}?ids=bitcoin`)).headers.get('x-davylamp-cache')).toBe('hit');
});

test('a preflight is answered to listed pages alone', async () => {
  const preflight = (origin: string) =>
    call(PRICE, { origin, 'access-control-request-method': 'GET' }, { method: 'OPTIONS' });
  const listed = await preflight(PAGE);
  expect(listed.headers.get('access-control-allow-origin')).toBe(PAGE);
  expect(listed.headers.get('access-control-allow-headers')).toContain('x-davylamp-key');
  expect((await preflight('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test.each([
  ['another page', { origin: 'https://evil.example' }, 'foreign-origin'],
  ['a page that has no origin', { origin: 'null' }, 'foreign-origin'],
  ['a wrong secret', { 'x-davylamp-token': `${SECRET}x` }, 'wrong-token'],
  ['no secret', { 'x-davylamp-token': '' }, 'wrong-token'],
])('%s is refused: %s', async (_, headers, type) => {
  expect(await problemOf(await call(PRICE, headers as Record<string, string>))).toBe(type);
  expect(edge.heard).toHaveLength(0);
});

test.each([
  ['/api/device/http/192.168.1.20%3A80/', 'unknown-route'],
  ['/api/scan', 'unknown-route'],
  ['/api/health', 'unknown-route'],
  ['/', 'unknown-route'],
  ['/api/upstream/market/192.168.1.20/v1/price', 'forbidden-target'],
])('of the helper’s other half there is nothing here: %s is %s', async (path, type) => {
  expect(await problemOf(await call(path))).toBe(type);
});

test('the keys of the edge go to their providers, and no other variable of its does', async () => {
  await call('/api/upstream/energy/token.energy.lan/api?zone=DE');
  expect(edge.heard[0]?.url).toBe('https://token.energy.lan/api?zone=DE&securityToken=k3y-of-the-edge');
});

test('many who ask at once are one question here, too, also where the first has gone', async () => {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  edge.answer = () => released.then(() => new Response('{"n":1}'));
  const leaving = new AbortController();
  const first = call(PRICE, {}, { signal: leaving.signal }).catch(() => 'gone');
  await vi.waitFor(() => expect(edge.heard).toHaveLength(1));
  const others = Array.from({ length: 20 }, () => call(PRICE));
  leaving.abort();
  expect(await first).toBe('gone');
  release();
  for (const reply of await Promise.all(others)) expect(await reply.text()).toBe('{"n":1}');
  expect(edge.heard).toHaveLength(1);
});

test('it begins no more exchanges at a time than the platform carries, whatever is asked', async () => {
  let release: () => void = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  edge.answer = () => released.then(() => new Response('{}'));
  const six = Array.from({ length: 6 }, (_, n) => call(`${PRICE}?ids=${n}`));
  await vi.waitFor(() => expect(edge.heard).toHaveLength(6));
  expect(await problemOf(await call(`${PRICE}?ids=6`))).toBe('busy');
  release();
  expect((await Promise.all(six)).map(({ status }) => status)).toEqual(Array(6).fill(200));
});

test('a key of the edge’s own that a provider repeats stays there', async () => {
  edge.answer = ({ url }) => Response.json({ error: `no such ${url}` });
  const reply = await call('/api/upstream/energy/token.energy.lan/api?zone=DE');
  expect(await reply.json()).toEqual({
    error: 'no such https://token.energy.lan/api?zone=DE&securityToken=***************',
  });
});

test('a redirect out of the list and an answer without end are refused here, too', async () => {
  edge.answer = () => new Response(null, { status: 302, headers: { location: 'https://evil.lan/' } });
  expect(await problemOf(await call(PRICE))).toBe('bad-redirect');
  edge.answer = () => new Response('x'.repeat(5_000_000));
  expect(await problemOf(await call(`${PRICE}?ids=b`))).toBe('too-large');
});

test('without a secret, or with a short one, it answers nobody', async () => {
  for (const secret of ['', 'short']) {
    const bare = new EdgeHouse(script, secret === '' ? {} : { DAVYLAMP_SECRET: secret });
    const reply = await fetch(new URL(PRICE, await bare.url()), { headers: { 'x-davylamp-token': secret } });
    expect(await problemOf(reply)).toBe('wrong-token');
    expect(bare.heard).toHaveLength(0);
    await bare.close();
  }
});

test('what would be deployed is the entry of the config, asks nothing of Node, and holds no secret', async () => {
  const { main, vars } = wranglerConfig();
  expect(vars).toEqual({ DAVYLAMP_ORIGINS: '' });
  const deployed = await bundledWorker(String(main).replace(/^\.\.\//, ''));
  expect(deployed).not.toMatch(/from ["'](node:|http|net|fs)/);
  const house = new EdgeHouse(deployed, {});
  expect(await problemOf(await fetch(await house.url()))).toBe('wrong-token');
  await house.close();
});

test('here, too, a provider that wants a pass is logged in to, and renewed when it ends one', async () => {
  let pass = 1;
  edge.answer = ({ url, headers }) => {
    if (url.endsWith('/login')) return Response.json({ token: `pass-of-${pass}` });
    return new Response('{}', {
      status: headers.get('authorization') === `Bearer pass-of-${pass}` ? 200 : 401,
    });
  };
  const forecast = (region: string) =>
    call(`/api/upstream/carbon/api.carbon.lan/v3/forecast?region=${region}`, {
      'x-davylamp-key': 'ann:s3cret',
    });
  expect((await forecast('A')).status).toBe(200);
  pass = 2;
  expect((await forecast('B')).status).toBe(200);
  expect(edge.heard.map(({ url, headers }) => [new URL(url).pathname, headers.get('authorization')])).toEqual(
    [
      ['/login', `Basic ${btoa('ann:s3cret')}`],
      ['/v3/forecast', 'Bearer pass-of-1'],
      ['/v3/forecast', 'Bearer pass-of-1'],
      ['/login', `Basic ${btoa('ann:s3cret')}`],
      ['/v3/forecast', 'Bearer pass-of-2'],
    ],
  );
});
