import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Alert, Severity } from '../../src/domain/alert.ts';
import { type AlarmRules, DEFAULT_ALARM_RULES } from '../../src/domain/channel.ts';
import { AlarmQueue, MOST_WAITING, type QueueChannel, type QueueItem } from './alarm-queue.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.parse('2026-01-15T12:00:00Z');

const phone: QueueChannel = { id: 'phone', on: true, least: 'act', afterMin: 0, tellsAcknowledged: false };
const wife: QueueChannel = { ...phone, id: 'wife', afterMin: 15 };

function alertOf(id: string, more: Partial<Alert> = {}): Alert {
  const severity: Severity = 'act';
  const evidence = { sinceMs: START_MS };
  return { id, kind: 'overheated', minerIds: [id], severity, openedAtMs: START_MS, evidence, ...more };
}

const noted = (alert: Alert) => ({ alert, names: [alert.id], tag: `tag-${alert.id}` });
const over = (id: string, atMs: number) => alertOf(id, { resolvedAtMs: atMs });
const seen = (id: string, atMs: number) => alertOf(id, { acknowledgedAtMs: atMs });
const words = (items: readonly QueueItem[]) => items.map(({ alertId, phase }) => `${alertId} ${phase}`);

/** All that a channel is told from one moment to another, message by message, each of which arrives. */
function told(
  queue: AlarmQueue,
  fromMs: number,
  toMs: number,
  rules = DEFAULT_ALARM_RULES,
  channelId = 'phone',
) {
  const messages: { atMs: number; items: readonly QueueItem[] }[] = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += 5_000) {
    for (
      let items = queue.begin(channelId, rules, atMs);
      items.length > 0;
      items = queue.begin(channelId, rules, atMs)
    ) {
      messages.push({ atMs, items });
      queue.end(items);
    }
  }
  return messages;
}

test('an alert is told once when it opens and once when it is over', () => {
  const queue = new AlarmQueue();
  for (let step = 0; step < 5; step += 1) queue.note(noted(alertOf('a')), [phone], START_MS + step);
  expect(told(queue, START_MS, START_MS + MINUTE_MS).map(({ items }) => words(items))).toEqual([
    ['a opened'],
  ]);
  queue.note(noted(over('a', START_MS + 1)), [phone], START_MS + 2 * MINUTE_MS);
  const later = told(queue, START_MS + 2 * MINUTE_MS, START_MS + 4 * MINUTE_MS);
  expect(later.map(({ items }) => words(items))).toEqual([['a resolved']]);
  expect(queue.state).toEqual({ noted: [], waiting: [], told: [], underWay: [] });
});

test('what is only worth a look is told to whoever wants that, and all are told once it wants action', () => {
  const watchful = { ...phone, id: 'log', least: 'watch' } as const;
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a', { severity: 'watch' })), [phone, watchful], START_MS);
  queue.note(noted(alertOf('b', { severity: 'info' })), [phone, watchful], START_MS);
  expect(queue.begin('phone', DEFAULT_ALARM_RULES, START_MS)).toEqual([]);
  expect(words(queue.begin('log', DEFAULT_ALARM_RULES, START_MS))).toEqual(['a opened']);
  queue.note(noted(alertOf('a')), [phone, watchful], START_MS + 1);
  expect(words(queue.begin('phone', DEFAULT_ALARM_RULES, START_MS + 1))).toEqual(['a opened']);
  expect(queue.begin('log', DEFAULT_ALARM_RULES, START_MS + 1)).toEqual([]);
});

test('a message that was under way when the helper ended is not sent again, and its end still is', () => {
  const before = new AlarmQueue();
  before.note(noted(alertOf('a')), [phone], START_MS);
  before.note(noted(alertOf('b')), [phone], START_MS);
  expect(words(before.begin('phone', DEFAULT_ALARM_RULES, START_MS))).toEqual(['a opened']);
  const after = new AlarmQueue(JSON.parse(JSON.stringify(before.state)));
  expect(words(after.interrupted)).toEqual(['a opened']);
  after.note(noted(alertOf('a')), [phone], START_MS + MINUTE_MS);
  const rest = told(after, START_MS + MINUTE_MS, START_MS + 2 * MINUTE_MS);
  expect(rest.map(({ items }) => words(items))).toEqual([['b opened']]);
  after.note(noted(over('a', START_MS)), [phone], START_MS + 3 * MINUTE_MS);
  expect(words(after.begin('phone', DEFAULT_ALARM_RULES, START_MS + 3 * MINUTE_MS))).toEqual(['a resolved']);
});

