import { beforeEach, expect, test } from 'vitest';
import { SourceError } from '../../domain/source-error.ts';
import type { Upstream } from '../../domain/upstream.ts';
import type { SourceRequest } from '../../sources/source.ts';
import { createCarrier } from './carrier.ts';

const NOW_MS = 1_700_000_000_000;
const OPEN: Upstream = {
  id: 'open',
  name: 'Open',
  kind: 'market',
  endpoints: [
    { host: 'api.open.example', method: 'GET', path: /\/price/, query: ['coin'], cors: true, freshMs: 1 },
    { host: 'api.open.example', method: 'POST', path: /\/order/, cors: true, freshMs: 1 },
    { host: 'api.open.example', method: 'GET', path: /\/closed/, cors: false, freshMs: 1 },
  ],
  key: { place: 'header', name: 'x-key', prefix: 'Bearer ', required: false, env: 'X', from: '' },
  requestsPerMinute: 60,
  learns: 'nothing',
  licence: '',
  terms: '',
};
const QUERY_KEY: Upstream = {
  ...OPEN,
  key: { place: 'query', name: 'api_key', required: true, env: 'X', from: '' },
};
const PRICE: SourceRequest = { provider: 'open', host: 'api.open.example', path: '/price?coin=btc' };

let calls: { readonly url: string; readonly init: RequestInit }[];
let answers: (() => Response)[];
let turns: string[];
let waits: number[];
let paused: number[];

beforeEach(() => {
  calls = [];
  answers = [];
  turns = [];
  waits = [];
  paused = [];
});

function carrier(helper = true) {
  return createCarrier({
    nowMs: () => NOW_MS,
    random: () => 0,
    pause: async (ms) => void paused.push(ms),
    takeTurn: async ({ id }) => {
      turns.push(id);
      return waits.shift() ?? 0;
    },
    connection: helper ? () => ({ baseUrl: 'http://localhost:8787', token: 'house-token' }) : undefined,
    fetch: async (url, init = {}) => {
      calls.push({ url: String(url), init });
      const answer = answers.shift();
      if (!answer) throw new TypeError('nobody is there');
      return answer();
    },
  });
}
const forever = new AbortController().signal;
const carry = (upstream: Upstream, request: SourceRequest, key?: string, helper = true) =>
  carrier(helper)(upstream, request, key, forever);
const failureOf = async (work: Promise<unknown>): Promise<SourceError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};
const fromHelper =
  (body: string, more: Record<string, string> = {}, status = 200) =>
  () =>
    new Response(body, { status, headers: { 'x-davylamp-speaker': 'upstream', ...more } });
const headersOf = (at = 0) => new Headers(calls[at]?.init.headers);

test('an open provider is asked straight, without cookies, without where from, and with nothing of the house', async () => {
  answers.push(() => new Response('{"price":1}'));
  expect(await carry(OPEN, PRICE)).toEqual({ status: 200, text: '{"price":1}', receivedAtMs: NOW_MS });
  expect(calls[0]?.url).toBe('https://api.open.example/price?coin=btc');
  expect(calls[0]?.init).toMatchObject({
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect: 'error',
    cache: 'no-store',
  });
  expect([...headersOf().keys()]).toEqual([]);
});

test('a key for a header goes straight in that header, and never into an address', async () => {
  answers.push(() => new Response('{}'));
  await carry(OPEN, PRICE, 'secret-key');
  expect(headersOf().get('x-key')).toBe('Bearer secret-key');
  expect(calls[0]?.url).not.toContain('secret-key');
});

