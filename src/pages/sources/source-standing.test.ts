import { expect, test } from 'vitest';
import type { QuestionState, SourceState } from '../../domain/sources-view.ts';
import { upstreamOf } from '../../domain/upstreams/upstreams.ts';
import { standingOf } from './source-standing.ts';

const NOW_MS = Date.UTC(2026, 2, 1, 12);
const MINUTE_MS = 60_000;

function question(quantity: string, more: Partial<QuestionState> = {}): QuestionState {
  return {
    key: `${quantity}@coingecko`,
    quantity,
    provider: 'coingecko',
    askedAtMs: NOW_MS - MINUTE_MS,
    failures: 0,
    nextAtMs: NOW_MS + MINUTE_MS,
    ...more,
  };
}

function standing(...questions: readonly QuestionState[]) {
  const upstream = upstreamOf('coingecko');
  if (!upstream) throw new Error('no CoinGecko in the table');
  const choice = { id: 'coingecko', enabled: true, fields: {}, changedAtMs: 0 };
  const state: SourceState = { choice, hasKey: false, questions };
  return standingOf(upstream, [], state, NOW_MS);
}

const failed = {
  failures: 2,
  failure: { kind: 'unreachable', detail: 'it cannot be reached', atMs: NOW_MS },
} as const;

test('a question that never was answered takes nothing from the age of what the others brought', () => {
  const { tone, more } = standing(
    question('prices:EUR', { receivedAtMs: NOW_MS - 7 * MINUTE_MS }),
    question('past:price:BTC:EUR', failed),
  );
  expect(tone).toBe('watch');
  expect(more.join(' ')).toMatch(/Last good answer 7\smin ago\./);
});

test('one that fails and was never heard says that there is no good answer yet', () => {
  expect(standing(question('prices:EUR', failed)).more).toContain('No good answer yet.');
});
