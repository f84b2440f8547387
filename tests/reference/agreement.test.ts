import { expect, test } from 'vitest';
import { agreement } from './agreement.ts';

const fieldsOf = (...args: Parameters<typeof agreement>) =>
  agreement(...args).disagreements.map(({ field }) => field);

test('a number is near enough within abs + rel·|expected|, and not a hair beyond', () => {
  const rule = { x: { abs: 0.5, rel: 0.1 } };
  expect(fieldsOf({ x: -9 + 0.0001 }, { x: -10 }, rule)).toEqual([]);
  expect(fieldsOf({ x: -8.5 }, { x: -10 }, rule)).toEqual([]);
  expect(fieldsOf({ x: -8.49 }, { x: -10 }, rule)).toEqual(['x']);
});

test('lists and records are compared element by element, and each difference is named by its path', () => {
  const expected = { fits: [{ b: [1, 2] }, { b: [3, null] }] };
  const found = { fits: [{ b: new Float64Array([1, 2.2]) }, { b: [3, 4] }] };
  expect(fieldsOf(found, expected, { fits: { abs: 0.1 } })).toEqual(['fits[0].b[1]', 'fits[1].b[1]']);
});

test('a tolerance may be meant for a field inside of a list of records', () => {
  const expected = { fits: [{ b: 1, c: 1 }] };
  expect(fieldsOf({ fits: [{ b: 1.05, c: 1.05 }] }, expected, { 'fits.b': { abs: 0.1 } })).toEqual([
    'fits[0].c',
  ]);
});

test('null is a missing value, and infinities are words', () => {
  const expected = { a: [null, 'Infinity', '-Infinity'] };
  const rule = { a: { abs: 1 } };
  expect(fieldsOf({ a: [Number.NaN, Infinity, -Infinity] }, expected, rule)).toEqual([]);
  expect(fieldsOf({ a: [0, 1e308, Number.NaN] }, expected, rule)).toEqual(['a[0]', 'a[1]', 'a[2]']);
  expect(fieldsOf({ a: [Number.NaN] }, { a: [1] }, { a: { abs: Infinity } })).toEqual(['a[0]']);
});

test('a list that is too short or too long is one disagreement', () => {
  expect(fieldsOf({ a: [1, 2] }, { a: [1] }, { a: { abs: 1 } })).toEqual(['a']);
  expect(fieldsOf({}, { a: [1] }, { a: { abs: 1 } })).toEqual(['a']);
});

test('a field without tolerance is a remark: nobody has to give it, but who gives it must be right', () => {
  expect(agreement({}, { status: 'optimal' }, {})).toEqual({ fields: 0, disagreements: [] });
  expect(fieldsOf({ status: 'optimal' }, { status: 'optimal' }, {})).toEqual([]);
  expect(fieldsOf({ status: 'infeasible' }, { status: 'optimal' }, {})).toEqual(['status']);
  const inside = { fits: [{ b: 1, note: 2 }] };
  expect(fieldsOf({ fits: [{ b: 1 }] }, inside, { 'fits.b': { abs: 0.1 } })).toEqual([]);
  expect(fieldsOf({ fits: [{ b: 1, note: 3 }] }, inside, { 'fits.b': { abs: 0.1 } })).toEqual([
    'fits[0].note',
  ]);
  expect(fieldsOf({ fits: [{}] }, inside, { 'fits.b': { abs: 0.1 } })).toEqual(['fits[0].b']);
});

test('of rules in words those that are written down are understood, any other is an error and no pass', () => {
  const exact = { a: { kind: 'exact for the stated algorithm' } };
  expect(fieldsOf({ a: [1] }, { a: [1] }, exact)).toEqual([]);
  expect(fieldsOf({ a: [1.1] }, { a: [1] }, exact)).toEqual(['a[0]']);
  expect(() => agreement({ a: 1 }, { a: 1 }, { a: { kind: 'near enough' } })).toThrow(
    /no rule is known for a/,
  );
});