test('a provider that no page may ask is asked through the helper', async () => {
  answers.push(fromHelper('{"a":1}', { age: '30' }));
  const request = { ...PRICE, path: '/closed', headers: { 'x-signed': 'abc' } };
  const reply = await carry(OPEN, request, 'secret-key');
  expect(calls[0]?.url).toBe('http://localhost:8787/api/upstream/open/api.open.example/closed');
  expect(headersOf().get('x-davylamp-token')).toBe('house-token');
  expect(headersOf().get('x-davylamp-key')).toBe('secret-key');
  expect(headersOf().get('x-davylamp-forward')).toBe('{"x-signed":"abc"}');
  expect(reply).toEqual({ status: 200, text: '{"a":1}', receivedAtMs: NOW_MS - 30_000 });
});

test('a key that a provider wants in the address goes to the helper in a header', async () => {
  answers.push(fromHelper('{}'));
  await carry(QUERY_KEY, PRICE, 'secret-key');
  expect(calls[0]?.url).toBe('http://localhost:8787/api/upstream/open/api.open.example/price?coin=btc');
  expect(headersOf().get('x-davylamp-key')).toBe('secret-key');
});

test('what the provider’s row does not name is never asked', async () => {
  const elsewhere = [
    { ...PRICE, host: 'evil.example' },
    { ...PRICE, path: '/price/../admin' },
    { ...PRICE, path: '/price?coin=btc&user=me' },
    { ...PRICE, method: 'POST' as const },
  ];
  for (const request of elsewhere) expect((await failureOf(carry(OPEN, request))).kind).toBe('not-found');
  expect(calls).toEqual([]);
});

test('a reading question that nobody answered is asked once more, another one never', async () => {
  answers.push(() => {
    throw new TypeError('broken line');
  });
  answers.push(() => new Response('second time'));
  expect((await carry(OPEN, PRICE)).text).toBe('second time');
  calls = [];
  const order = { ...PRICE, path: '/order', method: 'POST' as const, body: '{}' };
  expect((await failureOf(carry(OPEN, order))).kind).toBe('unreachable');
  expect(calls).toHaveLength(1);
});

test('a question that was answered is not asked again, whatever the status', async () => {
  answers.push(() => new Response('down', { status: 503, headers: { 'retry-after': '120' } }));
  expect(await carry(OPEN, PRICE)).toMatchObject({ status: 503, retryAfterMs: 120_000 });
  expect(calls).toHaveLength(1);
});

test('without a helper, who needs one says so', async () => {
  const failure = await failureOf(carry(OPEN, { ...PRICE, path: '/closed' }, undefined, false));
  expect(failure.kind).toBe('no-helper');
  expect(calls).toEqual([]);
});

test('a refusal of the helper is told as what it means for the provider', async () => {
  const refusal =
    (type: string, headers: Record<string, string> = {}) =>
    () =>
      new Response(JSON.stringify({ type: `urn:davylamp:problem:${type}`, detail: 'in its words' }), {
        status: 429,
        headers: { 'x-davylamp-speaker': 'proxy', 'content-type': 'application/problem+json', ...headers },
      });
  answers.push(refusal('throttled', { 'retry-after': '7' }));
  const closed = { ...PRICE, path: '/closed' };
  expect(await failureOf(carry(OPEN, closed))).toMatchObject({
    kind: 'rate-limited',
    detail: 'in its words',
    retryAfterMs: 7_000,
  });
  answers.push(refusal('wrong-token'));
  expect((await failureOf(carry(OPEN, closed))).kind).toBe('no-helper');
  answers.push(refusal('busy'));
  expect((await failureOf(carry(OPEN, closed))).kind).toBe('timeout');
  answers.push(() => new Response('<html>another server</html>'));
  expect((await failureOf(carry(OPEN, closed))).kind).toBe('no-helper');
});

test('an answer without end is cut off', async () => {
  const endless = new ReadableStream<Uint8Array>({
    pull: (stream) => stream.enqueue(new Uint8Array(1024 * 1024)),
  });
  answers.push(() => new Response(endless));
  expect((await failureOf(carry(OPEN, PRICE))).kind).toBe('too-large');
});

