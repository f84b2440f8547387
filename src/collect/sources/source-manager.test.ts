import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SourceError } from '../../domain/source-error.ts';
import type { Answer } from '../../domain/sourced.ts';
import type { Upstream } from '../../domain/upstream.ts';
import type { SourceReply } from '../../sources/source.ts';
import type { Question, SeriesPart } from './question.ts';
import { SourceManager } from './source-manager.ts';

const MINUTE_MS = 60_000;
const BEGIN_MS = Date.UTC(2026, 0, 1);

/** What each provider does when it is asked; those that are not named answer with their name. */
let behaviour: Record<string, () => Promise<SourceReply>>;
/** Who was asked, when (minutes after the beginning). */
let asked: { readonly provider: string; readonly minute: number }[];
let told: Answer[];
/** By which each question can be given up. */
let signals: AbortSignal[];
/** What was to be kept of each. */
let pasts: (readonly SeriesPart[])[];
/** Whether each question was asked anew, past what the helper keeps. */
let renewed: (boolean | undefined)[];
let manager: SourceManager;

beforeEach(() => {
  vi.useFakeTimers({ now: BEGIN_MS });
  behaviour = {};
  asked = [];
  told = [];
  signals = [];
  pasts = [];
  renewed = [];
  manager = opened();
});
afterEach(() => {
  manager.stop();
  vi.useRealTimers();
});

const reply = (text: string): SourceReply => ({ status: 200, text, receivedAtMs: Date.now() });

function opened(known: readonly Answer[] = []): SourceManager {
  return new SourceManager(
    {
      nowMs: Date.now,
      random: () => 0,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      upstreamOf: (id): Upstream | undefined =>
        id === 'unknown'
          ? undefined
          : {
              id,
              name: id,
              kind: 'market',
              endpoints: [],
              requestsPerMinute: id === 'slow' ? 2 : 60,
              learns: 'nothing',
              licence: '',
              terms: '',
            },
      keyOf: async (id) => (id === 'keyed' ? 'MY-KEY:MY-SECRET' : undefined),
      talk: () => Promise.reject(new Error('nobody talks here')),
      carry: ({ id }, _request, _key, signal, renew) => {
        signals.push(signal);
        renewed.push(renew);
        asked.push({ provider: id, minute: (Date.now() - BEGIN_MS) / MINUTE_MS });
        return behaviour[id]?.() ?? Promise.resolve(reply(id));
      },
      onAnswer: async (answer, past) => {
        told.push(answer);
        pasts.push(past);
      },
    },
    known,
  );
}

function question(provider: string, quantity = 'price:BTC:EUR', freshMs = 10 * MINUTE_MS): Question {
  const request = { provider, host: `${provider}.example`, path: `/${quantity}` };
  return {
    quantity,
    provider,
    freshMs,
    errandAt: () => ({ request, read: ({ text }) => ({ value: text }) }),
  };
}

const fails = (kind: ConstructorParameters<typeof SourceError>[0]) => () =>
  Promise.reject(new SourceError(kind, 'as the test wants it'));
const run = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * MINUTE_MS);
const minutesOf = (provider: string) =>
  asked.filter((each) => each.provider === provider).map(({ minute }) => minute);
const answerOf = (provider: string) => manager.answers.find((answer) => answer.provider === provider);

test('nobody is asked before there is something to ask', async () => {
  await run(60);
  expect(asked).toEqual([]);
});

test('a provider is asked at once, and again when its answer has served', async () => {
  manager.follow([question('first')]);
  await run(25);
  expect(minutesOf('first')).toEqual([0, 10, 20]);
  expect(told[0]).toMatchObject({
    heard: { value: 'first', provider: 'first', atMs: BEGIN_MS },
    failures: 0,
  });
});

test('what was heard before a restart serves on, and is not asked anew', async () => {
  manager.follow([question('first')]);
  await run(4);
  const kept = manager.answers;
  manager.stop();
  manager = opened(kept);
  manager.follow([question('first')]);
  await run(5);
  expect(minutesOf('first')).toEqual([0]);
  await run(2);
  expect(minutesOf('first')).toEqual([0, 10]);
});

