import { expect, test } from 'vitest';
import type { Alert } from '../../src/domain/alert.ts';
import { alarmMessage, problemWords, summaryMessage } from './alarm-words.ts';

const hot: Alert = {
  id: 'a',
  kind: 'overheated',
  minerIds: ['a'],
  severity: 'act',
  openedAtMs: 60_000,
  evidence: { sinceMs: 0 },
};
const context = { names: ['Kitchen'], tag: 't', nowMs: 600_000 };

test('a message says who, what, what to do and for how long', () => {
  const { title, text } = alarmMessage(hot, 'opened', context);
  expect(title).toBe('Kitchen: Overheated');
  expect(text).toBe(
    'It protected itself from heat. For 10 min now. Let it cool and find the reason before you start it again.',
  );
});

test('a guess says how sure it is, and never that it is certain', () => {
  const silent: Alert = { ...hot, kind: 'silent-death', confidence: 0.9999999 };
  expect(alarmMessage(silent, 'opened', context).text).toContain('99.99 % sure.');
});

test.each([
  [{ resolvedAtMs: 3_900_000 }, 'Over after 65 min.'],
  [{ resolvedAtMs: 11_100_000, endedBy: 'paused' }, 'It was paused after 3 h 5 min.'],
  [{ resolvedAtMs: 259_200_000, endedBy: 'not-hashing' }, 'It stopped hashing after 3 days.'],
] as const)('an end says how and after what time: %j', (more, text) => {
  expect(alarmMessage({ ...hot, ...more }, 'resolved', context).text).toBe(text);
});

test('many alerts are counted by kind, with the names of two, and are urgent only while one is open', () => {
  const entry = (name: string, more: Partial<Alert> = {}) => ({
    alert: { ...hot, ...more },
    phase: more.resolvedAtMs === undefined ? ('opened' as const) : ('resolved' as const),
    names: [name],
  });
  const over = { resolvedAtMs: 9 };
  const some = [entry('A'), entry('B'), entry('C', { kind: 'vr-hot' }), entry('D', over)];
  expect(summaryMessage(some, context)).toMatchObject({
    severity: 'act',
    title: '3 alarms, 1 over',
    text: '2 × Overheated, 1 × Regulator (VR) hot. A, B and 1 more.',
  });
  expect(summaryMessage([entry('D', over)], context)).toMatchObject({ severity: 'info', title: '1 over' });
});

test('a failure is told with what to do, when to come again, and the provider’s words', () => {
  expect(problemWords('throttled', { waitS: 35, said: 'Too Many Requests' })).toBe(
    'It wants fewer messages. It may be asked again in 35 s. It says: “Too Many Requests”',
  );
});

test('several that share what failed are one message that says what it looks like, and names no address', () => {
  const all: Alert = {
    ...hot,
    kind: 'unreachable',
    minerIds: ['a', 'b', 'c'],
    shared: { by: 'everything', othersWell: 0 },
  };
  const { title, text } = alarmMessage(all, 'opened', { ...context, names: ['A', 'B', 'C'] });
  expect(title).toBe('3 miners: No answer, looks like your router');
  expect(text).toMatch(/helper’s own cable or Wi-Fi.*Look at the router first/);
  const network: Alert = { ...all, shared: { by: 'network', name: '10.0.0.0/24', othersWell: 2 } };
  const told = alarmMessage(network, 'opened', context);
  expect(`${told.title} ${told.text}`).not.toMatch(/10\.0|undefined/);
});

test('what else a miner shows is told in the message of its alert', () => {
  const both: Alert = { ...hot, also: ['chip-hot'] };
  expect(alarmMessage(both, 'opened', context).text).toContain('It also shows: Chip hot.');
});
