import { expect, test } from 'vitest';
import { networkQuestions } from './network-questions.ts';

const NOW_MS = Date.UTC(2026, 10, 21, 14);

function heard(data: object) {
  const questions = networkQuestions.blockchair?.({ currency: 'EUR', coins: ['BTC'] }, {}, true) ?? [];
  const errand = questions.find(({ quantity }) => quantity === 'dominance:BTC')?.errandAt(NOW_MS);
  if (!errand || 'begin' in errand) throw new Error('no question');
  const text = JSON.stringify({ data, context: { code: 200 } });
  return errand.read({ status: 200, text, receivedAtMs: NOW_MS });
}

test('Blockchair is asked what part of the market a coin is, and that is kept', () => {
  const told = { market_dominance_percentage: 57.63, best_block_time: '2026-11-21 13:51:00' };
  const points = [{ atMs: Date.UTC(2026, 10, 21, 13, 51), value: 57.63 }];
  expect(heard(told).past).toEqual([{ series: 'dominance:blockchair:BTC', points }]);
});

test('of a chain of which it tells no part of the market nothing is kept', () => {
  expect(heard({ difficulty: 5 }).past).toEqual([]);
});
