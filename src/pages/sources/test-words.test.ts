import { expect, test } from 'vitest';
import { fieldsOfProvider } from '../../domain/fields-of-providers.ts';
import { fieldValue } from '../../domain/provider-fields.ts';
import type { SourceErrorKind } from '../../domain/source-error.ts';
import type { Answer } from '../../domain/sourced.ts';
import type { SourceState } from '../../domain/sources-view.ts';
import { UPSTREAMS, upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { testWords, wantWords } from './test-words.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 14, 37);
const stateOf = (id: string, hasKey = false): SourceState => ({
  choice: { id, enabled: true, fields: {}, changedAtMs: 0 },
  hasKey,
  questions: [],
});

function answered(provider: string, more: Partial<Answer> = {}): Answer {
  const atMs = NOW_MS - 120_000;
  const value = [{ coin: 'BTC', currency: 'EUR', price: 83_210, atMs }];
  return {
    key: `prices:EUR@${provider}`,
    quantity: 'prices:EUR',
    provider,
    askedAtMs: NOW_MS,
    failures: 0,
    nextAtMs: NOW_MS,
    heard: { value, provider, atMs, receivedAtMs: NOW_MS - 1_000 },
    ...more,
  };
}
function failed(provider: string, kind: SourceErrorKind, detail: string): Answer {
  const failure = { kind, detail, atMs: NOW_MS };
  return { ...answered(provider), failures: 1, failure };
}
function words(id: string, answers: readonly Answer[], hasKey = false): readonly string[] {
  const upstream = upstreamOf(id);
  if (!upstream) throw new Error(`no ${id}`);
  return testWords(upstream, stateOf(id, hasKey), answers, NOW_MS).map((line) =>
    line.replace(/[\u00a0\u202f]/g, ' '),
  );
}

test('a test that goes well tells the figure and its age', () => {
  expect(words('coingecko', [answered('coingecko')])).toEqual([
    'It answers.',
    '1 BTC = €83,210.00, 2 min ago',
  ]);
});

test('one that fails tells why, what it said itself, and how old its last good answer is', () => {
  const lines = words('coingecko', [failed('coingecko', 'rate-limited', 'You have exceeded the limit')]);
  expect(lines[0]).toBe('It failed: It was asked too often, and wants a pause.');
  expect(lines).toContain('It says: “You have exceeded the limit”');
  expect(lines.join(' ')).toMatch(/Last good answer .* ago/);
});

test('what nobody said is not put into the mouth of the provider', () => {
  const lines = words('blockchair', [
    failed('blockchair', 'unreachable', 'the name api.blockchair.com is not known'),
  ]);
  expect(lines).toContain('More exactly: the name api.blockchair.com is not known.');
  expect(lines.join(' ')).not.toContain('It says');
});

test.each(
  UPSTREAMS.filter(({ key }) => key?.required).map((upstream) => [upstream.id, upstream.key?.env ?? '']),
)('%s without a key says that it wants one, and where to put it', (id, env) => {
  const [verdict = ''] = words(id, [failed(id, 'refused', 'it wants a key')]);
  expect(verdict).toMatch(/^It wants your key/);
  expect(verdict).toContain(env);
  const [withKey = ''] = words(id, [failed(id, 'refused', 'wrong key')], true);
  expect(withKey).toBe('It failed: It wants a key, or refuses the one it got.');
});

test.each(UPSTREAMS.map(({ id }) => [id]))('%s says what it wants to be told, if anything', (id) => {
  const fields = fieldsOfProvider(id);
  const wanted = wantWords(fields, stateOf(id));
  const isWanted = fields.some((field) => fieldValue(field, '') === undefined);
  expect(wanted !== undefined).toBe(isWanted);
  if (wanted) expect(wanted).toMatch(/^It wants to be told: .+\. Fill in/);
});
