import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onWall, wallCurve } from './wall-curve.ts';

const reading = (deviceW: number, wallW: number) => ({ atMs: 0, deviceW, wallW });
const watts = fc.double({ min: 10, max: 4_000, noNaN: true });
const factors = fc.double({ min: 1.02, max: 1.4, noNaN: true });

describe('the curve of power at the wall', () => {
  test('goes near each reading that it was learned from, and never falls below nothing', () => {
    fc.assert(
      fc.property(watts, factors, fc.double({ min: 0.3, max: 0.9, noNaN: true }), (fullW, factor, part) => {
        const curve = wallCurve([
          reading(fullW, fullW * factor),
          reading(part * fullW, part * fullW * factor),
        ]);
        if (!curve) throw new Error('no curve');
        expect(onWall(curve, fullW).powerW / (fullW * factor)).toBeCloseTo(1, 1);
        expect(onWall(curve, 0).powerW).toBeGreaterThanOrEqual(-1e-6 * fullW);
      }),
    );
  });

  test('is surest where it was read, and surer the more has been read', () => {
    fc.assert(
      fc.property(watts, factors, (fullW, factor) => {
        const read = (parts: readonly number[]) =>
          wallCurve(parts.map((part) => reading(part * fullW, part * fullW * factor)));
        const [one, three] = [read([1]), read([0.5, 0.75, 1])];
        if (!one || !three) throw new Error('no curve');
        const band = (curve: typeof one, part: number) => {
          const { powerW, bandW } = onWall(curve, part * fullW);
          return bandW / powerW;
        };
        expect(band(one, 1)).toBeLessThan(band(one, 0.4));
        expect(band(three, 0.5)).toBeLessThan(band(one, 0.5));
        // No plug is better than its own tolerance.
        expect(band(three, 0.75)).toBeGreaterThan(0.019);
      }),
    );
  });

  test('does not depend on the order of the readings', () => {
    const readings = [reading(12, 15.1), reading(18, 21.9), reading(21, 25.8)];
    const [one, other] = [wallCurve(readings), wallCurve(readings.toReversed())];
    if (!one || !other) throw new Error('no curve');
    for (const deviceW of [8, 15, 23])
      expect(onWall(one, deviceW).powerW).toBeCloseTo(onWall(other, deviceW).powerW, 9);
  });

  test('is less sure where readings of one load differ', () => {
    const band = (...watts: readonly number[]) => {
      const curve = wallCurve(watts.map((wallW) => reading(18, wallW)));
      return curve ? onWall(curve, 18).bandW : Number.NaN;
    };
    expect(band(23, 24, 25)).toBeGreaterThan(2 * band(23.9, 24, 24.1));
  });

  test('is none where the miner told no power beside any reading', () => {
    expect(wallCurve([])).toBeUndefined();
    expect(wallCurve([{ atMs: 0, wallW: 24 }])).toBeUndefined();
    expect(wallCurve([{ atMs: 0, wallW: 24, deviceW: 0 }])).toBeUndefined();
  });
});
