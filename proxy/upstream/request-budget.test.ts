import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestBudget } from './request-budget.ts';

test('whatever comes when, no minute sees more requests than allowed', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }),
      (requestsPerMinute, pausesMs) => {
        const budget = new RequestBudget();
        let nowMs = 0;
        const askedAtMs: number[] = [];
        for (const pauseMs of pausesMs) {
          nowMs += pauseMs;
          if (budget.take({ id: 'a', requestsPerMinute }, nowMs) === 0) askedAtMs.push(nowMs);
        }
        for (const fromMs of askedAtMs) {
          const within = askedAtMs.filter((atMs) => atMs >= fromMs && atMs < fromMs + 60_000);
          expect(within.length).toBeLessThanOrEqual(requestsPerMinute);
        }
      },
    ),
  );
});

test('the time to wait that is told is exactly enough', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 30, noNaN: true }), (requestsPerMinute) => {
      const budget = new RequestBudget();
      const provider = { id: 'a', requestsPerMinute };
      while (budget.take(provider, 0) === 0);
      const waitMs = budget.take(provider, 0);
      expect(budget.take(provider, waitMs - 1)).toBeGreaterThan(0);
      expect(budget.take(provider, waitMs + 1e-6)).toBe(0);
    }),
  );
});

test('one request in ten minutes is one in ten minutes', () => {
  const budget = new RequestBudget();
  const provider = { id: 'a', requestsPerMinute: 0.1 };
  expect(budget.take(provider, 0)).toBe(0);
  expect(budget.take(provider, 60_000)).toBe(540_000);
  expect(budget.take(provider, 600_000)).toBe(0);
});

test('providers do not count for each other', () => {
  const budget = new RequestBudget();
  expect(budget.take({ id: 'a', requestsPerMinute: 1 }, 0)).toBe(0);
  expect(budget.take({ id: 'b', requestsPerMinute: 1 }, 0)).toBe(0);
});

test('a clock that is set back locks nobody out for longer than a minute', () => {
  const budget = new RequestBudget();
  const provider = { id: 'a', requestsPerMinute: 1 };
  expect(budget.take(provider, 86_400_000)).toBe(0);
  expect(budget.take(provider, 1_000)).toBe(60_000);
  expect(budget.take(provider, 61_000)).toBe(0);
});

test('a provider that shuts its door is left alone for an hour at most', () => {
  const budget = new RequestBudget();
  const provider = { id: 'a', requestsPerMinute: 10 };
  budget.close(provider, 30 * 86_400_000, 0);
  expect(budget.take(provider, 0)).toBe(3_600_000);
  expect(budget.take(provider, 3_600_000)).toBe(0);
});
