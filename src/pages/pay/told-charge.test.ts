import { expect, test } from 'vitest';
import { octopusCharge } from './told-charge.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 15, 12);
const charge = (perDay: number, change: object = {}) => ({
  fromMs: NOW - DAY,
  toMs: Number.POSITIVE_INFINITY,
  perDay,
  payment: 'any payment',
  ...change,
});
const told = (...value: readonly unknown[]) => ({
  'charges:octopus': { value, provider: 'octopus', atMs: NOW, receivedAtMs: NOW - 1 },
});

test('the charge that holds now is told, with its age', () => {
  const past = charge(0.4, { toMs: NOW - 1 });
  expect(octopusCharge(told(past, charge(0.53)), 'GBP', NOW)).toEqual({ perDay: 0.53, toldAtMs: NOW - 1 });
});

test('of two ways of paying the one that most have is taken', () => {
  const cash = charge(0.6, { payment: 'NON_DIRECT_DEBIT' });
  const debit = charge(0.5, { payment: 'DIRECT_DEBIT' });
  expect(octopusCharge(told(cash, debit), 'GBP', NOW)?.perDay).toBe(0.5);
});

test('pounds are not counted as another currency, and what cannot be read is nothing', () => {
  expect(octopusCharge(told(charge(0.53)), 'EUR', NOW)).toBeUndefined();
  expect(octopusCharge(told(null, { perDay: '0.5' }), 'GBP', NOW)).toBeUndefined();
  expect(octopusCharge({}, 'GBP', NOW)).toBeUndefined();
});