test('the next provider stands in while the preferred one fails, and no longer', async () => {
  behaviour.first = fails('unreachable');
  manager.follow([question('first'), question('second'), question('third')]);
  await run(1.5);
  expect(asked.map(({ provider }) => provider)).toEqual(['first', 'second', 'first']);
  delete behaviour.first;
  await run(60);
  expect(minutesOf('third')).toEqual([]);
  const lastOfSecond = minutesOf('second').at(-1) ?? Number.NaN;
  expect(lastOfSecond).toBeLessThan(minutesOf('first').at(-1) ?? 0);
  expect(minutesOf('second')).toHaveLength(1);
});

test('the older value stays, with its age and with why it is not newer', async () => {
  manager.follow([question('first')]);
  await run(1);
  behaviour.first = fails('provider-failed');
  await run(60);
  expect(answerOf('first')).toMatchObject({
    heard: { value: 'first', receivedAtMs: BEGIN_MS },
    failure: { kind: 'provider-failed', detail: 'as the test wants it' },
  });
  expect(answerOf('first')?.failures).toBeGreaterThan(2);
});

test('an answer that cannot be read costs itself alone', async () => {
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  const broken: Question = {
    ...question('first'),
    errandAt: () => {
      throw new TypeError('a defect of ours');
    },
  };
  manager.follow([broken, question('second')]);
  await run(1);
  expect(answerOf('first')?.failure?.kind).toBe('unreadable-reply');
  expect(answerOf('second')?.heard?.value).toBe('second');
  expect(silent).toHaveBeenCalledOnce();
});

test('a provider is asked one thing at a time, at the pace that it allows', async () => {
  let running = 0;
  let most = 0;
  behaviour.slow = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    running -= 1;
    return reply('slow');
  };
  manager.follow([question('slow', 'a'), question('slow', 'b'), question('slow', 'c')]);
  await run(3);
  expect(most).toBe(1);
  expect(minutesOf('slow')).toEqual([0, 0.5, 1]);
});

test('an owner who tests a provider has it asked now, also while another is preferred', async () => {
  manager.follow([question('first'), question('second')]);
  await run(1);
  const [answer] = await manager.ask([question('second')]);
  expect(answer?.heard?.value).toBe('second');
  expect(minutesOf('second')).toEqual([1]);
});

test('a test of a provider ends with the first question that it does not answer', async () => {
  behaviour.slow = fails('unreachable');
  const answers = await manager.ask([question('slow', 'a'), question('slow', 'b'), question('slow', 'c')]);
  expect(answers.map(({ quantity, failure }) => [quantity, failure?.kind])).toEqual([['a', 'unreachable']]);
  expect(minutesOf('slow')).toEqual([0]);
});

test('a provider that was refused is asked again as soon as its owner has changed something', async () => {
  behaviour.first = fails('refused');
  manager.follow([question('first')]);
  await run(30);
  expect(minutesOf('first')).toEqual([0]);
  delete behaviour.first;
  manager.forget('first');
  await run(1);
  expect(minutesOf('first')).toEqual([0, 30]);
  expect(answerOf('first')?.failures).toBe(0);
});

test('an answer about the account of before is not taken for one about the new account', async () => {
  behaviour.first = () => new Promise((resolve) => setTimeout(() => resolve(reply('old')), MINUTE_MS));
  manager.follow([question('first')]);
  await run(0.5);
  manager.forget('first');
  delete behaviour.first;
  await run(2);
  expect(told.map(({ heard }) => heard?.value)).toEqual(['first']);
});

test('nothing is asked, told or kept of a provider that was switched off meanwhile', async () => {
  behaviour.first = () => new Promise((resolve) => setTimeout(() => resolve(reply('late')), 5 * MINUTE_MS));
  manager.follow([question('first')]);
  await run(1);
  manager.follow([]);
  await run(60);
  expect(minutesOf('first')).toEqual([0]);
  expect(told).toEqual([]);
});

test('a figure is never from the future, whatever the provider’s clock says', async () => {
  const ahead: Question = {
    ...question('first'),
    errandAt: (nowMs) => ({
      ...question('first').errandAt(nowMs),
      read: () => ({ value: 1, atMs: BEGIN_MS + 86_400_000 }),
    }),
  };
  manager.follow([ahead]);
  await run(0);
  expect(answerOf('first')?.heard?.atMs).toBe(BEGIN_MS);
});

test('a provider that this version does not know is a failure in words', async () => {
  manager.follow([question('unknown')]);
  await run(0);
  expect(answerOf('unknown')?.failure?.kind).toBe('not-found');
  expect(asked).toEqual([]);
});

