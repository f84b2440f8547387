import { expect, test } from 'vitest';
import { fetchedFor, RANGES, rangeUntil, stillGood } from './history-range.ts';

const NOON = Date.UTC(2026, 0, 5, 12);

test('a range of 24 h moves once in three minutes, and always holds now', () => {
  const range = rangeUntil(NOON + 1, '24h', 10_000);
  expect(range).toEqual(rangeUntil(NOON + 179_000, '24h', 10_000));
  expect(range.toMs).toBe(NOON + 180_000);
  expect(range.toMs - range.fromMs).toBe(RANGES['24h']);
});

test('a range of an hour moves with each poll that its points can tell apart', () => {
  expect(rangeUntil(NOON + 1, '1h', 10_000).toMs).toBe(NOON + 10_000);
  expect(rangeUntil(NOON + 1, '1h', 5_000).toMs).toBe(NOON + 7_500);
});

test('a zoomed chart fetches as much again to either side, within the whole', () => {
  const whole = { fromMs: 0, toMs: 1000 };
  expect(fetchedFor({ fromMs: 400, toMs: 500 }, whole)).toEqual({ fromMs: 300, toMs: 600 });
  expect(fetchedFor({ fromMs: 0, toMs: 100 }, whole)).toEqual({ fromMs: 0, toMs: 200 });
});

test('fetched figures are used again until they are too narrow or too coarse', () => {
  const has = { fromMs: 300, toMs: 600 };
  expect(stillGood(has, { fromMs: 350, toMs: 450 })).toBe(true);
  expect(stillGood(has, { fromMs: 250, toMs: 350 })).toBe(false);
  expect(stillGood(has, { fromMs: 400, toMs: 420 })).toBe(false);
});
