import { expect, test } from 'vitest';
import { placesWords } from './places-words.ts';

const NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

test.each([
  [[6, 7, 8, 9], 'Jun–Sep'],
  [[6, 7], 'Jun, Jul'],
  [[1, 2, 3, 5, 11, 12], 'Jan–Mar, May, Nov, Dec'],
  [[], ''],
])('%j is %s', (places, words) => {
  expect(placesWords(places, NAMES)).toBe(words);
});
