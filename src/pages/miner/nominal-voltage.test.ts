import { expect, test } from 'vitest';
import { nominalVoltage } from './nominal-voltage.ts';

test.each([
  [5.12, 5],
  [4.6, 5],
  [11.4, 12],
  [12.3, 12],
  [24.1, 24],
])('%d V belongs to a supply of %d V', (measured, nominal) => {
  expect(nominalVoltage(measured)).toBe(nominal);
});

test('a voltage far from any supply has no nominal value', () => {
  expect(nominalVoltage(8)).toBeUndefined();
});