test('what surely did not arrive is tried again, later each time', () => {
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [phone], START_MS);
  let atMs = START_MS;
  const pauses: number[] = [];
  for (let tries = 0; tries < 9; tries += 1) {
    const items = queue.begin('phone', DEFAULT_ALARM_RULES, atMs);
    expect(words(items)).toEqual(['a opened']);
    queue.takeBack(items, atMs);
    const { notBeforeMs = 0 } = queue.state.waiting[0] ?? {};
    expect(queue.begin('phone', DEFAULT_ALARM_RULES, notBeforeMs - 1)).toEqual([]);
    pauses.push((notBeforeMs - atMs) / MINUTE_MS);
    atMs = notBeforeMs;
  }
  expect(pauses).toEqual([0.5, 1, 2, 4, 8, 16, 30, 30, 30]);
});

test('a provider that wants a pause gets it', () => {
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [phone], START_MS);
  queue.takeBack(queue.begin('phone', DEFAULT_ALARM_RULES, START_MS), START_MS, 600);
  expect(queue.begin('phone', DEFAULT_ALARM_RULES, START_MS + 599_999)).toEqual([]);
  expect(queue.begin('phone', DEFAULT_ALARM_RULES, START_MS + 600_000)).toHaveLength(1);
});

test('an end that could not be told is told again, and not as a new alert', () => {
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [phone], START_MS);
  queue.end(queue.begin('phone', DEFAULT_ALARM_RULES, START_MS));
  queue.note(noted(over('a', START_MS)), [phone], START_MS + MINUTE_MS);
  queue.takeBack(queue.begin('phone', DEFAULT_ALARM_RULES, START_MS + MINUTE_MS), START_MS + MINUTE_MS);
  const later = told(queue, START_MS + 2 * MINUTE_MS, START_MS + 9 * MINUTE_MS);
  expect(later.map(({ items }) => words(items))).toEqual([['a resolved']]);
});

test('an alert that ended while its first message failed is told in one, and one that was seen is not told', () => {
  const queue = new AlarmQueue();
  for (const id of ['a', 'b']) {
    queue.note(noted(alertOf(id)), [phone], START_MS);
    const items = queue.begin('phone', DEFAULT_ALARM_RULES, START_MS);
    queue.note(noted(id === 'a' ? over('a', START_MS) : seen('b', START_MS)), [phone], START_MS + 1);
    queue.takeBack(items, START_MS + 2);
  }
  const later = told(queue, START_MS + 3, START_MS + 10 * MINUTE_MS);
  expect(later.map(({ items }) => words(items))).toEqual([['a resolved']]);
});

test('of a thousand miners that fail one by one a channel gets a handful of messages, and each is in one', () => {
  const queue = new AlarmQueue();
  const ids = Array.from({ length: 1_000 }, (_, index) => `miner-${index}`);
  const messages: (readonly QueueItem[])[] = [];
  for (let second = 0; second <= 600; second += 1) {
    const atMs = START_MS + 1_000 * second;
    for (const id of ids.slice(10 * second, 10 * second + 10)) queue.note(noted(alertOf(id)), [phone], atMs);
    messages.push(...told(queue, atMs, atMs).map(({ items }) => items));
  }
  expect(messages.length).toBeLessThanOrEqual(5);
  expect(messages.flat()).toHaveLength(1_000);
  expect(new Set(messages.flat().map(({ alertId }) => alertId)).size).toBe(1_000);
});

