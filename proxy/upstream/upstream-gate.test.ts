import { expect, test } from 'vitest';
import type { Upstream } from '../../src/domain/upstream.ts';
import { testUpstream } from '../../tests/support/test-upstreams.ts';
import { ProxyError } from '../problem.ts';
import type { UpstreamCall } from './upstream-call.ts';
import type { OutgoingRequest } from './upstream-fetch.ts';
import { UpstreamGate, type UpstreamLimits } from './upstream-gate.ts';

interface Said {
  readonly status?: number;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A provider that says what `answer` tells, and a clock that stands still unless it is set. */
class Scene {
  nowMs = 1_000_000;
  readonly asked: (OutgoingRequest & { readonly url: string })[] = [];
  readonly paused: number[] = [];
  answer: () => Said | Promise<Said> = () => ({ text: '{"n":1}' });
  readonly gate: UpstreamGate;

  constructor(limits: Partial<UpstreamLimits> = {}) {
    const fetch = async (url: string, request: OutgoingRequest) => {
      this.asked.push({ ...request, url });
      const { status = 200, text = '', headers = {} } = await this.answer();
      return new Response(status === 304 ? null : text, { status, headers });
    };
    const pause = async (ms: number) => void this.paused.push(ms);
    this.gate = new UpstreamGate({ fetch, nowMs: () => this.nowMs, pause, random: () => 0.5 }, limits);
  }

  async ask(over: Partial<UpstreamCall> = {}) {
    const { reply, cache, ageMs, staleReason } = await this.gate.answer(callTo('market', over));
    return { cache, text: new TextDecoder().decode(reply.body), status: reply.status, ageMs, staleReason };
  }

