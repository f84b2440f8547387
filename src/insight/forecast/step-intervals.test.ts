import { expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { trackIntervals } from './step-intervals.ts';

/** Errors of "as now" on a walk that is calm for a while and wild for a while, from origins a step apart. */
function walkErrors(seed: number, origins: number, horizon: number): readonly Float64Array[] {
  const random = new Random(seed);
  let level = 0;
  const walk = Array.from({ length: origins + horizon }, (_, row) => {
    level += (row % 900 < 450 ? 1 : 3) * random.normal();
    return level;
  });
  return Array.from({ length: origins }, (_, origin) =>
    Float64Array.from(
      { length: horizon },
      (__, step) => (walk[origin] ?? 0) - (walk[origin + step + 1] ?? Number.NaN),
    ),
  );
}

it('intervals of a walk that changes its ways hold 80 and 95 of a hundred, at each step ahead', () => {
  const errors = walkErrors(5, 4_000, 7);
  const { byOrigin } = trackIntervals(errors, 1);
  for (const step of [0, 2, 6]) {
    const from = 200;
    const share = (of: 'radii80' | 'radii95') =>
      byOrigin
        .slice(from)
        .filter((radii, at) => Math.abs(errors[from + at]?.[step] ?? 0) <= (radii[of][step] ?? 0)).length /
      (byOrigin.length - from);
    expect(Math.abs(share('radii80') - 0.8)).toBeLessThan(0.03);
    expect(Math.abs(share('radii95') - 0.95)).toBeLessThan(0.02);
  }
});

it('an interval knows of no error that had not come true by then', () => {
  const errors = walkErrors(6, 90, 7);
  const changed = errors.map((steps, origin) =>
    steps.map((error, step) => (origin + step < 60 ? error : 1e9)),
  );
  const [told, other] = [trackIntervals(errors, 1), trackIntervals(changed, 1)];
  expect(other.byOrigin.slice(0, 60)).toEqual(told.byOrigin.slice(0, 60));
  expect(other.now.radii80[0]).toBeGreaterThan(1e6);
});

it('of few errors the widest interval is no narrower than the narrower one, and never missing', () => {
  const { now } = trackIntervals([Float64Array.of(1, 2), Float64Array.of(-3, 1), ...walkErrors(7, 8, 2)], 1);
  for (const step of [0, 1])
    expect(now.radii95[step]).toBeGreaterThanOrEqual(now.radii80[step] ?? Number.NaN);
});

it('nothing further ahead is told more surely', () => {
  const { byOrigin, now } = trackIntervals(walkErrors(8, 120, 24), 1);
  for (const { radii80, radii95 } of [...byOrigin, now])
    for (const radii of [radii80, radii95]) {
      const told = radii.filter((radius) => !Number.isNaN(radius));
      expect(told.every((radius, at) => at === 0 || radius >= (told[at - 1] ?? 0))).toBe(true);
    }
});
