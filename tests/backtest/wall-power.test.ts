import { expect, it } from 'vitest';
import { wallPowerSuite } from './wall-power.backtest.ts';

it('three looks at a plug tell wall power within 4 % over 40 to 110 % load, whatever the supply', () => {
  const { figures, failures } = wallPowerSuite(25);
  expect(failures).toEqual([]);
  expect(figures.readings_3_error_most).toBeLessThan(0.04);
});
