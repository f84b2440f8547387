import { expect, test } from 'vitest';
import { aheadWords, groupOf, stepsWords, targetName } from './target-words.ts';

test('a target is named by what it is and whose', () => {
  const coin = { kind: 'coin', id: 'BTC', name: 'Bitcoin' } as const;
  expect(targetName({ quantity: 'price', subject: coin })).toBe('Price of Bitcoin');
  expect(targetName({ quantity: 'fees', subject: { kind: 'coin', id: 'LTC' } })).toBe(
    'Fees in a block of LTC',
  );
  expect(targetName({ quantity: 'hashrate', subject: { kind: 'fleet', id: 'fleet' } })).toBe(
    'Hashrate of all miners',
  );
  const pool = { kind: 'pool', id: 'BTC@braiins', name: 'Braiins Pool' } as const;
  expect(targetName({ quantity: 'earnings', subject: pool })).toBe('What BTC earns at Braiins Pool');
  expect(targetName({ quantity: 'earnings', subject: { kind: 'pool', id: 'BTC@ocean' } })).toBe(
    'What BTC earns at ocean',
  );
});

test('a house has a name only where there are several', () => {
  const quantity = 'power-price';
  expect(targetName({ quantity, subject: { kind: 'site', id: 'home' } })).toBe('Price of power');
  expect(targetName({ quantity, subject: { kind: 'site', id: 'b', name: 'Cabin' } })).toBe(
    'Price of power, Cabin',
  );
});

test('the network’s rate stands with the difficulty, power with the miners', () => {
  expect(groupOf({ quantity: 'network-hashrate' })).toBe('difficulty');
  expect(groupOf({ quantity: 'power' })).toBe('miners');
  expect(groupOf({ quantity: 'room-temperature' })).toBe('temperatures');
});

test('so many steps are told in hours or days', () => {
  expect(aheadWords('hour', 24)).toBe('24 h');
  expect(aheadWords('day', 7)).toBe('7 days');
  expect(stepsWords('day', 17)).toBe('17 days');
  expect(stepsWords('day', 1)).toBe('1 day');
  expect(stepsWords('hour', 1)).toBe('1 hour');
});
