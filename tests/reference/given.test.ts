import { expect, test } from 'vitest';
import { Given } from './given.ts';

test('null is a missing number, and infinities are words', () => {
  const given = new Given({ x: [1, null, 'Infinity', '-Infinity'], y: null });
  expect([...given.numbers('x'), given.number('y')]).toEqual([
    1,
    Number.NaN,
    Infinity,
    -Infinity,
    Number.NaN,
  ]);
});

test('a problem borrows the data of another by the ways the files have of saying it', () => {
  const first = new Given({ y: [1, 2], X: [[3]], a: [4], b: [5] });
  const siblings = new Map([['first', first]]);
  const given = (fields: Record<string, unknown>) => new Given(fields, siblings);
  expect([...given({ y: 'case first' }).numbers('y')]).toEqual([1, 2]);
  expect([...given({ samples: 'a, b of case first' }).numbers('b')]).toEqual([5]);
  expect(given({ data: 'X of first' }).matrix('data')).toEqual([Float64Array.of(3)]);
  expect([...given({ data: 'first' }).numbers('a')]).toEqual([4]);
  expect(given({ samples: 'a, b of case first' }).has('X')).toBe(false);
});

test('a field that holds something else is named', () => {
  const given = new Given({ x: 'three', y: 3 });
  expect(() => given.number('x')).toThrow('x is no number');
  expect(() => given.numbers('y')).toThrow('y is no list');
  expect(() => given.number('z')).toThrow('z is no number');
  expect(given.numberOr('z', 7)).toBe(7);
});
