import { expect, test } from 'vitest';
import type { Upstream } from '../../domain/upstream.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { prohashingQuestions } from './prohashing-questions.ts';
import type { SocketErrand } from './question.ts';
import { createSocketTalker } from './socket-talk.ts';

const NOW_MS = Date.UTC(2026, 0, 1);
const WANTS = { currency: 'EUR', coins: ['LTC'] };
const KEY = 'a'.repeat(64);

/** A router of WAMP as far as one conversation needs it, in place of a WebSocket. */
class Router extends EventTarget {
  readonly sent: unknown[][] = [];
  readyState = 1;
  constructor(readonly answers: Readonly<Record<string, unknown>>) {
    super();
  }
  opened(): this {
    queueMicrotask(() => this.dispatchEvent(new Event('open')));
    return this;
  }
  send(frame: string): void {
    const message = JSON.parse(frame) as unknown[];
    this.sent.push(message);
    const [code, request, , procedure] = message;
    if (code === 1) this.tell([4, 'wampcra', { challenge: '{"nonce":"x"}' }]);
    if (code === 5) this.tell([2, 7, { roles: { broker: {}, dealer: {} } }]);
    if (code === 48) this.tell([50, request, {}, [this.answers[String(procedure)] ?? {}]]);
    if (code === 32) this.tell([33, request, 1000 + Number(request)]);
  }
  tell(message: unknown): void {
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) })));
  }
  close(): void {
    this.readyState = 3;
  }
}

function prohashing(): Upstream {
  const upstream = upstreamOf('prohashing');
  if (!upstream) throw new Error('Prohashing is not on the list');
  return upstream;
}

async function told(quantity: string, answers: Readonly<Record<string, unknown>>) {
  const questions = prohashingQuestions.prohashing?.(WANTS, {}, true) ?? [];
  const errand = questions.find((question) => question.quantity === quantity)?.errandAt(NOW_MS, KEY);
  if (!errand || !('begin' in errand)) throw new Error(`no talk about ${quantity}`);
  return talk(errand, new Router(answers));
}

async function talk(errand: SocketErrand<unknown>, router: Router, upstream = prohashing()) {
  const talker = createSocketTalker({
    nowMs: () => NOW_MS,
    takeTurn: async () => 0,
    pause: async () => {},
    // What the talker uses of a WebSocket, a router of the test has.
    open: () => router.opened() as EventTarget as WebSocket,
  });
  const { heard } = await talker(upstream, errand, KEY, new AbortController().signal);
  return { value: heard.value, router };
}

test('prices of work are told to everybody: the key stays at home', async () => {
  const { value, router } = await told('work:prohashing', {
    f_all_profitability_updates: {
      '1': { algorithm_name: 'Scrypt', usd: 0.0025, btc: 6.9e-7, data_timestamp: 1_547_510_680 },
    },
  });
  expect(value).toMatchObject([
    { algorithm: 'scrypt', currency: 'BTC', perHsDay: expect.closeTo(6.9e-13, 18) },
    { algorithm: 'scrypt', currency: 'USD', perHsDay: expect.closeTo(2.5e-9, 14) },
  ]);
  expect(JSON.stringify(router.sent)).not.toContain(KEY);
  expect(router.readyState).toBe(3);
});

test('an account is told to its key: balances by coin, merged ones too', async () => {
  const { value } = await told('account:prohashing', {
    f_all_balance_updates: { Litecoin: 0.5, Dogecoin: 12 },
    f_all_miner_updates: [],
  });
  expect(value).toMatchObject({
    coins: expect.arrayContaining([
      expect.objectContaining({ coin: 'LTC', balance: 0.5 }),
      expect.objectContaining({ coin: 'DOGE', balance: 12 }),
    ]),
  });
});

test('what each coin earned and paid is asked of its HTTP side, with a key, and fees and coins without one', () => {
  const asked = (hasKey: boolean) =>
    (prohashingQuestions.prohashing?.(WANTS, {}, hasKey) ?? []).map(({ quantity }) => quantity);
  expect(asked(false)).toEqual(['work:prohashing', 'pools:prohashing', 'coins:prohashing']);
  expect(asked(true)).toContain('account:prohashing:wallet');
  const questions = prohashingQuestions.prohashing?.(WANTS, {}, true) ?? [];
  const errand = questions.find(({ quantity }) => quantity.endsWith(':wallet'))?.errandAt(NOW_MS, KEY);
  if (!errand || 'begin' in errand) throw new Error('no request');
  expect(JSON.stringify(errand.request)).not.toContain(KEY);
  const balances = {
    Litecoin: { abbreviation: 'ltc', balance: '0.5', unpaid: '0.6', total: '7', paid: '6.4' },
    Dogecoin: { abbreviation: 'doge', balance: '12', unpaid: '13', total: '100', paid: '87' },
  };
  const text = JSON.stringify({ code: 200, status: 'success', data: { balances } });
  const { value, past } = errand.read({ status: 200, text, receivedAtMs: NOW_MS });
  expect(value).toMatchObject({
    coins: [
      { coin: 'LTC', earned: 7, paid: 6.4 },
      { coin: 'DOGE', earned: 100, paid: 87 },
    ],
  });
  expect(past?.map(({ series }) => series)).toEqual([
    'earned:prohashing:wallet:LTC',
    'payable:prohashing:wallet:LTC',
    'earned:prohashing:wallet:DOGE',
    'payable:prohashing:wallet:DOGE',
  ]);
});

test('a socket that its row does not name is not opened', async () => {
  const questions = prohashingQuestions.prohashing?.(WANTS, {}, false) ?? [];
  const errand = questions[0]?.errandAt(NOW_MS);
  if (!errand || !('begin' in errand)) throw new Error('no talk');
  const elsewhere = { ...errand, url: 'wss://evil.example/ws' };
  await expect(talk(elsewhere, new Router({}))).rejects.toMatchObject({ kind: 'not-found' });
});

test('a router that refuses the login, or hangs up, is a failure in our words', async () => {
  const questions = prohashingQuestions.prohashing?.(WANTS, {}, false) ?? [];
  const errand = questions[0]?.errandAt(NOW_MS);
  if (!errand || !('begin' in errand)) throw new Error('no talk');
  const refusing = new Router({});
  refusing.send = () => refusing.tell([3, { message: 'no' }, 'wamp.error.authentication_failed']);
  await expect(talk(errand, refusing)).rejects.toMatchObject({ name: 'SourceError' });
  const leaving = new Router({});
  leaving.send = () => void queueMicrotask(() => leaving.dispatchEvent(new Event('close')));
  await expect(talk(errand, leaving)).rejects.toMatchObject({ kind: 'unreachable' });
});
