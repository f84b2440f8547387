import { beforeEach, expect, test } from 'vitest';
import { UPSTREAMS } from '../../src/domain/upstreams/upstreams.ts';
import { testUpstream } from '../../tests/support/test-upstreams.ts';
import { ProxyError } from '../problem.ts';
import { readUpstreamCall } from './upstream-call.ts';
import type { OutgoingRequest } from './upstream-fetch.ts';
import { UpstreamGate } from './upstream-gate.ts';

const PASSWORD = 'ann:s3cret:word';
const MINUTE_MS = 60_000;

/** A provider that gives `pass-1`, `pass-2` … and takes the last of them alone. */
class CarbonProvider {
  nowMs = 1_000_000;
  readonly asked: { readonly url: string; readonly authorization: string }[] = [];
  logins = 0;
  login: () => Response | Promise<Response> = () => {
    this.logins += 1;
    return Response.json({ token: `pass-of-${this.logins}` });
  };
  readonly gate = new UpstreamGate({
    fetch: async (url: string, { headers }: OutgoingRequest) => {
      this.asked.push({ url, authorization: headers.authorization ?? '' });
      if (url.endsWith('/login')) return this.login();
      const isRight = headers.authorization === `Bearer pass-of-${this.logins}`;
      return isRight ? Response.json({ data: [] }) : new Response('{}', { status: 401 });
    },
    nowMs: () => this.nowMs,
    pause: async () => {},
    random: () => 0.5,
  });

  async status(key = PASSWORD, region = 'CAISO_NORTH'): Promise<number | string> {
    const url = `/api/upstream/carbon/api.carbon.lan/v3/forecast?region=${region}`;
    const header = (name: string) => (name === 'x-davylamp-key' ? key : undefined);
    const asked = { method: 'GET', url, header, raw: new Request('http://localhost/') };
    try {
      const call = await readUpstreamCall(asked, { upstreamOf: testUpstream, keyOf: () => undefined });
      return (await this.gate.answer(call)).reply.status;
    } catch (error) {
      if (error instanceof ProxyError && !error.message.includes('s3cret')) return error.type;
      throw error;
    }
  }

  get paths(): readonly string[] {
    return this.asked.map(({ url }) => new URL(url).pathname);
  }
}

let provider: CarbonProvider;
beforeEach(() => {
  provider = new CarbonProvider();
});

test('name and password are sent to the login alone, in a header, and the pass in their place', async () => {
  expect(await provider.status()).toBe(200);
  expect(provider.asked).toEqual([
    { url: 'https://api.carbon.lan/login', authorization: `Basic ${btoa(PASSWORD)}` },
    { url: 'https://api.carbon.lan/v3/forecast?region=CAISO_NORTH', authorization: 'Bearer pass-of-1' },
  ]);
});

test('a pass serves until it ends, and is then renewed', async () => {
  await provider.status();
  provider.nowMs += 20 * MINUTE_MS;
  await provider.status();
  provider.nowMs += 20 * MINUTE_MS;
  expect(await provider.status()).toBe(200);
  expect(provider.paths).toEqual(['/login', '/v3/forecast', '/v3/forecast', '/login', '/v3/forecast']);
});

test('a pass that the provider has ended early is renewed at once, and the page sees nothing of it', async () => {
  await provider.status();
  provider.logins = 7;
  provider.nowMs += 2 * MINUTE_MS;
  expect(await provider.status()).toBe(200);
  expect(provider.paths).toEqual(['/login', '/v3/forecast', '/v3/forecast', '/login', '/v3/forecast']);
});

test('a new pass that is refused is not fetched again and again', async () => {
  provider.login = () => Response.json({ token: 'of-somebody-else' });
  expect(await provider.status()).toBe(401);
  expect(provider.paths).toEqual(['/login', '/v3/forecast']);
});

test('many who ask at once log in once, and nobody asks with the pass of another', async () => {
  expect(await Promise.all(['A', 'B', 'C'].map((region) => provider.status(PASSWORD, region)))).toEqual([
    200, 200, 200,
  ]);
  expect(provider.logins).toBe(1);
  await provider.status('bob:other', 'D');
  expect(provider.logins).toBe(2);
});

test.each([
  ['name or password that are refused', new Response('{}', { status: 401 }), 'key-needed'],
  ['a provider that has enough of us', new Response('{}', { status: 429 }), 'throttled'],
  ['a web page', new Response('<html>'), 'bad-reply'],
  ['a pass that would break a header', Response.json({ token: 'a\r\nhost: evil.lan' }), 'bad-reply'],
  ['no pass', Response.json({ token: 1 }), 'bad-reply'],
  ['a redirect', new Response(null, { status: 302, headers: { location: '/v3/forecast' } }), 'bad-redirect'],
] as const)('%s: the provider is not asked', async (_, reply, type) => {
  provider.login = () => reply.clone();
  expect(await provider.status()).toBe(type);
  expect(new Set(provider.paths)).toEqual(new Set(['/login']));
});

test('a login counts among the questions that the provider allows', async () => {
  for (let n = 0; n < 998; n += 1) await provider.status(PASSWORD, `R${n}`);
  expect(provider.asked).toHaveLength(999);
  provider.logins = 1_000;
  // One is left: the refused pass, and none for a new login.
  expect(await provider.status(PASSWORD, 'LAST')).toBe('throttled');
  expect(provider.asked).toHaveLength(1_000);
});

test.each(['a-pass-of-an-hour-ago', 'ann:', ':word'])('%s is no name with its password', async (key) => {
  expect(await provider.status(key)).toBe('key-needed');
  expect(provider.asked).toEqual([]);
});

test('who is logged in to is asked by no page itself, at the host that its owner sees', () => {
  const rows = UPSTREAMS.filter(({ key }) => key?.login);
  expect(rows.map(({ id }) => id)).toEqual(['watttime']);
  for (const { endpoints, key } of rows) {
    expect(endpoints.map(({ host }) => host)).toContain(key?.login?.host);
    expect(endpoints.some(({ cors }) => cors)).toBe(false);
  }
});
