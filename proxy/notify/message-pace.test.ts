import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessagePace } from './message-pace.ts';

const MINUTE_MS = 60_000;

/** How many messages come of so many new things each minute, in so many minutes, and how many they told. */
function messagesOf(
  perMinute: number,
  minutes: number,
): { readonly messages: number; readonly left: number } {
  const pace = new MessagePace();
  let messages = 0;
  let due = 0;
  for (let second = 0; second < 60 * minutes; second += 5) {
    if (second % 60 === 0) due += perMinute;
    const told = pace.take('hook', due, 4, second * 1_000);
    due -= told;
    if (told > 0) messages += 1;
  }
  return { messages, left: due };
}

test('a few are told one by one, at once', () => {
  const pace = new MessagePace();
  expect([pace.take('a', 3, 4, 0), pace.take('a', 2, 4, 5_000), pace.take('a', 1, 4, 10_000)]).toEqual([
    1, 1, 1,
  ]);
  expect(pace.take('b', 0, 4, 0)).toBe(0);
});

test('more than three at a time are told in one, and what follows is collected for a minute', () => {
  const pace = new MessagePace();
  expect(pace.take('a', 4, 4, 0)).toBe(4);
  expect(pace.take('a', 1, 4, MINUTE_MS - 1)).toBe(0);
  expect(pace.take('a', 1, 4, MINUTE_MS)).toBe(1);
  expect(pace.take('b', 1, 4, 1)).toBe(1);
});

test('a flood is told ever more rarely, a calm channel at once again', () => {
  expect(messagesOf(17, 60)).toMatchObject({ messages: 7 });
  const pace = new MessagePace();
  let nowMs = 0;
  for (const restMin of [1, 2, 4, 8, 15, 15]) {
    expect(pace.take('a', 9, 4, nowMs)).toBe(9);
    expect(pace.take('a', 9, 4, nowMs + restMin * MINUTE_MS - 1)).toBe(0);
    nowMs += restMin * MINUTE_MS;
  }
  nowMs += 15 * MINUTE_MS;
  expect(pace.take('a', 9, 4, nowMs)).toBe(9);
  expect(pace.take('a', 1, 4, nowMs + MINUTE_MS)).toBe(1);
});

test('a drip that never ends is no storm either: five messages, and then summaries', () => {
  for (const perMinute of [1, 2, 3]) expect(messagesOf(perMinute, 120).messages).toBeLessThanOrEqual(20);
});

test('a clock that was set back by hours silences nobody', () => {
  const pace = new MessagePace();
  pace.take('a', 9, 4, 5 * 60 * MINUTE_MS);
  expect(pace.take('a', 1, 4, 0)).toBe(1);
});

test('whatever comes when, what is due is told within a quarter of an hour of being due', () => {
  const gaps = fc.array(
    fc.record({ afterMs: fc.integer({ min: 0, max: 1_800_000 }), count: fc.integer({ min: 1, max: 30 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  fc.assert(
    fc.property(gaps, (arrivals) => {
      const pace = new MessagePace();
      let nowMs = 0;
      for (const { afterMs, count } of arrivals) {
        nowMs += afterMs;
        const dueMs = nowMs;
        let due = count;
        while (due > 0) {
          due -= pace.take('a', due, 4, nowMs);
          if (due > 0) nowMs += 5_000;
        }
        expect(nowMs - dueMs).toBeLessThanOrEqual(16 * MINUTE_MS);
      }
    }),
  );
});