test('a clock that was days ahead and is put right again locks no provider', async () => {
  vi.setSystemTime(BEGIN_MS + 30 * 86_400_000);
  manager.follow([question('slow')]);
  await vi.advanceTimersByTimeAsync(1);
  vi.setSystemTime(BEGIN_MS);
  await run(20);
  const back = minutesOf('slow').filter((minute) => minute < 1_000);
  expect(back.length).toBeGreaterThanOrEqual(1);
  expect(answerOf('slow')?.heard?.atMs).toBeLessThan(BEGIN_MS + 86_400_000);
});

test('an owner who switches a provider off while it is tested has it asked nothing more', async () => {
  behaviour.first = () => new Promise((resolve) => setTimeout(() => resolve(reply('late')), 5 * MINUTE_MS));
  const testing = manager.ask([question('first', 'a'), question('first', 'b'), question('first', 'c')]);
  await run(1);
  manager.forget('first');
  await run(60);
  await testing;
  expect(minutesOf('first')).toEqual([0]);
  expect(told).toEqual([]);
});

test('a question that waits for its turn is not asked of a provider that was switched off meanwhile', async () => {
  const testing = manager.ask([question('slow', 'a'), question('slow', 'b')]);
  await run(0.1);
  expect(minutesOf('slow')).toEqual([0]);
  manager.forget('slow');
  await run(5);
  await testing;
  expect(minutesOf('slow')).toEqual([0]);
});

test('what the helper tells again while the provider fails is kept, and the next provider is asked', async () => {
  const older = new SourceError('provider-failed', 'it answers with status 503');
  behaviour.first = async () => ({ ...reply('old'), receivedAtMs: BEGIN_MS - 10 * MINUTE_MS, older });
  manager.follow([question('first'), question('second')]);
  await run(1.5);
  expect(answerOf('first')).toMatchObject({
    heard: { value: 'old', receivedAtMs: BEGIN_MS - 10 * MINUTE_MS },
    failure: { kind: 'provider-failed' },
    failures: 1,
  });
  expect(answerOf('second')?.heard?.value).toBe('second');
});

test('an answer of ours is not replaced by an older one of the helper’s', async () => {
  manager.follow([question('first')]);
  await run(1);
  const older = new SourceError('provider-failed', 'it answers with status 503');
  behaviour.first = async () => ({ ...reply('old'), receivedAtMs: BEGIN_MS - MINUTE_MS, older });
  await run(10);
  expect(answerOf('first')).toMatchObject({ heard: { value: 'first' }, failures: 1 });
});

test('what the helper keeps is passed by for a test, and after an answer that could not be read', async () => {
  behaviour.first = fails('unreadable-reply');
  manager.follow([question('first')]);
  await run(20);
  delete behaviour.first;
  await run(45);
  expect(renewed.slice(0, 4)).toEqual([false, true, true, false]);
  const testing = manager.ask([question('first')]);
  await run(1);
  await testing;
  expect(renewed.at(-1)).toBe(true);
});

test('of many providers a few are asked at a time, and all of them are', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `provider-${i}`);
  let running = 0;
  let most = 0;
  for (const name of names)
    behaviour[name] = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      running -= 1;
      return reply(name);
    };
  manager.follow(names.map((name) => question(name, name)));
  await run(1);
  expect(most).toBeLessThanOrEqual(8);
  expect(new Set(asked.map(({ provider }) => provider)).size).toBe(40);
});

test('a provider that repeats the key it refuses, or never stops, is told of without it and in short', async () => {
  behaviour.keyed = () =>
    Promise.reject(
      new SourceError('refused', `no such key MY-KEY (MY-KEY:MY-SECRET, MY-SECRET) ${'x'.repeat(9_000)}`, {
        retryAfterMs: 7 * 3_600_000,
      }),
    );
  manager.follow([question('keyed')]);
  await run(1);
  const failure = answerOf('keyed')?.failure;
  expect(failure?.detail).toMatch(/^no such key … \(…, …\) x+$/);
  expect(failure?.detail.length).toBeLessThan(400);
  expect(answerOf('keyed')?.nextAtMs).toBe(BEGIN_MS + 7 * 3_600_000);
});

