import { expect, it } from 'vitest';
import { Random } from '../random.ts';
import { fitRidge, ridgePredictions } from './ridge.ts';

it('a ridge halves the slope of one column where it weighs as much as the column itself', () => {
  const column = Float64Array.of(1, 2, 3, 4);
  const { constant, weights } = fitRidge([column], Float64Array.of(12, 14, 16, 18), 1);
  expect(constant).toBe(15);
  expect(weights[0]).toBeCloseTo(1, 9);
});

it('without a ridge it is least squares, and what is missing counts as the mean', () => {
  const random = new Random(2);
  const columns = [0, 1].map(() => Float64Array.from({ length: 200 }, () => random.normal()));
  const labels = Float64Array.from(columns[0] ?? [], (x, row) => 3 + 2 * x - 0.5 * (columns[1]?.[row] ?? 0));
  const ridge = fitRidge(columns, labels, 0);
  expect(ridge.weights[0]).toBeCloseTo(2, 9);
  expect(ridge.weights[1]).toBeCloseTo(-0.5, 9);
  const said = ridgePredictions(ridge, [
    Float64Array.of(0, Number.NaN),
    Float64Array.of(0, ridge.means[1] ?? 0),
  ]);
  expect(said[0]).toBeCloseTo(3, 9);
  expect(said[1]).toBeCloseTo(ridge.constant, 9);
});

it('says the same in any unit', () => {
  const random = new Random(3);
  const column = Float64Array.from({ length: 50 }, () => random.normal());
  const labels = column.map((x) => x + random.normal());
  const inMillions = column.map((x) => 1e6 * x);
  const said = ridgePredictions(fitRidge([column], labels, 0.3), [column]);
  for (const [row, value] of ridgePredictions(fitRidge([inMillions], labels, 0.3), [inMillions]).entries())
    expect(value).toBeCloseTo(said[row] ?? 0, 9);
});
