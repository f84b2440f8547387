import { expect, test } from 'vitest';
import type { FeatureDefinition, FeatureInput, FeatureStep } from './definition.ts';
import { warmUpOf } from './warm-up.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

function feature(name: string, step: FeatureStep, windowMs: number, input: FeatureInput): FeatureDefinition {
  return {
    name,
    group: 'miner',
    entity: 'miner',
    unit: '',
    formula: 'its input',
    source: 'definition',
    inputs: [input],
    step,
    windowMs,
    range: [0, 1],
    outlier: 'flag',
    missing: { rule: 'absent' },
    version: 1,
    evaluator: () => () => undefined,
  };
}

const power: FeatureInput = { from: 'series', series: 'powerW', stat: 'mean' };
const shares: FeatureInput = { from: 'series', series: 'sharesAccepted', stat: 'increment' };
const of = (name: string): FeatureInput => ({ from: 'feature', name });

test('windows upon windows add up, with a row of each and one between them', () => {
  const short = feature('short', 'minute', HOUR_MS, power);
  const long = feature('long', 'minute', DAY_MS, of('short'));
  expect(warmUpOf([short, long], ['long']).minute).toBe(25 * HOUR_MS + 3 * MINUTE_MS);
  expect(warmUpOf([short, long], ['short', 'long']).minute).toBe(25 * HOUR_MS + 3 * MINUTE_MS);
  expect(warmUpOf([short], ['short']).minute).toBe(HOUR_MS + MINUTE_MS);
});

test('a window of years over days asks for no year of minutes', () => {
  const minutely = feature('minutely', 'minute', HOUR_MS, power);
  const yearly = feature('yearly', 'day', 365 * DAY_MS, power);
  expect(warmUpOf([minutely, yearly], ['minutely', 'yearly'])).toEqual({
    minute: HOUR_MS + MINUTE_MS,
    hour: 0,
    day: 366 * DAY_MS,
  });
});

test('a counter is read from a missed poll or two before', () => {
  expect(warmUpOf([feature('rise', 'minute', 0, shares)], ['rise']).minute).toBe(4 * MINUTE_MS);
});

test('a value that is held may have been told as long ago as it is held', () => {
  const held = {
    ...feature('held', 'hour', 0, power),
    missing: { rule: 'hold', forMs: DAY_MS, reason: 'told rarely' } as const,
  };
  expect(warmUpOf([held], ['held']).hour).toBe(25 * HOUR_MS);
});
