import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimProgressOf, offerPairing } from './proxy-pairing.ts';

/** What a page makes of a helper that answers about pairing otherwise than it should. */

const CODE = 'AAAAAAAA-the-secret-of-it-BBBB';
const warned: string[] = [];
beforeEach(() => {
  warned.length = 0;
  vi.spyOn(console, 'warn').mockImplementation((...words) => void warned.push(words.map(String).join(' ')));
});
afterEach(() => vi.restoreAllMocks());

const answering = (body: string, status = 200, headers: Record<string, string> = {}) => ({
  baseUrl: '',
  token: 'the-token',
  fetch: async () => new Response(body, { status, headers: { 'x-davylamp-speaker': 'proxy', ...headers } }),
});

test('a problem is told with the time to wait', async () => {
  const body = JSON.stringify({ type: 'urn:davylamp:problem:throttled' });
  const asked = claimProgressOf(answering(body, 429, { 'retry-after': '8' }));
  await expect(asked).rejects.toEqual({ pairingFailure: true, problem: 'throttled', retryAfterS: 8 });
  expect(warned).toEqual([]);
});

test.each([
  ['a problem that breaks off', `{"type":"urn:davylamp:prob ${CODE}`, 500, 'SyntaxError'],
  ['a problem of another kind', JSON.stringify({ type: 'about:blank', code: CODE }), 500, 'TypeError'],
  ['an offer that breaks off', `{"code":"${CODE}`, 200, 'SyntaxError'],
  ['an offer without its parts', JSON.stringify({ code: CODE, id: CODE }), 200, 'ValiError'],
])(
  '%s is a reply that cannot be read; the console says why, and never the code',
  async (_, body, status, why) => {
    await expect(offerPairing(answering(body, status))).rejects.toEqual({
      pairingFailure: true,
      problem: 'bad-reply',
    });
    expect(warned).toEqual([expect.stringContaining(why)]);
    expect(warned[0]).toContain('/api/pairing/offers');
    for (const secret of [CODE, CODE.slice(0, 12), 'the-token']) expect(warned[0]).not.toContain(secret);
  },
);
