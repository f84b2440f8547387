import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { POWER_NOW_MS as NOW_MS, plug, powered } from '../../tests/support/powered-miners.ts';
import { powerOf, type WallInputs, wallPower } from './wall-power.ts';

const watts = fc.double({ min: 0, max: 4_000, noNaN: true });

function inputs(change: Partial<WallInputs>): WallInputs {
  return { meters: [], miners: [], nowMs: NOW_MS, ...change };
}

describe('a plug of one miner', () => {
  test('says what the miner draws, whatever the miner says', () => {
    fc.assert(
      fc.property(watts, fc.option(watts, { nil: undefined }), (wallW, ownW) => {
        const miner = powered('a', ownW);
        const wall = wallPower(miner, inputs({ meters: [plug(['a'], wallW)], miners: [miner] }));
        expect(wall?.powerW).toBe(wallW);
        expect(powerOf({ reading: miner.reading, wall })).toEqual({ powerW: wallW, atWall: true });
      }),
    );
  });

  test('counts for no other miner', () => {
    expect(wallPower(powered('b', 15), inputs({ meters: [plug(['a'], 20)] }))).toBeUndefined();
  });

  test('counts for 45 s after its last answer, and then gives way to the miner’s own figure', () => {
    const miner = powered('a', 18);
    const at = (ageMs: number) =>
      wallPower(miner, inputs({ meters: [plug(['a'], 24, { ageMs })], miners: [miner] }));
    expect(at(45_000)?.powerW).toBe(24);
    const wall = at(45_001);
    expect(wall).toEqual({ problem: { kind: 'stale', meter: 'Plug Kitchen', sinceMs: NOW_MS - 45_001 } });
    expect(powerOf({ reading: miner.reading, wall })).toEqual({ powerW: 18, atWall: false });
  });

  test('that feeds into the grid, or tells nothing, counts for nothing', () => {
    for (const powerW of [-3, undefined])
      expect(wallPower(powered('a', 18), inputs({ meters: [plug(['a'], powerW)] }))).toEqual({
        problem: { kind: 'tells-none', meter: 'Plug Kitchen' },
      });
  });

  test('is added to the others of a miner with two supplies, and none counts without the other', () => {
    const miner = powered('a', 3_000);
    const two = (ageMs: number) => [
      plug(['a'], 1_700),
      plug(['a'], 1_600, { id: 'm2', name: 'Right', ageMs }),
    ];
    expect(wallPower(miner, inputs({ meters: two(9_000), miners: [miner] }))).toEqual({
      powerW: 3_300,
      source: { kind: 'measured', meters: ['Plug Kitchen', 'Right'], atMs: NOW_MS - 9_000 },
    });
    expect(wallPower(miner, inputs({ meters: two(90_000), miners: [miner] }))?.powerW).toBeUndefined();
  });

  test('of a removed miner beside another is the other’s alone', () => {
    const miner = powered('a', 18);
    const wall = wallPower(miner, inputs({ meters: [plug(['a', 'gone'], 24)], miners: [miner] }));
    expect(wall?.powerW).toBe(24);
    expect(wall?.source?.kind).toBe('measured');
  });
});

describe('a plug of several miners', () => {
  const several = fc.array(fc.double({ min: 0.1, max: 4_000, noNaN: true }), { minLength: 2, maxLength: 6 });

  test('is divided without loss, in the proportion of what they say, in whatever order they stand', () => {
    fc.assert(
      fc.property(several, watts, (owns, totalW) => {
        const miners = owns.map((ownW, i) => powered(`m${i}`, ownW));
        const meters = [plug(miners.map(({ miner }) => miner.id).toReversed(), totalW)];
        const parts = miners.map((miner) => wallPower(miner, inputs({ meters, miners }))?.powerW ?? NaN);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(totalW, 6);
        parts.forEach((part, i) => {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part * (owns[0] ?? 0)).toBeCloseTo((parts[0] ?? 0) * (owns[i] ?? 0), 3);
        });
      }),
    );
  });

  test('cannot be divided while one of them is silent, tells no power, or all say they draw none', () => {
    const a = powered('a', 18);
    for (const other of [powered('b', 15, { state: 'lost' }), powered('b', undefined)])
      expect(wallPower(a, inputs({ meters: [plug(['a', 'b'], 40)], miners: [a, other] }))).toEqual({
        problem: { kind: 'cannot-divide', meter: 'Plug Kitchen', because: 'Miner b' },
      });
    const idle = [powered('a', 0), powered('b', 0)] as const;
    expect(
      wallPower(idle[0], inputs({ meters: [plug(['a', 'b'], 4)], miners: idle }))?.powerW,
    ).toBeUndefined();
  });
});

describe('a reading that the owner has typed', () => {
  const typed = { atMs: 5, wallW: 24, deviceW: 20 };

  test('makes the miner’s own figure that of the wall, as supplies are', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 30, noNaN: true }), (ownW) => {
        const wall = wallPower(powered('a', ownW, { plugReading: typed }), inputs({}));
        const off = Math.abs((wall?.powerW ?? Number.NaN) - 1.2 * ownW);
        // At the load that was read it is what was read; elsewhere as supplies are, within its band.
        expect(off).toBeLessThan(1.5);
        expect(wall?.source).toMatchObject({ kind: 'worked-out', readings: 1, wallW: 24, readAtMs: 5 });
      }),
    );
    const there = wallPower(powered('a', 20, { plugReading: typed }), inputs({}));
    expect(there?.powerW).toBeCloseTo(24, 1);
  });

  test('is applied only while the miner tells a power', () => {
    expect(wallPower(powered('a', undefined, { plugReading: typed }), inputs({}))).toEqual({});
  });

  test('stands as it is for a miner that tells none, while that hashes', () => {
    const plugReading = { atMs: 5, wallW: 24 };
    expect(wallPower(powered('a', undefined, { plugReading }), inputs({}))).toEqual({
      powerW: 24,
      source: { kind: 'typed', readAtMs: 5 },
    });
    for (const state of ['paused', 'offline', 'stale', 'lost'] as const)
      expect(wallPower(powered('a', undefined, { plugReading, state }), inputs({}))).toEqual({});
  });

  test('gives way to a plug that answers, and stands in for one that does not', () => {
    const miner = powered('a', 20, { plugReading: typed });
    const by = (ageMs: number) =>
      wallPower(miner, inputs({ meters: [plug(['a'], 30, { ageMs })], miners: [miner] }));
    expect(by(1_000)?.powerW).toBe(30);
    expect(by(90_000)).toMatchObject({ problem: { kind: 'stale' } });
    expect(by(90_000)?.powerW).toBeCloseTo(24, 1);
  });
});

describe('what is worked out from a plug of before', () => {
  const read = { atMs: 0, wallW: 24, deviceW: 18 };

  test('is told with how far it may be off, and what is measured is not', () => {
    const miner = powered('a', 18, { plugReading: read });
    const byCurve = wallPower(miner, inputs({ miners: [miner] }));
    expect(byCurve?.bandW).toBeGreaterThan(0.3);
    expect(byCurve?.bandW).toBeLessThan(1.5);
    expect(powerOf({ reading: miner.reading, wall: byCurve }).bandW).toBe(byCurve?.bandW);
    const measured = wallPower(miner, inputs({ meters: [plug(['a'], 24)], miners: [miner] }));
    expect(measured?.bandW).toBeUndefined();
  });
});