test('a channel never gets more messages in a minute than its owner wants, and hears of everything', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 600 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      (seconds, mostPerMinute) => {
        const queue = new AlarmQueue();
        const order = [...seconds].sort((a, b) => a - b);
        const atMs: number[] = [];
        const heard: string[] = [];
        for (let second = 0; second <= 1_800; second += 5) {
          const nowMs = START_MS + 1_000 * second;
          order.forEach((opens, index) => {
            if (opens > second - 5 && opens <= second) queue.note(noted(alertOf(`${index}`)), [phone], nowMs);
          });
          for (const { items } of told(queue, nowMs, nowMs, { mostPerMinute })) {
            atMs.push(nowMs);
            heard.push(...items.map(({ alertId }) => alertId));
          }
        }
        for (const from of atMs)
          expect(atMs.filter((at) => at >= from && at < from + MINUTE_MS).length).toBeLessThanOrEqual(
            mostPerMinute,
          );
        expect(heard.toSorted()).toEqual(order.map((_, index) => `${index}`).sort());
      },
    ),
    { numRuns: 30 },
  );
});

const night: AlarmRules = {
  mostPerMinute: 4,
  quiet: { fromMin: 22 * 60, toMin: 7 * 60, timeZone: 'Europe/Vienna', letActThrough: false },
};
const MIDNIGHT_MS = Date.parse('2026-01-15T23:00:00Z');

test('in quiet hours nothing is told; what is over by morning is told once, as over', () => {
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [phone], MIDNIGHT_MS);
  queue.note(noted(alertOf('b')), [phone], MIDNIGHT_MS);
  queue.note(noted(over('a', MIDNIGHT_MS)), [phone], MIDNIGHT_MS + MINUTE_MS);
  const messages = told(queue, MIDNIGHT_MS, MIDNIGHT_MS + 8 * 60 * MINUTE_MS, night);
  expect(messages.flatMap(({ items }) => words(items)).sort()).toEqual(['a resolved', 'b opened']);
  expect(new Date(messages[0]?.atMs ?? 0).toISOString()).toBe('2026-01-16T06:00:00.000Z');
});

test('what wants action comes through quiet hours where its owner says so, and its end waits', () => {
  const rules: AlarmRules = {
    ...night,
    quiet: { ...night.quiet, letActThrough: true } as NonNullable<AlarmRules['quiet']>,
  };
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [phone], MIDNIGHT_MS);
  queue.note(noted(alertOf('b', { severity: 'watch' })), [{ ...phone, least: 'watch' }], MIDNIGHT_MS);
  const first = told(queue, MIDNIGHT_MS, MIDNIGHT_MS + 5 * MINUTE_MS, rules);
  expect(first.map(({ items }) => words(items))).toEqual([['a opened']]);
  queue.note(noted(over('a', MIDNIGHT_MS)), [phone], MIDNIGHT_MS + 5 * MINUTE_MS);
  expect(told(queue, MIDNIGHT_MS + 5 * MINUTE_MS, MIDNIGHT_MS + 60 * MINUTE_MS, rules)).toEqual([]);
});

test('a second channel is told only of what nobody has seen for a while', () => {
  const queue = new AlarmQueue();
  for (const id of ['a', 'b', 'c']) queue.note(noted(alertOf(id)), [phone, wife], START_MS);
  queue.note(noted(seen('b', START_MS)), [phone, wife], START_MS + 14 * MINUTE_MS);
  queue.note(noted(over('c', START_MS)), [phone, wife], START_MS + 14 * MINUTE_MS);
  expect(told(queue, START_MS, START_MS + 15 * MINUTE_MS - 1, DEFAULT_ALARM_RULES, 'wife')).toEqual([]);
  const messages = told(
    queue,
    START_MS + 15 * MINUTE_MS,
    START_MS + 60 * MINUTE_MS,
    DEFAULT_ALARM_RULES,
    'wife',
  );
  expect(messages.map(({ items }) => words(items))).toEqual([['a opened']]);
});

