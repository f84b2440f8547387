import { expect, test } from 'vitest';
import { timeTicks } from './time-axis.ts';

const HOUR = 3_600_000;
const evening = new Date(2026, 10, 21, 20).getTime();

test('hours carry the date at the first tick and at each new day', () => {
  const splits = [0, 2, 4, 6].map((hours) => evening + hours * HOUR);
  expect(timeTicks(splits, 2 * HOUR, 'en-GB')).toEqual(['20:00\n21 Nov', '22:00', '00:00\n22 Nov', '02:00']);
});

test('days are dates, in the reader’s own form', () => {
  expect(timeTicks([evening, evening + 24 * HOUR], 24 * HOUR, 'en-US')).toEqual(['Nov 21', 'Nov 22']);
});

test('the reader’s own clock is kept', () => {
  expect(timeTicks([evening], HOUR, 'en-US')[0]).toMatch(/^8:00\sPM\nNov 21$/);
});
