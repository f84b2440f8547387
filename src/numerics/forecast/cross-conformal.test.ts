import { expect, it } from 'vitest';
import { Random } from '../random.ts';
import { pooledRadii } from './cross-conformal.ts';

/** Errors of many series, each of a size of its own, that grow with the steps ahead. */
function errorsOf(series: number, folds: number, seed: number): readonly (readonly Float64Array[])[] {
  const random = new Random(seed);
  return Array.from({ length: series }, (_, one) =>
    Array.from({ length: folds }, () =>
      Float64Array.from({ length: 12 }, (_, step) => 2 ** (one % 9) * Math.sqrt(1 + step) * random.normal()),
    ),
  );
}

it('radii from few errors of many series hold what they promise of those to come, and in each unit', () => {
  const all = errorsOf(300, 7, 3);
  const past = all.map((folds) => folds.slice(0, 6));
  for (const level of [0.8, 0.95]) {
    const radii = pooledRadii(past, level, { neighbours: 2, newest: 6 });
    let [held, small, count] = [0, 0, 0];
    for (const [place, folds] of all.entries())
      for (const [step, error] of (folds[6] ?? []).entries()) {
        const inside = Number(Math.abs(error) <= (radii[place]?.[step] ?? 0));
        held += inside;
        count += 1;
        // The smallest series are not drowned by the largest.
        if (place % 9 === 0) small += inside;
      }
    expect(Math.abs(held / count - level)).toBeLessThan(0.015);
    expect(Math.abs(small / (count * (34 / 300)) - level)).toBeLessThan(0.05);
  }
});

it('radii of a series follow its unit, and of one that never erred they are 0', () => {
  const past = [...errorsOf(40, 4, 5), Array.from({ length: 4 }, () => new Float64Array(12))];
  const radii = pooledRadii(past, 0.8, { neighbours: 1, newest: 3 });
  const inEighths = pooledRadii(
    past.map((folds, place) => (place === 3 ? folds.map((fold) => fold.map((error) => error * 8)) : folds)),
    0.8,
    { neighbours: 1, newest: 3 },
  );
  for (const [step, radius] of (radii[3] ?? []).entries())
    expect(inEighths[3]?.[step]).toBeCloseTo(8 * radius, 9);
  expect(inEighths[4]).toEqual(radii[4]);
  expect([...(radii[40] ?? [])]).toEqual(Array(12).fill(0));
});
