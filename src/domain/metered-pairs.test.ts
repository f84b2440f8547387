import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MeteredPair, withStretch } from './metered-pairs.ts';
import { onWall, wallCurve } from './wall-curve.ts';

const HOUR_MS = 3_600_000;
const stretch = (deviceW: number, wallW: number, atMs = 0) => ({ atMs, deviceW, wallW });
/** The pairs after these stretches; those that tell nothing new are left out, as by the collector. */
function learned(stretches: readonly Omit<MeteredPair, 'stretches'>[]): readonly MeteredPair[] {
  return stretches.reduce<readonly MeteredPair[]>((pairs, each) => withStretch(pairs, each) ?? pairs, []);
}

describe('what a plug teaches', () => {
  test('is one pair a load, the mean of its stretches', () => {
    const pairs = learned([stretch(18, 22), stretch(18.2, 22.4, HOUR_MS), stretch(9, 11.6, 2 * HOUR_MS)]);
    expect(pairs.map(({ deviceW, stretches }) => [deviceW, stretches])).toEqual([
      [9, 1],
      [18.1, 2],
    ]);
    expect(pairs[1]?.wallW).toBeCloseTo(22.2, 9);
    expect(pairs[1]?.atMs).toBe(HOUR_MS);
  });

  test('is kept in a record that stays small, in the order of loads, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.double({ min: 5, max: 4_000, noNaN: true }),
            fc.double({ min: 1, max: 1.4, noNaN: true }),
          ),
        ),
        (seen) => {
          const pairs = learned(
            seen.map(([deviceW, factor], place) => stretch(deviceW, deviceW * factor, place)),
          );
          expect(pairs.length).toBeLessThanOrEqual(16);
          const loads = pairs.map(({ deviceW }) => deviceW);
          expect(loads).toEqual(loads.toSorted((a, b) => a - b));
        },
      ),
    );
  });

  test('is no news at a load that is well known, until some hours have passed', () => {
    const known = learned(Array.from({ length: 24 }, (_, place) => stretch(18, 22, place)));
    expect(withStretch(known, stretch(18, 22, HOUR_MS))).toBeUndefined();
    expect(withStretch(known, stretch(18, 22, 7 * HOUR_MS))?.[0]?.atMs).toBe(7 * HOUR_MS);
    expect(withStretch(known, stretch(12, 15, HOUR_MS))).toHaveLength(2);
  });

  test('begins anew at a load where another supply, or another plug, says something else', () => {
    const known = learned([stretch(18, 22), stretch(18, 22, 1), stretch(9, 11.6, 2)]);
    expect(withStretch(known, stretch(18, 23.5, HOUR_MS))?.find(({ deviceW }) => deviceW === 18)).toEqual({
      ...stretch(18, 23.5, HOUR_MS),
      stretches: 1,
    });
  });

  test('is nothing where the plug cannot feed this miner alone', () => {
    expect(withStretch([], stretch(18, 90))).toBeUndefined();
    expect(withStretch([], stretch(18, 5))).toBeUndefined();
    expect(withStretch([], stretch(0, 5))).toBeUndefined();
  });

  test('makes the curve of its supply surer, with readings by hand or without', () => {
    const reading = { atMs: 0, deviceW: 18, wallW: 22 };
    const pairs = learned([9, 12, 15, 18].map((deviceW) => stretch(deviceW, 1 + 1.16 * deviceW)));
    const band = (curve: ReturnType<typeof wallCurve>) => (curve ? onWall(curve, 10).bandW : Number.NaN);
    expect(band(wallCurve([reading], pairs))).toBeLessThan(0.6 * band(wallCurve([reading])));
    const alone = wallCurve([], pairs);
    expect(alone && onWall(alone, 10.5).powerW).toBeCloseTo(1 + 1.16 * 10.5, 1);
    expect(alone).toMatchObject({ readings: 0, loads: 4 });
  });
});
