import { expect, test } from 'vitest';
import { UPSTREAMS } from '../../src/domain/upstreams/upstreams.ts';
import { tibberPrices } from '../../src/sources/energy/tibber.ts';
import { timesSlower } from '../../tests/support/machine-pace.ts';
import { TEST_UPSTREAMS, testUpstream } from '../../tests/support/test-upstreams.ts';
import { ProxyError } from '../problem.ts';
import { environmentKeys } from './environment-keys.ts';
import { outgoingHeaders, outgoingUrl } from './outgoing-request.ts';
import { readUpstreamCall, type UpstreamDirectory } from './upstream-call.ts';

const SECRET = 'k3y-of-the-owner';
const directory: UpstreamDirectory = { upstreamOf: testUpstream, keyOf: () => undefined };

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
}

function read(path: string, { method = 'GET', headers = {}, body }: Asked = {}, known = directory) {
  const raw = new Request('http://localhost/', { method, ...(body === undefined ? {} : { body }) });
  const header = (name: string) => headers[name];
  return readUpstreamCall({ method, url: `http://localhost:8787/api/upstream${path}`, header, raw }, known);
}

async function refusal(...asked: Parameters<typeof read>): Promise<string> {
  try {
    await read(...asked);
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error;
    expect(`${error.message}${String(error.stack)}`).not.toContain(SECRET);
    return error.type;
  }
  return 'allowed';
}

test.each([
  ['/market/api.market.lan/v1/price?ids=bitcoin', 'allowed'],
  ['/market/api.market.lan/v1/price', 'allowed'],
  ['/pool/eu.pool.lan/accounts/ann', 'allowed'],
  // Not on the list: provider, host, path, method, query.
  ['/nobody/api.market.lan/v1/price', 'forbidden-target'],
  ['/__proto__/api.market.lan/v1/price', 'bad-request'],
  ['/market/api.market.lan.evil.lan/v1/price', 'forbidden-target'],
  ['/market/127.0.0.1/v1/price', 'forbidden-target'],
  ['/market/api.market.lan:8443/v1/price', 'forbidden-target'],
  ['/market/api.market.lan:443/v1/price', 'forbidden-target'],
  ['/pool/eu.pool.lan:8443/accounts/ann', 'forbidden-target'],
  ['/pool/solo.lan/accounts/ann', 'forbidden-target'],
  ['/pool/solo.lan:40557/accounts/ann', 'allowed'],
  ['/pool/solo.lan:1/accounts/ann', 'forbidden-target'],
  ['/market/token.energy.lan/api', 'forbidden-target'],
  ['/pool/a.b.pool.lan/accounts/ann', 'forbidden-target'],
  ['/pool/pool.lan/accounts/ann', 'forbidden-target'],
  ['/pool/eu.pool.lan/v2/info', 'forbidden-target'],
  ['/market/api.market.lan/v1/price/more', 'forbidden-target'],
  ['/market/api.market.lan/x/../v1/price', 'forbidden-target'],
  ['/market/api.market.lan/x/%2e%2e/v1/price', 'forbidden-target'],
  ['/market/api.market.lan//v1/price', 'forbidden-target'],
  ['/market/api.market.lan//[/v1/price', 'forbidden-target'],
  ['/market/api.market.lan/\\v1/price', 'forbidden-target'],
  ['/market/api.market.lan/v1/price?ids=bitcoin&callback=x', 'forbidden-target'],
  ['/market/api.market.lan/v1/price?ids=bitcoin&call%62ack=x', 'forbidden-target'],
  // No address at all.
  ['/market/user@api.market.lan/v1/price', 'bad-request'],
  ['/market/API.market.lan/v1/price', 'bad-request'],
  ['/market/api.market.lan', 'bad-request'],
  ['/market', 'bad-request'],
  [`/market/api.market.lan/v1/price?ids=${'a'.repeat(9_000)}`, 'bad-request'],
])('%s is %s', async (path, outcome) => {
  expect(await refusal(path)).toBe(outcome);
});

test.each(['..%2Fv2%2Finfo', '%2e%2e', 'ann%5C..', 'ann%00', 'ann%252Fv2'])(
  'a name that would be another path once it is unwrapped is refused: %s',
  async (name) => {
    const loose = TEST_UPSTREAMS.map((row) => ({
      ...row,
      endpoints: row.endpoints.map((each) => ({ ...each, path: /\/accounts\/[A-Za-z0-9._%-]+/ })),
    }));
    const known = { ...directory, upstreamOf: (id: string) => loose.find((row) => row.id === id) };
    expect(await refusal('/pool/eu.pool.lan/accounts/ann%C3%A4', {}, known)).toBe('allowed');
    expect(await refusal(`/pool/eu.pool.lan/accounts/${name}`, {}, known)).toBe('forbidden-target');
  },
);

