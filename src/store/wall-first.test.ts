import { expect, test } from 'vitest';
import { wallFirst, withWallPower } from './wall-first.ts';

test('power at the wall counts where it is known, and the miner’s own figure where it is not', () => {
  const atMs = Float64Array.of(1, 2, 3);
  const values = {
    powerW: Float64Array.of(100, 101, Number.NaN),
    wallPowerW: Float64Array.of(Number.NaN, 120, 5),
  };
  expect(wallFirst({ atMs, values }).values.powerW).toEqual(Float64Array.of(100, 120, 5));
});

test('a miner without a plug is read as it was, and nothing more is read for other series', () => {
  const columns = { atMs: Float64Array.of(1), values: { powerW: Float64Array.of(7) } };
  expect(wallFirst(columns)).toEqual(columns);
  expect(withWallPower(['hashrateHs'])).toEqual(['hashrateHs']);
});
