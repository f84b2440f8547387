import { expect, it } from 'vitest';
import { wallCurve } from '../../src/domain/wall-curve.ts';
import { pluggedTwin } from './wall-power/plugged-twin.ts';
import { SUPPLY_KINDS } from './wall-power/simulated-supply.ts';
import { wallPowerSuite } from './wall-power.backtest.ts';

it('three looks at a plug tell wall power within 4 % over 40 to 110 % load, whatever the supply', () => {
  const { figures, failures } = wallPowerSuite(25);
  expect(failures).toEqual([]);
  expect(figures.readings_3_error_most).toBeLessThan(0.04);
  // What a plug teaches by itself is nearer, and its band narrower.
  expect(figures.learned_error_p95).toBeLessThan(figures.readings_3_error_p95 ?? 0);
  expect(figures.learned_band).toBeLessThan(figures.readings_3_band ?? 0);
});

it('three looks beside a simulated miner stay within 4 %, and what its plug teaches beside them betters them', () => {
  const errors = SUPPLY_KINDS.flatMap((kind) =>
    [1, 2, 3].map((seed) => {
      const { readings, pairs, errorOf } = pluggedTwin(kind, seed);
      const [read, both] = [wallCurve(readings), wallCurve(readings, pairs)];
      if (!read || !both) throw new RangeError('there are readings and pairs');
      return { read: errorOf(read), both: errorOf(both), loads: pairs.length };
    }),
  );
  const mean = (of: (each: (typeof errors)[number]) => number) =>
    errors.reduce((sum, each) => sum + of(each), 0) / errors.length;
  expect(Math.max(...errors.map(({ read }) => read))).toBeLessThan(0.04);
  expect(Math.max(...errors.map(({ both }) => both))).toBeLessThan(0.04);
  expect(mean(({ both }) => both)).toBeLessThan(mean(({ read }) => read));
  expect(Math.min(...errors.map(({ loads }) => loads))).toBeGreaterThanOrEqual(4);
});