test('a body that the row does not name goes nowhere, not even with the owner’s key', async () => {
  const post = (body: string): Asked => ({
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'x-davylamp-key': SECRET },
  });
  const gql = '/tibber/api.tibber.com/v1-beta/gql';
  const known = { ...directory, upstreamOf: (id: string) => UPSTREAMS.find((row) => row.id === id) };
  const { body } = tibberPrices.request(undefined);
  expect(await refusal(gql, post(body ?? ''), known)).toBe('allowed');
  const homes = '{ viewer { homes { id } } }';
  for (const query of [
    'mutation { sendPushNotification(input: { title: "x" }) { successful } }',
    `${homes} mutation M { a }`,
    '{ viewer { homes { id } } } mutation M { x { y { z } } }',
    '{ viewer { login name accountType homes { id } } }',
  ])
    expect(await refusal(gql, post(JSON.stringify({ query })), known)).toBe('forbidden-target');
  expect(await refusal(gql, post(`${JSON.stringify({ query: homes })} `), known)).toBe('forbidden-target');
  expect(await refusal(gql, post(''), known)).toBe('forbidden-target');
  expect(await refusal('/pool/eu.pool.lan/v2/info', post('{"user":"ann","delete":true}'))).toBe(
    'forbidden-target',
  );
});

test('every POST of the table says what may be sent', () => {
  for (const { endpoints } of UPSTREAMS)
    for (const { method, body } of endpoints) expect(body !== undefined).toBe(method === 'POST');
});

test('every host of the table is a name of the public internet, and its keys are named as keys', () => {
  expect(UPSTREAMS.length).toBeGreaterThan(20);
  for (const { endpoints, key, requestsPerMinute } of UPSTREAMS) {
    for (const { host } of endpoints) {
      expect(host).toMatch(/^(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}(:\d{1,5})?$/);
      expect(host).not.toMatch(/\.(local|lan|home|internal|localhost|arpa)(:|$)/);
    }
    if (key) expect(environmentKeys({ [key.env]: 'k' })(key.env)).toBe('k');
    expect(requestsPerMinute).toBeGreaterThan(0);
  }
});

test('what stands behind a # is nobody’s business but the page’s', async () => {
  expect(await read('/market/api.market.lan/v1/price?ids=a#pair=secret')).toMatchObject({
    path: '/v1/price?ids=a',
  });
});

test('a key in an address is refused, also where a row should list its name', async () => {
  const path = `/energy/token.energy.lan/api?zone=DE&securityToken=${SECRET}`;
  expect(await refusal(path)).toBe('forbidden-target');
  const careless = TEST_UPSTREAMS.map((row) => ({
    ...row,
    endpoints: row.endpoints.map((each) => ({ ...each, query: ['zone', 'securityToken'] })),
  }));
  const upstreamOf = (id: string) => careless.find((row) => row.id === id);
  expect(await refusal(path, {}, { ...directory, upstreamOf })).toBe('forbidden-target');
});

test('the page’s key goes where the row says, before the helper’s own', async () => {
  const known = { ...directory, keyOf: (env: string) => `of ${env}` };
  const headers = { 'x-davylamp-key': SECRET };
  const inQuery = await read('/energy/token.energy.lan/api?zone=DE', { headers }, known);
  expect(outgoingUrl(inQuery)).toBe(`https://token.energy.lan/api?zone=DE&securityToken=${SECRET}`);
  expect(JSON.stringify(outgoingHeaders(inQuery, {}))).not.toContain(SECRET);
  expect(outgoingUrl(await read('/energy/token.energy.lan/api', {}, known))).toBe(
    'https://token.energy.lan/api?securityToken=of%20DAVYLAMP_KEY_ENERGY',
  );
  const inHeader = await read('/pool/eu.pool.lan/accounts/ann', { headers }, known);
  expect(outgoingUrl(inHeader)).toBe('https://eu.pool.lan/accounts/ann');
  expect(outgoingHeaders(inHeader, {})).toMatchObject({ authorization: `Bearer ${SECRET}` });
});

test('a provider without a key gets none, and one that wants it is not asked without', async () => {
  const headers = { 'x-davylamp-key': SECRET };
  const call = await read('/market/api.market.lan/v1/price', { headers });
  expect(call.key).toBeUndefined();
  expect(await refusal('/energy/token.energy.lan/api')).toBe('key-needed');
  expect(await refusal('/energy/token.energy.lan/api', { headers: { 'x-davylamp-key': ' ' } })).toBe(
    'key-needed',
  );
  expect(await refusal('/pool/eu.pool.lan/accounts/ann')).toBe('allowed');
  expect(
    await refusal('/energy/token.energy.lan/api', { headers: { 'x-davylamp-key': `${SECRET}\u00e9` } }),
  ).toBe('bad-request');
});