test('an answer that breaks off is no answer', async () => {
  const broken = new ReadableStream<Uint8Array>({
    pull: (stream) => stream.error(new TypeError('line cut')),
  });
  answers.push(() => new Response(broken));
  expect((await failureOf(carry(OPEN, PRICE))).kind).toBe('unreadable-reply');
});

test('a caller that gives up is not asked for more', async () => {
  const cancel = new AbortController();
  answers.push(() => {
    cancel.abort();
    throw new DOMException('aborted', 'AbortError');
  });
  const failure = await failureOf(carrier()(OPEN, PRICE, undefined, cancel.signal));
  expect(failure.kind).toBe('timeout');
  expect(calls).toHaveLength(1);
  // Nor is anything asked, or a turn taken, for one who has given up before.
  await failureOf(carrier()(OPEN, PRICE, undefined, cancel.signal));
  expect([turns, calls.length]).toEqual([['open'], 1]);
});

test('the helper is told to ask anew only when what it keeps will not do', async () => {
  const closed = { ...PRICE, path: '/closed' };
  answers.push(fromHelper('{}'), fromHelper('{}'));
  await carry(OPEN, closed);
  expect(headersOf().has('x-davylamp-renew')).toBe(false);
  await carrier()(OPEN, closed, undefined, forever, true);
  expect(headersOf(1).get('x-davylamp-renew')).toBe('1');
});

test('an answer that the helper tells again says why it is not newer', async () => {
  const closed = { ...PRICE, path: '/closed' };
  const stale = (reason: string) => fromHelper('{}', { age: '7200', 'x-davylamp-stale-reason': reason });
  const kinds: Record<string, string> = {
    'status-503': 'provider-failed',
    'status-429': 'rate-limited',
    'no-answer': 'unreadable-reply',
    timeout: 'timeout',
    throttled: 'rate-limited',
  };
  for (const [reason, kind] of Object.entries(kinds)) {
    answers.push(stale(reason));
    const reply = await carry(OPEN, closed);
    expect(reply).toMatchObject({ receivedAtMs: NOW_MS - 7_200_000, older: { kind } });
  }
});

test('an age that is no age makes no answer older', async () => {
  answers.push(fromHelper('{}', { age: 'Infinity' }));
  expect((await carry(OPEN, { ...PRICE, path: '/closed' })).receivedAtMs).toBe(NOW_MS);
});

test('a key that a provider must have, and the page has not, may be the helper’s', async () => {
  const keyed: Upstream = {
    ...OPEN,
    key: { place: 'header', name: 'x-key', required: true, env: 'X', from: '' },
  };
  answers.push(fromHelper('{}'));
  await carry(keyed, PRICE);
  expect(calls[0]?.url).toMatch(/^http:\/\/localhost:8787\/api\/upstream\/open\//);
});

test('a key that no header can hold is refused before anything is sent', async () => {
  for (const key of ['geheim\u2026', 'two\nlines'])
    expect((await failureOf(carry(OPEN, PRICE, key))).kind).toBe('refused');
  expect(calls).toEqual([]);
});

test('of a key with its secret the key alone is sent', async () => {
  const signing: Upstream = {
    ...OPEN,
    key: { place: 'header', name: 'x-key', required: true, withSecret: true, env: 'X', from: '' },
  };
  answers = [() => new Response('1')];
  await carry(signing, PRICE, 'KEY:SECRET');
  expect(JSON.stringify(calls)).toContain('KEY');
  expect(JSON.stringify(calls)).not.toContain('SECRET');
});

test('straight questions, the repeated one too, wait for their turn among all tabs; the helper keeps its own count', async () => {
  waits.push(4_000);
  await failureOf(carry(OPEN, PRICE));
  expect(turns).toEqual(['open', 'open', 'open']);
  expect(paused).toEqual([4_000, 1_500]);
  expect(calls).toHaveLength(2);
  answers.push(fromHelper('{}'));
  await carry(OPEN, { ...PRICE, path: '/closed' });
  expect(turns).toHaveLength(3);
});
