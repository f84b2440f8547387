import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createCarrier } from '../../src/collect/sources/carrier.ts';
import { marketNow } from '../../src/collect/sources/market-now.ts';
import { questionsFor } from '../../src/collect/sources/questions-for.ts';
import { SourceManager } from '../../src/collect/sources/source-manager.ts';
import type { SourceErrorKind } from '../../src/domain/source-error.ts';
import type { Answer } from '../../src/domain/sourced.ts';
import { bestFigures, questionState } from '../../src/domain/sources-view.ts';
import { upstreamOf } from '../../src/domain/upstreams/upstreams.ts';
import { standingOf } from '../../src/pages/sources/source-standing.ts';

/**
 * Bitcoin's price by CoinGecko, with Coinbase behind it, over everything that stands between an address and the page:
 * the carrier, the manager, the parsers, what counts, and what the Sources page says.
 */
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const BEGIN_MS = Date.UTC(2026, 10, 21, 14, 37);
const WANTS = { currency: 'EUR', coins: ['BTC'] };

let gecko: () => Response | Promise<Response>;
/** Who was asked, when. */
let asked: { readonly host: string; readonly atMs: number }[];
let answers: Map<string, Answer>;
let manager: SourceManager | undefined;
/** How far the world's clock is ahead of the computer's, ms. */
let worldAheadMs = 0;

const worldMs = () => Date.now() + worldAheadMs;
const goodPrice = () =>
  Response.json({ bitcoin: { eur: 83_000, last_updated_at: Math.floor(worldMs() / 1000) } });
const coinbaseCandles = () => {
  const openMs = Math.floor(worldMs() / HOUR_MS) * HOUR_MS;
  return Response.json([[openMs / 1000, 1, 2, 1, 83_100, 5]]);
};

beforeEach(() => {
  vi.useFakeTimers({ now: BEGIN_MS });
  gecko = goodPrice;
  asked = [];
  answers = new Map();
  worldAheadMs = 0;
});
afterEach(() => {
  manager?.stop();
  vi.useRealTimers();
});

function opened(...providers: readonly string[]): void {
  manager?.stop();
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const choices = providers.map((id) => ({ id, enabled: true, changedAtMs: 0, fields: {} }));
  manager = new SourceManager(
    {
      nowMs: Date.now,
      random: () => 0.5,
      pause,
      upstreamOf,
      keyOf: async () => undefined,
      talk: () => Promise.reject(new Error('nobody talks here')),
      carry: createCarrier({
        nowMs: Date.now,
        random: () => 0.5,
        pause,
        takeTurn: async () => 0,
        connection: undefined,
        fetch: async (input) => {
          const { host } = new URL(String(input));
          asked.push({ host, atMs: Date.now() });
          return host === 'api.coingecko.com' ? gecko() : coinbaseCandles();
        },
      }),
      onAnswer: async (answer) => void answers.set(answer.key, answer),
    },
    [...answers.values()],
  );
  const questions = questionsFor(choices, new Set(), WANTS);
  manager.follow(questions.filter(({ quantity }) => quantity.startsWith('prices:')));
}

const run = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const timesOf = (host: string) =>
  asked.filter((each) => each.host === host).map(({ atMs }) => atMs - BEGIN_MS);
const answerOf = (provider: string) => answers.get(`prices:EUR@${provider}`);
const standing = (provider: string) => {
  const upstream = upstreamOf(provider);
  if (!upstream) throw new Error(`no ${provider}`);
  const choice = { id: provider, enabled: true, fields: {}, changedAtMs: 0 };
  const questions = [...answers.values()].filter((each) => each.provider === provider).map(questionState);
  return standingOf(upstream, [], { choice, hasKey: false, questions }, Date.now());
};
const priceNow = () =>
  marketNow({
    figures: bestFigures([...answers.values()], () => ['coingecko', 'coinbase']),
    coins: [],
    currency: 'EUR',
    tariff: { kind: 'flat', pricePerKwh: 0.3 },
    algorithms: [],
    nowMs: Date.now(),
    timeZone: 'UTC',
  }).btcPrice;

const failures: readonly (readonly [string, () => Response | Promise<Response>, SourceErrorKind, RegExp])[] =
  [
    [
      'is down',
      () => Promise.reject(new TypeError('Failed to fetch')),
      'unreachable',
      /Nobody answers there/,
    ],
    ['answers 500', () => new Response('', { status: 500 }), 'provider-failed', /trouble of its own/],
    [
      'answers 503 with a web page',
      () => new Response('<html>', { status: 503 }),
      'provider-failed',
      /trouble of its own/,
    ],
    [
      'answers a web page',
      () => new Response('<!doctype html><p>Hello'),
      'unreadable-reply',
      /cannot be read/,
    ],
    ['answers half of it', () => new Response('{"bitcoin":{"eur":83'), 'unreadable-reply', /cannot be read/],
    ['answers nothing', () => new Response(''), 'unreadable-reply', /cannot be read/],
    ['answers without the price', () => Response.json({ bitcoin: {} }), 'unreadable-reply', /cannot be read/],
    [
      'answers a price of null',
      () => Response.json({ bitcoin: { eur: null } }),
      'unreadable-reply',
      /cannot be read/,
    ],
    [
      'answers a price of nothing',
      () => Response.json({ bitcoin: { eur: 0 } }),
      'unreadable-reply',
      /cannot be read/,
    ],
    [
      'answers in dollars',
      () => Response.json({ bitcoin: { usd: 96_000 } }),
      'unreadable-reply',
      /cannot be read/,
    ],
    ['answers 401', () => new Response('', { status: 401 }), 'refused', /refuses the one it got/],
    ['answers 451', () => new Response('', { status: 451 }), 'not-here', /does not serve this country/],
    ['is asked too often', () => new Response('', { status: 429 }), 'rate-limited', /asked too often/],
  ];

