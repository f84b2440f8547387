import { expect, it } from 'vitest';
import { fitted } from '../../numerics/forecast/learned/forecaster.ts';
import { LagForecaster } from '../../numerics/forecast/learned/lag-forecaster.ts';
import { ridgeRows } from '../../numerics/forecast/learned/ridge-rows.ts';
import { Random } from '../../numerics/random.ts';
import { meanShares, sharesInUnit } from './input-shares.ts';

const random = new Random(4);
const TABLE = {
  target: Float64Array.from({ length: 200 }, (_, row) => 3 + Math.sin(row / 5) + 0.1 * random.normal()),
  past: [{ name: 'wind', values: Float64Array.from({ length: 200 }, () => random.normal()) }],
  ahead: [],
};

it('of a trained model add up to what it says of the steps that are explained, also on the scale of a logarithm', () => {
  const design = { lags: [1, 2], means: [6], season: 1, seasons: [] };
  const options = { name: 'ridge', learner: ridgeRows([0.01, 1]), design, groups: 8, mostRows: 1_000 };
  const model = fitted(new LagForecaster(options), [TABLE], { horizon: 8, random: new Random(1) });
  const telling = meanShares((step) => model.explain(TABLE, step), 8);
  let step = telling.next();
  while (!step.done) step = telling.next();
  const path = model.forecast(TABLE);
  const mean = [1, 3, 5, 7].reduce((sum, at) => sum + (path[at] ?? Number.NaN) / 4, 0);
  for (const fromWorking of [(value: number) => value, Math.exp]) {
    const { base, said, byInput } = sharesInUnit(step.value, fromWorking);
    expect(said).toBeCloseTo(fromWorking(mean), 9);
    expect([...byInput.values()].reduce((sum, share) => sum + share, base)).toBeCloseTo(said, 9);
    expect(byInput.get('wind')).not.toBe(0);
  }
});
