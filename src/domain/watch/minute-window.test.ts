import { expect, test } from 'vitest';
import { MinuteWindow } from './minute-window.ts';

const minute = 60_000;
const noon = 1_700_000_040_000 - (1_700_000_040_000 % minute);

test('values of one minute become their mean, and silent minutes stay open', () => {
  const window = new MinuteWindow();
  window.add(noon - 2 * minute, 10);
  window.add(noon - 2 * minute + 30_000, 20);
  window.add(noon + 5_000, 40);
  const means = window.means(noon + 10_000);
  expect(means).toHaveLength(60);
  expect([...means.slice(-4)]).toEqual([Number.NaN, 15, Number.NaN, 40]);
});

test('the mean over ten minutes is over what is known of them', () => {
  const window = new MinuteWindow();
  expect(window.mean(noon, 10)).toBeUndefined();
  window.add(noon - 20 * minute, 1_000);
  window.add(noon - 5 * minute, 10);
  window.add(noon, 20);
  expect(window.mean(noon, 10)).toBe(15);
});

test('after an hour of silence nothing old is shown as new', () => {
  const window = new MinuteWindow();
  for (let index = 0; index < 60; index += 1) window.add(noon + index * minute, 7);
  expect([...window.means(noon + 59 * minute)].every((value) => value === 7)).toBe(true);
  expect([...window.means(noon + 180 * minute)].every(Number.isNaN)).toBe(true);
});

test('a value from an hour ago does not overwrite the present minute', () => {
  const window = new MinuteWindow();
  window.add(noon, 5);
  window.add(noon - 60 * minute, 99);
  expect(window.mean(noon, 1)).toBe(5);
});