  async problem(over: Partial<UpstreamCall> = {}): Promise<ProxyError> {
    try {
      await this.ask(over);
    } catch (error) {
      if (error instanceof ProxyError) return error;
      throw error;
    }
    throw new Error('it was answered');
  }
}

function callTo(id: string, over: Partial<UpstreamCall> = {}): UpstreamCall {
  const upstream = testUpstream(id);
  const [endpoint] = upstream?.endpoints ?? [];
  if (!upstream || !endpoint) throw new Error(`no provider ${id}`);
  return {
    upstream,
    endpoint,
    method: 'GET',
    host: endpoint.host,
    path: '/v1/price',
    headers: {},
    renew: false,
    ...over,
  };
}

function rare(requestsPerMinute: number): { readonly upstream: Upstream } {
  return { upstream: { ...callTo('market').upstream, requestsPerMinute } };
}

test('what was said of late is said again, until its row calls it old', async () => {
  const scene = new Scene();
  expect(await scene.ask()).toMatchObject({ cache: 'miss', text: '{"n":1}', ageMs: 0 });
  scene.nowMs += 59_999;
  scene.answer = () => ({ text: '{"n":2}' });
  expect(await scene.ask()).toMatchObject({ cache: 'hit', text: '{"n":1}', ageMs: 59_999 });
  scene.nowMs += 1;
  expect(await scene.ask()).toMatchObject({ cache: 'miss', text: '{"n":2}', ageMs: 0 });
  expect(scene.asked).toHaveLength(2);
});

test('a clock that is set back makes what is kept as good as unknown', async () => {
  const scene = new Scene();
  await scene.ask();
  scene.nowMs -= 10;
  expect(await scene.ask()).toMatchObject({ cache: 'miss' });
});

test('an answer of a clock that was a day ahead does not stand in as if it were new', async () => {
  const scene = new Scene();
  await scene.ask();
  scene.nowMs -= 86_400_000;
  scene.answer = () => ({ status: 503 });
  expect(await scene.ask()).toMatchObject({ cache: 'miss', status: 503 });
});

test('a rest that was begun by a clock that is ahead is none', async () => {
  const scene = new Scene();
  await scene.ask();
  scene.nowMs += 86_400_000;
  scene.answer = () => ({ status: 503 });
  expect(await scene.ask()).toMatchObject({ cache: 'stale' });
  scene.nowMs -= 80_000_000;
  scene.answer = () => ({ text: '{"n":2}' });
  expect(await scene.ask()).toMatchObject({ cache: 'miss', text: '{"n":2}' });
});

test('no answer to one key, address or body is ever given to another', async () => {
  const scene = new Scene();
  scene.answer = () => ({ text: String(scene.asked.length) });
  const body = (text: string) => ({ text, contentType: 'application/json' });
  const others: Partial<UpstreamCall>[] = [
    {},
    { key: 'a' },
    { key: 'b' },
    { path: '/v1/price?ids=b' },
    { headers: { 'x-signature': 'b' } },
    { method: 'POST', body: body('a') },
    { method: 'POST', body: body('b') },
    { host: 'other.market.lan' },
  ];
  for (const [index, over] of others.entries())
    expect(await scene.ask(over)).toMatchObject({ cache: 'miss', text: String(index + 1) });
  for (const [index, over] of others.entries())
    expect(await scene.ask(over)).toMatchObject({ cache: 'hit', text: String(index + 1) });
});

test('an old answer is asked for with its marks, and its confirmation makes it young', async () => {
  const scene = new Scene();
  const lastModified = 'Sat, 21 Nov 2026 10:00:00 GMT';
  scene.answer = () => ({ text: '{"n":1}', headers: { etag: '"v1"', 'last-modified': lastModified } });
  await scene.ask();
  scene.nowMs += 60_000;
  scene.answer = () => ({ status: 304 });
  expect(await scene.ask()).toMatchObject({ cache: 'revalidated', status: 200, text: '{"n":1}', ageMs: 0 });
  expect(scene.asked[1]?.headers).toMatchObject({
    'if-none-match': '"v1"',
    'if-modified-since': lastModified,
  });
  scene.nowMs += 59_999;
  expect(await scene.ask()).toMatchObject({ cache: 'hit', ageMs: 59_999 });
});

test('"not modified" to who asked without marks is no answer', async () => {
  const scene = new Scene();
  scene.answer = () => ({ status: 304 });
  expect((await scene.problem()).type).toBe('bad-reply');
});

test.each([
  ['503', () => ({ status: 503 }), 'status-503'],
  ['429', () => ({ status: 429 }), 'status-429'],
  ['no connection', () => Promise.reject(new Error('ECONNREFUSED')), 'unreachable'],
  ['a web page', () => ({ text: '\n<!DOCTYPE html><title>We will be back soon' }), 'no-answer'],
  ['nothing', () => ({ text: '' }), 'no-answer'],
  ['too much', () => ({ text: 'x'.repeat(200) }), 'too-large'],
  [
    'a redirect elsewhere',
    () => ({ status: 302, headers: { location: 'https://evil.lan/' } }),
    'bad-redirect',
  ],
])('where a provider fails by %s, the older answer stands with its age', async (_, answer, reason) => {
  const scene = new Scene({ maxReplyBytes: 100 });
  await scene.ask();
  scene.nowMs += 3_600_000;
  scene.answer = answer;
  expect(await scene.ask()).toEqual({
    cache: 'stale',
    status: 200,
    text: '{"n":1}',
    ageMs: 3_600_000,
    staleReason: reason,
  });
});

test('a provider that fails is left alone for a while, and then asked again', async () => {
  const scene = new Scene();
  await scene.ask();
  scene.nowMs += 60_000;
  scene.answer = () => ({ status: 500, headers: { 'retry-after': '5' } });
  await scene.ask();
  scene.nowMs += 29_999;
  expect(await scene.ask()).toMatchObject({ cache: 'stale', staleReason: 'status-500' });
  expect(scene.asked).toHaveLength(2);
  scene.answer = () => ({ text: '{"n":3}' });
  scene.nowMs += 1;
  expect(await scene.ask()).toMatchObject({ cache: 'miss', text: '{"n":3}' });
});

test.each([401, 404, 451])(
  'a refusal (%i) is told as it is, though an older answer is there',
  async (status) => {
    const scene = new Scene();
    await scene.ask();
    scene.nowMs += 60_000;
    scene.answer = () => ({ status, text: 'no' });
    expect(await scene.ask()).toMatchObject({ cache: 'miss', status, text: 'no' });
    scene.answer = () => ({ text: 'yes' });
    expect(await scene.ask()).toMatchObject({ status: 200, text: 'yes' });
  },
);

test('a web page is told to whoever has nothing older, and not kept', async () => {
  const scene = new Scene();
  scene.answer = () => ({ text: '<html>busy</html>' });
  expect(await scene.ask()).toMatchObject({ cache: 'miss', text: '<html>busy</html>' });
  scene.answer = () => ({ text: '[]' });
  expect(await scene.ask()).toMatchObject({ cache: 'miss', text: '[]' });
});

test('what is kept and will not do is asked for anew, and not merely confirmed', async () => {
  const scene = new Scene();
  scene.answer = () => ({ text: '{"error":"try later"}', headers: { etag: '"1"' } });
  await scene.ask();
  scene.answer = () => ({ text: '{"n":2}' });
  expect(await scene.ask()).toMatchObject({ cache: 'hit', text: '{"error":"try later"}' });
  expect(await scene.ask({ renew: true })).toMatchObject({ cache: 'miss', text: '{"n":2}' });
  expect(scene.asked[1]?.headers).not.toHaveProperty('if-none-match');
  expect(await scene.ask()).toMatchObject({ cache: 'hit', text: '{"n":2}' });
  scene.answer = () => ({ status: 503 });
  expect(await scene.ask({ renew: true })).toMatchObject({ cache: 'stale', text: '{"n":2}' });
});

test('many who ask the same at once are one request, and a failure is told to each', async () => {
  const scene = new Scene();
  const askTwenty = () => Promise.all(Array.from({ length: 20 }, () => scene.ask()));
  for (const { text } of await askTwenty()) expect(text).toBe('{"n":1}');
  expect(scene.asked).toHaveLength(1);
  scene.answer = () => ({ status: 404 });
  const others = Array.from({ length: 20 }, () => scene.ask({ path: '/v1/price?ids=x' }));
  for (const { status } of await Promise.all(others)) expect(status).toBe(404);
  expect(scene.asked).toHaveLength(2);
});

test('no provider is asked more often than its row allows: the older answer or a time to wait comes instead', async () => {
  const scene = new Scene();
  await scene.ask(rare(2));
  scene.nowMs += 20_000;
  await scene.ask({ ...rare(2), path: '/v1/price?ids=b' });
  const { type, retryAfterS } = await scene.problem({ ...rare(2), path: '/v1/price?ids=c' });
  expect({ type, retryAfterS }).toEqual({ type: 'throttled', retryAfterS: 40 });
  scene.nowMs += 39_999;
  expect((await scene.problem({ ...rare(2), path: '/v1/price?ids=c' })).retryAfterS).toBe(1);
  scene.nowMs += 1;
  expect(await scene.ask({ ...rare(2), path: '/v1/price?ids=c' })).toMatchObject({ cache: 'miss' });
  expect(await scene.ask(rare(2))).toMatchObject({ cache: 'stale', staleReason: 'throttled', ageMs: 60_000 });
  expect(scene.asked).toHaveLength(3);
});

test('a provider that says "too often" is left alone for as long as it says', async () => {
  const scene = new Scene();
  scene.answer = () => ({
    status: 429,
    headers: { 'retry-after': new Date(scene.nowMs + 90_000).toUTCString() },
  });
  expect(await scene.ask()).toMatchObject({ status: 429 });
  scene.answer = () => ({ text: 'open' });
  expect(await scene.problem()).toMatchObject({ type: 'throttled', retryAfterS: 90 });
  scene.nowMs += 90_000;
  expect(await scene.ask()).toMatchObject({ text: 'open' });
});

test('a reading question that fails in passing is asked once more, after a pause', async () => {
  const scene = new Scene();
  const say = [() => Promise.reject(new Error('ECONNRESET')), () => ({ text: 'second' })];
  scene.answer = () => say.shift()?.() ?? {};
  expect(await scene.ask()).toMatchObject({ cache: 'miss', text: 'second' });
  expect(scene.paused).toEqual([750]);
  scene.answer = () => ({ status: 502 });
  expect(await scene.ask({ path: '/v1/price?ids=b' })).toMatchObject({ status: 502 });
  expect(scene.asked).toHaveLength(4);
});

test.each([
  ['that may do something', { method: 'POST' } as const, () => ({ status: 502 })],
  ['whose provider says when', {}, () => ({ status: 503, headers: { 'retry-after': '9' } })],
  ['that was refused', {}, () => ({ status: 400 })],
  ['without a token left', rare(1), () => ({ status: 502 })],
])('a question %s is not asked a second time', async (_, over, answer) => {
  const scene = new Scene();
  scene.answer = answer;
  await scene.ask(over);
  expect(scene.asked).toHaveLength(1);
});

test('whoever does not answer is waited for no longer than the patience lasts, and not asked again', async () => {
  const scene = new Scene({ patienceMs: 30 });
  scene.answer = () =>
    new Promise((_, reject) => {
      scene.asked.at(-1)?.signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  expect((await scene.problem()).type).toBe('timeout');
  expect(scene.asked).toHaveLength(1);
});

test('more than a few answers are not collected at a time', async () => {
  const scene = new Scene({ mostUnderWay: 2 });
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  scene.answer = () => released.then(() => ({ text: 'late' }));
  const under = ['a', 'b'].map((ids) => scene.ask({ path: `/v1/price?ids=${ids}` }));
  expect((await scene.problem({ path: '/v1/price?ids=c' })).type).toBe('busy');
  release();
  expect(await Promise.all(under)).toHaveLength(2);
});

test('what is kept stays within its bytes: the answer that was not asked for longest goes first', async () => {
  const scene = new Scene({ maxKeptBytes: 40_000 });
  scene.answer = () => ({ text: 'x'.repeat(15_000) });
  const cacheOf = async (ids: string) => (await scene.ask({ path: `/v1/price?ids=${ids}` })).cache;
  expect([await cacheOf('a'), await cacheOf('b'), await cacheOf('a')]).toEqual(['miss', 'miss', 'hit']);
  expect([await cacheOf('c'), await cacheOf('a'), await cacheOf('b')]).toEqual(['miss', 'hit', 'miss']);
});

test.each([
  ['https://api.market.lan/v1/price?ids=b', 'https://api.market.lan/v1/price?ids=b'],
  ['/v1/price?ids=b', 'https://api.market.lan/v1/price?ids=b'],
])('a redirect to %s within the endpoint is followed', async (location, url) => {
  const scene = new Scene();
  const say = [{ status: 301, headers: { location } }, { text: 'there' }];
  scene.answer = () => say.shift() ?? {};
  expect(await scene.ask()).toMatchObject({ text: 'there' });
  expect(scene.asked[1]?.url).toBe(url);
});

test('a redirect that is followed counts as a question', async () => {
  const scene = new Scene();
  scene.answer = () => ({ status: 302, headers: { location: '/v1/price?ids=b' } });
  expect((await scene.problem(rare(1))).type).toBe('throttled');
  expect(scene.asked).toHaveLength(1);
});

test('marks that cannot be sent back are done without, and no time to wait is longer than a year', async () => {
  const scene = new Scene();
  const marks = { etag: `"${'x'.repeat(300)}"`, 'last-modified': 'Mon, 1 J\u00e4nner' };
  scene.answer = () => ({ headers: marks });
  await scene.ask();
  scene.nowMs += 120_000;
  await scene.ask();
  expect(Object.keys(scene.asked[1]?.headers ?? {}).sort()).toEqual(['accept', 'user-agent']);
  scene.answer = () => ({ status: 503, headers: { 'retry-after': '9'.repeat(400) } });
  const { reply } = await scene.gate.answer(callTo('market', { path: '/v1/price?ids=c' }));
  expect(reply.retryAfterS).toBe(365 * 86_400);
});

test.each([
  ['another host', 'https://evil.lan/v1/price'],
  ['this computer', 'https://127.0.0.1/v1/price'],
  ['another path', '/v2/price'],
  ['a query that is not listed', '/v1/price?callback=x'],
  ['plain HTTP', 'http://api.market.lan/v1/price'],
  ['another port', 'https://api.market.lan:8443/v1/price'],
  ['a name and password', 'https://a:b@api.market.lan/v1/price'],
  ['nowhere', ''],
  ['no address', 'https://'],
  ['the same again, without end', '/v1/price'],
])('a redirect to %s is not followed', async (_, location) => {
  const scene = new Scene();
  scene.answer = () => ({ status: 302, headers: { location } });
  expect((await scene.problem()).type).toBe('bad-redirect');
});

test('a key is repeated at the same host alone, and is never twice in an address', async () => {
  const scene = new Scene();
  const say: Said[] = [
    { status: 302, headers: { location: '/api/v2?zone=DE&securityToken=k3y' } },
    { text: 'there' },
  ];
  scene.answer = () => say.shift() ?? {};
  const reply = await scene.gate.answer(callTo('energy', { path: '/api?zone=DE', key: 'k3y' })).catch(String);
  expect(reply).toMatch(/bad-redirect/);
  say.splice(
    0,
    2,
    { status: 302, headers: { location: '/api/de?zone=DE&securityToken=k3y' } },
    { text: 'there' },
  );
  await scene.gate.answer(callTo('energy', { path: '/api?zone=DE', key: 'k3y' }));
  expect(scene.asked.at(-1)?.url).toBe('https://token.energy.lan/api/de?zone=DE&securityToken=k3y');
  const elsewhere = { status: 302, headers: { location: 'https://us.pool.lan/accounts/ann' } };
  const pool = { host: 'eu.pool.lan', path: '/accounts/ann' };
  say.splice(0, 2, elsewhere, { text: 'there' });
  await expect(scene.gate.answer(callTo('pool', { ...pool, key: 'k3y' }))).rejects.toThrow('bad-redirect');
  say.splice(0, 2, elsewhere, { text: 'there' });
  await scene.gate.answer(callTo('pool', pool));
  expect(scene.asked.at(-1)?.url).toBe('https://us.pool.lan/accounts/ann');
});