test('that an alert was seen is told only where that makes no second message', () => {
  const edits = { ...phone, id: 'chat', tellsAcknowledged: true };
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [phone, edits], START_MS);
  for (const id of ['phone', 'chat']) queue.end(queue.begin(id, DEFAULT_ALARM_RULES, START_MS), `${id}-42`);
  queue.note(noted(seen('a', START_MS)), [phone, edits], START_MS + MINUTE_MS);
  expect(queue.begin('phone', DEFAULT_ALARM_RULES, START_MS + MINUTE_MS)).toEqual([]);
  const [item] = queue.begin('chat', DEFAULT_ALARM_RULES, START_MS + MINUTE_MS);
  expect(item).toMatchObject({ alertId: 'a', phase: 'acknowledged' });
  expect(item && queue.referenceOf(item)).toBe('chat-42');
});

test('nobody is told yesterday’s alarm, and no more waits than there is room for', () => {
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('old')), [phone], START_MS);
  expect(queue.giveUp(START_MS + 24 * 60 * MINUTE_MS)).toEqual([]);
  expect(words(queue.giveUp(START_MS + 24 * 60 * MINUTE_MS + 1))).toEqual(['old opened']);
  for (let index = 0; index < MOST_WAITING + 7; index += 1)
    queue.note(noted(alertOf(`${index}`)), [phone], START_MS);
  expect(queue.giveUp(START_MS)).toHaveLength(7);
  expect(queue.waitingCount).toBe(MOST_WAITING);
});

test('a channel that is gone is told nothing more', () => {
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [phone, { ...wife, on: false }], START_MS);
  queue.keepChannels(new Set(['wife']));
  expect(queue.waitingCount).toBe(0);
});

test('what its owner has put aside is told anew when it gets worse, where it was told and where it was not', () => {
  const watchful = { ...phone, id: 'log', least: 'watch' } as const;
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a', { severity: 'watch' })), [phone, watchful], START_MS);
  expect(told(queue, START_MS, START_MS, DEFAULT_ALARM_RULES, 'log')).toHaveLength(1);
  queue.note(
    noted(alertOf('a', { severity: 'watch', acknowledgedAtMs: START_MS })),
    [phone, watchful],
    START_MS,
  );
  queue.note(noted(alertOf('a')), [phone, watchful], START_MS + 1);
  for (const id of ['phone', 'log'])
    expect(told(queue, START_MS + 1, START_MS + MINUTE_MS, DEFAULT_ALARM_RULES, id)).toMatchObject([
      { items: [{ alertId: 'a', phase: 'opened' }] },
    ]);
});

test('a mute of three days costs no alarm that waited when it began', () => {
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [wife], START_MS);
  const endMs = START_MS + 3 * 24 * 60 * MINUTE_MS;
  for (let atMs = START_MS; atMs < endMs; atMs += 60 * MINUTE_MS)
    expect(queue.giveUp(atMs, () => true)).toEqual([]);
  expect(queue.giveUp(endMs)).toEqual([]);
  expect(words(queue.begin('wife', DEFAULT_ALARM_RULES, endMs))).toEqual(['a opened']);
});

test('a second channel whose turn comes in quiet hours is told in the morning, if it is still wrong', () => {
  const night = { fromMin: 22 * 60, toMin: 7 * 60, timeZone: 'Europe/Vienna', letActThrough: false };
  const rules = { ...DEFAULT_ALARM_RULES, quiet: night };
  // 21:50 in Vienna, ten minutes before they begin; the night in which clocks go forward.
  const eveningMs = Date.parse('2026-03-28T20:50:00Z');
  const queue = new AlarmQueue();
  queue.note(noted(alertOf('a')), [wife], eveningMs);
  queue.note(noted(alertOf('b')), [wife], eveningMs);
  queue.note(noted(over('b', eveningMs)), [wife], eveningMs + 60 * MINUTE_MS);
  const morningMs = Date.parse('2026-03-29T05:00:00Z');
  expect(told(queue, eveningMs, morningMs - 5_000, rules, 'wife')).toEqual([]);
  expect(
    told(queue, morningMs, morningMs + MINUTE_MS, rules, 'wife').map(({ items }) => words(items)),
  ).toEqual([['a opened']]);
});