describe('a wrong price', () => {
  const prices = (provider: string, vouchMs?: number): Question => ({
    quantity: 'prices:EUR',
    provider,
    freshMs: 5 * MINUTE_MS,
    vouchMs,
    errandAt: () => ({
      request: { provider, host: `${provider}.example`, path: '/' },
      read: ({ text, receivedAtMs }) => ({
        value: [{ coin: 'BTC', currency: 'EUR', price: Number(text), atMs: receivedAtMs }],
        past: [{ series: 'price:BTC:EUR', points: [] }],
      }),
    }),
  });
  const says = (provider: string, price: number) => {
    behaviour[provider] = () => Promise.resolve(reply(String(price)));
  };

  test('of one provider alone is held back, and what it said before stays with its age', async () => {
    says('first', 83_000);
    manager.follow([prices('first')]);
    await run(0);
    says('first', 830_000);
    await run(6);
    const answer = answerOf('first');
    expect(answer?.heard?.value).toMatchObject([{ price: 83_000, atMs: BEGIN_MS }]);
    expect(answer?.doubts).toMatchObject([{ told: 830_000, known: 83_000, counted: false }]);
    expect(answer?.failures).toBe(0);
    says('first', 83_500);
    await run(6);
    expect(answerOf('first')?.heard?.value).toMatchObject([{ price: 83_500 }]);
    expect(answerOf('first')?.doubts).toBeUndefined();
  });

  test('counts once a second provider, which is asked by the hour to vouch, says the same', async () => {
    says('first', 83_000);
    says('second', 83_100);
    manager.follow([prices('first'), prices('second', 60 * MINUTE_MS)]);
    await run(1);
    expect([minutesOf('first'), minutesOf('second')].map(({ length }) => length)).toEqual([1, 1]);
    says('first', 41_000);
    await run(10);
    expect(answerOf('first')?.doubts).toHaveLength(1);
    says('second', 41_100);
    await run(125);
    expect(answerOf('first')?.heard?.value).toMatchObject([{ price: 41_000 }]);
    expect(answerOf('first')?.doubts).toBeUndefined();
    expect(minutesOf('second').length).toBeLessThanOrEqual(4);
  });

  test('of the past is not kept, and its provider says why', async () => {
    says('first', 83_000);
    const past: Question = {
      ...question('historian', 'past:price:BTC:EUR'),
      errandAt: () => ({
        request: { provider: 'historian', host: 'historian.example', path: '/' },
        read: ({ receivedAtMs }) => ({
          value: { points: 1 },
          past: [{ series: 'price:BTC:EUR', points: [{ atMs: receivedAtMs, value: 830_000 }] }],
        }),
      }),
    };
    manager.follow([prices('first')]);
    await run(1);
    manager.follow([prices('first'), past]);
    await run(1);
    expect(answerOf('historian')).toMatchObject({
      failure: { kind: 'unreadable-reply', detail: 'its past of BTC is 10 times off its price' },
    });
    expect(pasts.flat().flatMap(({ points }) => points)).toEqual([]);
  });

  test('leaves no past', async () => {
    says('first', 83_000);
    manager.follow([prices('first')]);
    await run(0);
    says('first', 1);
    await run(6);
    expect(pasts.at(-1)).toEqual([]);
  });
});

test('what waits to be repeated is given up when its provider is switched off', async () => {
  behaviour.first = () => new Promise(() => undefined);
  manager.follow([question('first')]);
  await run(0);
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
  manager.forget('first');
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('whoever is asked is named with the answer, also while it fails', async () => {
  manager.follow([question('first')]);
  await run(0);
  behaviour.first = fails('provider-failed');
  await run(12);
  expect(answerOf('first')).toMatchObject({ host: 'first.example', failure: { kind: 'provider-failed' } });
});

test('a page that is loaded anew asks no sooner than the provider allows', async () => {
  manager.follow([question('slow', 'a')]);
  await run(0);
  manager.stop();
  manager = opened(told);
  manager.follow([question('slow', 'b')]);
  await run(5);
  expect(minutesOf('slow')).toEqual([0, 0.5]);
});

test('what the helper tells again replaces what a clock that was ahead has dated', async () => {
  vi.setSystemTime(BEGIN_MS + 86_400_000);
  manager.follow([question('first')]);
  await vi.advanceTimersByTimeAsync(1);
  vi.setSystemTime(BEGIN_MS);
  const older = new SourceError('provider-failed', 'status 503');
  behaviour.first = () => Promise.resolve({ ...reply('again'), older });
  await run(20);
  expect(answerOf('first')?.heard).toMatchObject({ value: 'again' });
});
