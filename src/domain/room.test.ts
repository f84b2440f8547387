import { expect, test } from 'vitest';
import { POWER_NOW_MS as NOW_MS, plug } from '../../tests/support/powered-miners.ts';
import { roomTempC } from './room.ts';
import type { MeterView } from './wall-meter.ts';

function sensor(minerIds: readonly string[], tempC: number | undefined, ageMs = 1_000): MeterView {
  const view = plug([], undefined, { ageMs, role: { kind: 'room', minerIds }, offers: ['temperature'] });
  return { ...view, part: { id: 'temperature:100', offers: ['temperature'], tempC } };
}

test('a miner’s own sensor counts before that of all rooms, and several are averaged', () => {
  const meters = [sensor([], 18), sensor(['a'], 24), sensor(['a', 'b'], 26)];
  expect(roomTempC('a', meters, NOW_MS)).toBe(25);
  expect(roomTempC('b', meters, NOW_MS)).toBe(26);
  expect(roomTempC('c', meters, NOW_MS)).toBe(18);
});

test('a sensor that is silent tells nothing, and none is no temperature', () => {
  expect(roomTempC('a', [sensor(['a'], 24, 60_000), sensor([], 18)], NOW_MS)).toBeUndefined();
  expect(roomTempC('a', [plug(['a'], 24)], NOW_MS)).toBeUndefined();
});
