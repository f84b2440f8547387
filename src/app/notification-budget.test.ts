import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NotificationContent } from '../ui/show-notification.ts';
import { NotificationBudget } from './notification-budget.ts';

const told = (tag: string, silent = false): NotificationContent => ({ tag, title: tag, body: '', silent });

test('a few notifications are shown one by one', () => {
  const budget = new NotificationBudget();
  expect(budget.take([told('a'), told('b'), told('c')], 0)).toHaveLength(3);
  expect(budget.take([told('d')], 60_000)).toMatchObject([{ tag: 'd' }]);
});

test('a thousand at once are one', () => {
  const budget = new NotificationBudget();
  const all = Array.from({ length: 1_000 }, (_, place) => told(`m${place}`));
  expect(budget.take(all, 0)).toMatchObject([{ title: '1000 alerts', silent: false }]);
});

test('what comes while the summary rests is told when that has been a minute, without further news', () => {
  const budget = new NotificationBudget();
  budget.take(
    ['a', 'b', 'c', 'd'].map((tag) => told(tag)),
    0,
  );
  expect(
    budget.take(
      ['e', 'f', 'g', 'h'].map((tag) => told(tag)),
      1_000,
    ),
  ).toEqual([]);
  expect(budget.take([told('e', true)], 2_000)).toEqual([]);
  expect(budget.take([], 60_000)).toMatchObject([{ title: '3 alerts, 1 over' }]);
  expect(budget.take([], 61_000)).toEqual([]);
});

test('only ends come without sound', () => {
  const budget = new NotificationBudget();
  expect(
    budget.take(
      ['a', 'b', 'c', 'd'].map((tag) => told(tag, true)),
      0,
    ),
  ).toMatchObject([{ title: '4 over', silent: true }]);
});

test('whatever comes whenever, no minute shows more than four, and nothing is lost', () => {
  const steps = fc.array(fc.record({ count: fc.nat(6), stepMs: fc.nat(50_000) }), { maxLength: 60 });
  fc.assert(
    fc.property(steps, (turns) => {
      const budget = new NotificationBudget();
      let nowMs = 0;
      let named = 0;
      const shown: number[] = [];
      for (const { count, stepMs } of turns) {
        nowMs += stepMs;
        const news = Array.from({ length: count }, () => told(`t${named++}`));
        for (const _ of budget.take(news, nowMs)) shown.push(nowMs);
      }
      for (const atMs of shown)
        expect(shown.filter((other) => other >= atMs && other < atMs + 60_000).length).toBeLessThanOrEqual(4);
      // Whatever waits is told by a minute later.
      expect(budget.take([], nowMs + 60_000).length).toBeLessThanOrEqual(1);
      expect(budget.take([], nowMs + 120_000)).toEqual([]);
    }),
  );
});
