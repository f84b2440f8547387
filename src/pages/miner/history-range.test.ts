import { expect, test } from 'vitest';
import { dayOfMoment, fetchedFor, RANGES, rangeOfDay, rangeUntil, stillGood } from './history-range.ts';

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

test('a zoom that is left behind by another stretch fetches within that one', () => {
  const whole = { fromMs: 1000, toMs: 2000 };
  expect(fetchedFor({ fromMs: 100, toMs: 200 }, whole)).toEqual({ fromMs: 1000, toMs: 1200 });
});

test('a day begins at midnight of the reader’s own clock, and what is no day is none', () => {
  const day = rangeOfDay('2026-10-05', '24h');
  expect(day?.fromMs).toBe(new Date(2026, 9, 5).getTime());
  expect(dayOfMoment(day?.fromMs ?? 0)).toBe('2026-10-05');
  expect(rangeOfDay('2026-02-30x', '24h')).toBeUndefined();
  expect(rangeOfDay('', '24h')).toBeUndefined();
});

test('fetched figures are used again until they are too narrow or too coarse', () => {
  const has = { fromMs: 300, toMs: 600 };
  expect(stillGood(has, { fromMs: 350, toMs: 450 })).toBe(true);
  expect(stillGood(has, { fromMs: 250, toMs: 350 })).toBe(false);
  expect(stillGood(has, { fromMs: 400, toMs: 420 })).toBe(false);
});
