import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesColumns } from '../domain/series.ts';
import { sumOnGrid } from './sum-on-grid.ts';

const MINUTE_MS = 60_000;
const NAN = Number.NaN;
const hour = { fromMs: 0, toMs: 60 * MINUTE_MS, maxPoints: 1_000 };

function powerAt(minutes: readonly number[], powerW: readonly number[]): SeriesColumns {
  return {
    atMs: Float64Array.from(minutes, (minute) => minute * MINUTE_MS),
    values: { powerW: Float64Array.from(powerW) },
  };
}

/** A miner's whole watts in some minutes of an hour. */
const part = fc
  .uniqueArray(fc.record({ minute: fc.nat(59), powerW: fc.nat(5_000) }), { selector: ({ minute }) => minute })
  .map((rows) => rows.sort((a, b) => a.minute - b.minute))
  .map((rows) =>
    powerAt(
      rows.map(({ minute }) => minute),
      rows.map(({ powerW }) => powerW),
    ),
  );

const total = ({ values }: SeriesColumns) =>
  [...(values.powerW ?? [])].reduce((sum, power) => sum + (Number.isNaN(power) ? 0 : power), 0);

describe('the sum over miners', () => {
  it('does not depend on their order', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        expect(sumOnGrid(parts.toReversed(), ['powerW'], hour)).toEqual(sumOnGrid(parts, ['powerW'], hour));
      }),
    );
  });

  it('loses nothing and adds nothing', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const sum = parts.reduce((all, each) => all + total(each), 0);
        expect(total(sumOnGrid(parts, ['powerW'], hour))).toBe(sum);
      }),
    );
  });

  it('is not changed by a miner that never spoke', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const silent = powerAt([], []);
        expect(sumOnGrid([...parts, silent], ['powerW'], hour)).toEqual(sumOnGrid(parts, ['powerW'], hour));
      }),
    );
  });

  it('has at most as many points as asked, evenly apart', () => {
    fc.assert(
      fc.property(part, fc.integer({ min: 1, max: 60 }), (miner, maxPoints) => {
        const { atMs } = sumOnGrid([miner], ['powerW'], { ...hour, maxPoints });
        expect(atMs.length).toBeLessThanOrEqual(maxPoints + 1);
        const steps = new Set(atMs.slice(1).map((moment, row) => moment - (atMs[row] ?? 0)));
        expect(steps.size).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('takes the mean of each miner in a bucket before it adds', () => {
    const sum = sumOnGrid([powerAt([0, 1], [10, 20]), powerAt([1], [5])], ['powerW'], {
      fromMs: 0,
      toMs: 4 * MINUTE_MS,
      maxPoints: 2,
    });
    expect(sum).toEqual({
      atMs: Float64Array.of(0),
      values: { powerW: Float64Array.of(20) },
      counts: Float64Array.of(2),
    });
  });

  it('is open where nobody spoke, and begins and ends where somebody did', () => {
    const sum = sumOnGrid([powerAt([2, 5], [10, 20]), powerAt([3], [NAN])], ['powerW'], hour);
    expect(sum).toEqual({
      ...powerAt([2, 3, 4, 5], [10, NAN, NAN, 20]),
      counts: Float64Array.of(1, 0, 0, 1),
    });
  });

  it('of nobody is empty', () => {
    expect(sumOnGrid([], ['powerW'], hour)).toEqual({ ...powerAt([], []), counts: new Float64Array() });
  });
});
