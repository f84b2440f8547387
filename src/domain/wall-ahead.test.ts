import { expect, test } from 'vitest';
import { powered } from '../../tests/support/powered-miners.ts';
import { wallAhead } from './wall-ahead.ts';
import type { WallPower } from './wall-power.ts';

const MEASURED: WallPower = { powerW: 120, source: { kind: 'measured', meters: ['Plug'], atMs: 0 } };
/** A supply that takes 10 W whatever its load. */
const PAIRS = [50, 75, 100].map((deviceW) => ({
  atMs: 0,
  deviceW,
  wallW: 10 + 1.1 * deviceW,
  stretches: 24,
}));

test('a mode at part load is reckoned by the curve of the supply, not by what it wastes at full load', () => {
  const { miner, reading } = powered('a', 100);
  const ahead = wallAhead({ miner: { ...miner, meteredPairs: PAIRS }, reading, wall: MEASURED });
  expect(ahead(50)).toBeCloseTo(65, 0);
  expect(ahead(100)).toBeCloseTo(120, 0);
});

test('without a curve what the supply wastes now holds for all loads, as far as a supply can', () => {
  const { miner, reading } = powered('a', 100);
  expect(wallAhead({ miner, reading, wall: MEASURED })(50)).toBeCloseTo(60, 9);
  expect(wallAhead({ miner, reading, wall: { ...MEASURED, powerW: 900 } })(50)).toBeCloseTo(80, 9);
});

test('what is told at the wall, or by nobody else, stands as it is told', () => {
  const { miner, reading } = powered('a', 100);
  expect(wallAhead({ miner, reading })(50)).toBe(50);
  const told = reading && { ...reading, powerAtWall: true };
  expect(wallAhead({ miner: { ...miner, meteredPairs: PAIRS }, reading: told, wall: MEASURED })(50)).toBe(50);
});
