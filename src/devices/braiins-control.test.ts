import { expect, test } from 'vitest';
import { braiinsControl } from './braiins-control.ts';

test.each([
  ['2025-08-06-0-3881c51d-25.07-plus', 'REST'],
  ['2026-04-01-0-0a-26.04-plus', 'REST'],
  ['25.07', 'REST'],
  ['25.07.1', 'REST'],
  ['2022-09-13-0-11012d53-22.08-plus', 'GraphQL'],
  ['2025-05-20-0-0a-25.05.1-plus', 'GraphQL'],
  ['2020-10-25-0-908ca41d-20.10-plus', 'nothing'],
  [undefined, 'nothing'],
  ['new', 'nothing'],
])('%s is changed by %s', (firmware, api) => {
  const offered = braiinsControl.offers({ family: 'braiins', firmware, algorithm: 'sha256' });
  expect(offered.includes('pause')).toBe(api !== 'nothing');
  // Only REST tells the limits of its power.
  expect(offered.includes('power-limit')).toBe(api === 'REST');
});
