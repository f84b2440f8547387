import { expect, test } from 'vitest';
import { rejectReasons } from './reject-reasons.ts';

test('reasons stand most frequent first, each as a part of all shares', () => {
  const reasons = rejectReasons({
    accepted: 990,
    rejected: 10,
    rejectedReasons: [
      { message: 'Duplicate share', count: 2 },
      { message: 'Above target', count: 8 },
    ],
  });
  expect(reasons.map(({ message, share }) => [message, share])).toEqual([
    ['Above target', 0.008],
    ['Duplicate share', 0.002],
  ]);
});

test('stale shares are a reason of their own', () => {
  expect(rejectReasons({ accepted: 99, rejected: 0, stale: 1 })[0]).toMatchObject({ count: 1, share: 0.01 });
});

test('rejected shares that no reason accounts for are told as such', () => {
  const reasons = rejectReasons({
    accepted: 900,
    rejected: 90,
    stale: 10,
    rejectedReasons: [{ message: 'Duplicate share', count: 60 }],
  });
  expect(reasons.map(({ message, count }) => [message, count])).toEqual([
    ['Duplicate share', 60],
    ['No reason told', 30],
    ['Stale', 10],
  ]);
  expect(reasons[1]?.explanation).toContain('does not say why');
});

test('the words that pools use are explained, and unknown ones are left as they are', () => {
  const explain = (message: string) =>
    rejectReasons({ accepted: 1, rejectedReasons: [{ message, count: 1 }] })[0]?.explanation;
  expect(explain('Job not found (=stale)')).toContain('too late');
  expect(explain('Above target')).toContain('Too easy');
  expect(explain('Unauthorized worker')).toContain('worker');
  expect(explain('Moon in the wrong house')).toBe('The pool’s own words.');
});

test('without a count of accepted shares there is a number and no percentage', () => {
  expect(rejectReasons({ rejectedReasons: [{ message: 'stale', count: 3 }] })[0]).toMatchObject({
    count: 3,
    share: undefined,
  });
});
