import { expect, test } from 'vitest';
import type { Oddity } from '../domain/reading.ts';
import { RawRecord } from './raw-record.ts';
import { statsPowerW } from './rpc-power.ts';

function power(stats: object): { watts: number | undefined; oddities: readonly Oddity[] } {
  const oddities: Oddity[] = [];
  return { watts: statsPowerW(new RawRecord(stats, oddities)), oddities };
}

test('the whole goes before its parts, and one total before the older one', () => {
  expect(power({ total_power: 3358, chain_power: 3300, chain_power1: 1100 }).watts).toBe(3358);
  expect(power({ chain_power: 562.48, chain_power2: 187.79, chain_power3: 188.24 }).watts).toBe(562.48);
});

test('a Hiveon of 2021 hangs on its power how it came by it', () => {
  expect(power({ chain_power: '456.78 (AB)', chain_power6: 234.84 })).toEqual({
    watts: 456.78,
    oddities: [],
  });
  expect(power({ chain_power: '5000 W' }).watts).toBe(5000);
});

test('boards add up where nothing tells the whole; an empty place adds nothing', () => {
  expect(power({ chain_power1: 0, chain_power2: 187.5, chain_power3: 188 }).watts).toBe(375.5);
  expect(power({ chain_consumption6: 495, chain_consumption7: 495 }).watts).toBe(990);
});

test('a power of 0 is none, and words are no power', () => {
  expect(power({ total_power: 0, chain_power: '', chain_power1: 0 })).toEqual({
    watts: undefined,
    oddities: [],
  });
  expect(power({ chain_power: 'off' })).toMatchObject({
    watts: undefined,
    oddities: [{ field: 'chain_power' }],
  });
  expect(power({ total_power: 90_000 })).toMatchObject({
    watts: undefined,
    oddities: [{ field: 'total_power' }],
  });
});
