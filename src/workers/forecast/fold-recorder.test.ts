import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { FoldRecorder } from './fold-recorder.ts';

const HORIZON = 4;
const ROOM = { quantity: 'room-temperature', season: 2, horizon: HORIZON } as const;
const FIRST = 100;
const SPACING = 3;

/** 20 and 22 in turn, so that two steps ago was the same, but for a kelvin more in every tenth row. */
const VALUES = Float64Array.from({ length: 900 }, (_, row) => 20 + 2 * (row % 2) + Number(row % 10 === 0));

/** Has a model tell all origins of two folds, each step wrong by so much. */
function recorder(missOf: (origin: number, step: number) => number): FoldRecorder {
  const folds = new FoldRecorder(VALUES, ROOM);
  for (const [learnt, from] of [
    [FIRST, FIRST],
    [500, 502],
  ] as const)
    for (let origin = from; origin < from + 390; origin += SPACING)
      folds.recorded(
        'boosted-trees',
        learnt,
        [origin],
        [
          Float64Array.from(
            { length: HORIZON },
            (_, step) => (VALUES[origin + step] ?? 0) + missOf(origin, step),
          ),
        ],
      );
  return folds;
}

describe('folds of a model', () => {
  it('tell what it missed by, and how much that is beside the seasonal naive rule', () => {
    const [first, second] = recorder((origin) => (origin < 500 ? 1 : -2)).scores('boosted-trees');
    expect(first).toMatchObject({ count: 130 * HORIZON, mae: 1, rmse: 1, bias: 1 });
    expect(second).toMatchObject({ mae: 2, rmse: 2, bias: -2 });
    // A kelvin more in every tenth row is missed twice, when it comes and two steps on.
    expect(first?.mase).toBeCloseTo(1 / (19 / 98), 10);
    expect(second?.mase).toBeCloseTo(2 / (99 / 498), 10);
  });

  it('tell how often ranges held that were known by then', () => {
    const random = new Random(4);
    const [first, second] = recorder(() => random.normal()).scores('boosted-trees');
    for (const fold of [first, second]) {
      expect(Math.abs((fold?.coverage80 ?? Number.NaN) - 0.8)).toBeLessThan(0.08);
      expect(Math.abs((fold?.coverage95 ?? Number.NaN) - 0.95)).toBeLessThan(0.05);
      expect(fold?.meanWidth80).toBeGreaterThan(2);
      expect(fold?.meanWidth80).toBeLessThan(3.2);
    }
  });

  it('say nothing of ranges before anything was missed, and nothing of kinds that took no part', () => {
    const folds = new FoldRecorder(VALUES, ROOM);
    folds.recorded('transformer', FIRST, [FIRST], [new Float64Array(HORIZON).fill(21)]);
    expect(folds.scores('transformer')).toMatchObject([{ coverage80: Number.NaN, coverage95: Number.NaN }]);
    expect(folds.scores('random-forest')).toEqual([]);
  });

  it('of a price tell errors in its unit, and MASE by parts of the whole', () => {
    const prices = Float64Array.from({ length: 200 }, (_, row) => Math.log(100) + 0.1 * (row % 2));
    const folds = new FoldRecorder(prices, { quantity: 'price', season: 1, horizon: 1 });
    // Where 100 came 110.5 was said, and the other way round.
    folds.recorded('direct-linear', 100, [100, 101], [prices.slice(101, 102), prices.slice(100, 101)]);
    const [fold] = folds.scores('direct-linear');
    expect(fold?.mae).toBeCloseTo(100 * (Math.exp(0.1) - 1), 9);
    expect(fold?.mase).toBeCloseTo(1, 9);
  });
});