describe.each(failures)('while CoinGecko %s', (_, failure, kind, words) => {
  test('what it said stays with its age, the page says why, and the next one is asked', async () => {
    opened('coingecko', 'coinbase');
    await run(1_000);
    gecko = failure;
    await run(6 * MINUTE_MS);
    expect(answerOf('coingecko')).toMatchObject({
      failure: { kind },
      heard: { value: [{ price: 83_000 }], receivedAtMs: BEGIN_MS },
    });
    expect(standing('coingecko')).toMatchObject({ tone: 'watch', words: expect.stringMatching(words) });
    expect(standing('coingecko').more.join(' ')).toMatch(/Last good answer .* ago/);
    expect(priceNow()).toMatchObject({ value: 83_100, providers: ['coinbase'] });
  });

  test('with nobody else the older price counts with its age, and after a day no more', async () => {
    opened('coingecko');
    await run(1_000);
    gecko = failure;
    await run(3 * HOUR_MS);
    expect(priceNow()).toMatchObject({ value: 83_000, atMs: expect.closeTo(BEGIN_MS, -4) });
    await run(DAY_MS);
    expect(priceNow()).toBeUndefined();
    expect(answerOf('coingecko')?.heard?.value).toMatchObject([{ price: 83_000 }]);
  });

  test('it is asked ever more rarely, and is heard again when it comes back', async () => {
    opened('coingecko');
    await run(1_000);
    gecko = failure;
    await run(DAY_MS);
    expect(timesOf('api.coingecko.com').length).toBeLessThan(30);
    gecko = goodPrice;
    await run(8 * HOUR_MS);
    expect(answerOf('coingecko')).toMatchObject({ failures: 0 });
    expect(standing('coingecko').tone).toBe('good');
  });
});

test('a pause that a provider names is kept to the second, and Coinbase stands in meanwhile', async () => {
  opened('coingecko', 'coinbase');
  gecko = () => new Response('', { status: 429, headers: { 'retry-after': '7200' } });
  await run(1_000);
  await run(7_190_000);
  expect(timesOf('api.coingecko.com')).toHaveLength(1);
  expect(priceNow()).toMatchObject({ providers: ['coinbase'] });
  await run(HOUR_MS);
  expect(timesOf('api.coingecko.com').length).toBeGreaterThanOrEqual(2);
});

test('only a reading question that nobody answered is repeated, once, after a pause at random', async () => {
  gecko = () => Promise.reject(new TypeError('Failed to fetch'));
  opened('coingecko');
  await run(30_000);
  const [first = 0, second = 0, ...others] = timesOf('api.coingecko.com');
  expect(second - first).toBeGreaterThanOrEqual(1_500);
  expect(others).toEqual([]);
});

describe('with clocks that are wrong', () => {
  test('a computer a day behind counts with prices of now', async () => {
    worldAheadMs = DAY_MS;
    opened('coingecko');
    await run(1_000);
    expect(priceNow()).toMatchObject({ value: 83_000, atMs: BEGIN_MS });
  });

  test('a computer a day ahead says so, in place of showing an old price as new', async () => {
    worldAheadMs = -DAY_MS - MINUTE_MS;
    opened('coingecko');
    await run(1_000);
    expect(priceNow()).toBeUndefined();
    expect(standing('coingecko')).toMatchObject({
      tone: 'watch',
      words: expect.stringMatching(/newest price is .* old/),
      more: [expect.stringMatching(/clock is ahead/)],
    });
  });

  test('a clock that is set back a day has the price told anew at once', async () => {
    opened('coingecko');
    await run(1_000);
    vi.setSystemTime(BEGIN_MS - DAY_MS);
    worldAheadMs = 0;
    await run(16 * MINUTE_MS);
    expect(answerOf('coingecko')?.heard?.receivedAtMs).toBeLessThan(BEGIN_MS);
    expect(priceNow()?.value).toBe(83_000);
  });

  test('a provider whose own clock is a day ahead is as old as its answer', async () => {
    gecko = () => Response.json({ bitcoin: { eur: 83_000, last_updated_at: (Date.now() + DAY_MS) / 1000 } });
    opened('coingecko');
    await run(1_000);
    expect(priceNow()).toMatchObject({ value: 83_000, atMs: BEGIN_MS });
  });
});