test('of a key with its secret the provider gets the key alone', async () => {
  const pool = testUpstream('pool');
  if (!pool?.key) throw new Error('no such provider');
  const signing = { ...pool, key: { ...pool.key, withSecret: true as const } };
  const known = { upstreamOf: () => signing, keyOf: () => 'KEY:SECRET' };
  const call = await read('/pool/eu.pool.lan/accounts/ann', {}, known);
  expect(outgoingHeaders(call, {})).toMatchObject({ authorization: 'Bearer KEY' });
});

test('a key that the page has signed into the body is none of the helper’s business', async () => {
  const energy = testUpstream('energy');
  if (!energy?.key) throw new Error('no such provider');
  const signing = { ...energy, key: { ...energy.key, place: 'body' as const } };
  const known = { upstreamOf: () => signing, keyOf: () => 'KEY:SECRET' };
  const call = await read('/energy/token.energy.lan/api', { headers: { 'x-davylamp-key': SECRET } }, known);
  expect(call.key).toBeUndefined();
  expect(outgoingUrl(call)).toBe('https://token.energy.lan/api');
});

test('nothing of the page goes out but the headers that the endpoint lists', async () => {
  const headers = {
    cookie: 'session=1',
    referer: 'http://localhost:8787/',
    'user-agent': 'Mozilla/5.0',
    'accept-language': 'de',
    'x-davylamp-token': 'pairing',
    'x-davylamp-forward': '{"X-SIGNATURE":"ab12"}',
  };
  const call = await read('/pool/eu.pool.lan/accounts/ann', { headers });
  expect(Object.keys(outgoingHeaders(call, {})).sort()).toEqual(['accept', 'user-agent', 'x-signature']);
  expect(outgoingHeaders(call, {})['user-agent']).toMatch(/^Davylamp /);
});

test.each([
  ['{"authorization":"Bearer x"}', 'forbidden-target'],
  ['{"host":"evil.lan"}', 'forbidden-target'],
  ['{"__proto__":"x"}', 'forbidden-target'],
  ['{"x-signature":"a\\r\\nhost: evil"}', 'bad-request'],
  ['{"x-signature":7}', 'bad-request'],
  ['["x-signature"]', 'bad-request'],
  ['{"x-signature":', 'bad-request'],
])('%s as headers to forward is refused: %s', async (forward, type) => {
  const headers = { 'x-davylamp-forward': forward };
  expect(await refusal('/pool/eu.pool.lan/accounts/ann', { headers })).toBe(type);
});

test('a body goes along with a POST, as JSON or a form, and not without end', async () => {
  const post = (body: BodyInit, contentType = 'application/json'): Asked => ({
    method: 'POST',
    body,
    headers: { 'content-type': contentType },
  });
  const call = await read('/pool/eu.pool.lan/v2/info', post('{"user":"ann"}'));
  expect(call.body).toEqual({ text: '{"user":"ann"}', contentType: 'application/json' });
  expect(outgoingHeaders(call, {})).toMatchObject({ 'content-type': 'application/json' });
  expect(await refusal('/pool/eu.pool.lan/v2/info', post('a=1', 'text/plain'))).toBe('bad-request');
  expect(await refusal('/pool/eu.pool.lan/v2/info', post('x'.repeat(65_537)))).toBe('bad-request');
  expect(await refusal('/pool/eu.pool.lan/v2/info', post(new Uint8Array([0xff])))).toBe('bad-request');
});

test('no rule of the table takes long to say no, whatever it is shown', () => {
  const rules = UPSTREAMS.flatMap(({ endpoints }) =>
    endpoints.flatMap(({ path, body }) => [path, body ?? []].flat()),
  );
  const shown = ['a', '/a', '%4', '1', ',"type":"a"', ' a', '-', '()'].map((part) =>
    part.repeat(8_000 / part.length),
  );
  for (const rule of rules) {
    const whole = new RegExp(`^(?:${rule.source})$`);
    const tookMs = () => {
      const begunMs = performance.now();
      for (const text of shown)
        for (const before of ['', '/', '/api/', '{"query":"{ viewer { homes { '])
          whole.test(`${before}${text}!`);
      return performance.now() - begunMs;
    };
    // The quickest of three: a busy machine may interrupt one of them, a rule that is slow is slow each time.
    expect(Math.min(tookMs(), tookMs(), tookMs()) / timesSlower(), rule.source).toBeLessThan(200);
  }
});
