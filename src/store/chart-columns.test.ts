import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeriesColumns } from '../domain/series.ts';
import { downsample, medianStepMs, openGaps } from './chart-columns.ts';

const NAN = Number.NaN;

function powerAt(moments: readonly number[], powerW: readonly number[]): SeriesColumns {
  return { atMs: Float64Array.from(moments), values: { powerW: Float64Array.from(powerW) } };
}

/** Rows with rising times; some values are missing. */
const columns = fc
  .array(
    fc.record({
      stepMs: fc.integer({ min: 1, max: 100_000 }),
      powerW: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: NAN }),
      fanRpm: fc.option(fc.integer({ min: 0, max: 9000 }), { nil: NAN }),
    }),
    { maxLength: 300 },
  )
  .map((rows): SeriesColumns => {
    let moment = 0;
    return {
      atMs: Float64Array.from(rows, ({ stepMs }) => {
        moment += stepMs;
        return moment;
      }),
      values: {
        powerW: Float64Array.from(rows, ({ powerW }) => powerW),
        fanRpm: Float64Array.from(rows, ({ fanRpm }) => fanRpm),
      },
    };
  });

function present(column: Float64Array | undefined): number[] {
  return [...(column ?? [])].filter((value) => !Number.isNaN(value));
}

describe('a chart that is drawn from fewer rows', () => {
  it('keeps the greatest and the least value of every series', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 2, max: 100 }), (whole, maxPoints) => {
        const drawn = downsample(whole, maxPoints);
        for (const name of ['powerW', 'fanRpm'] as const) {
          const before = present(whole.values[name]);
          const after = present(drawn.values[name]);
          expect(Math.max(...after)).toBe(Math.max(...before));
          expect(Math.min(...after)).toBe(Math.min(...before));
        }
      }),
    );
  });

  it('has about as many rows as asked, however often it is broken', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 2, max: 100 }), (whole, maxPoints) => {
        expect(downsample(whole, maxPoints).atMs.length).toBeLessThanOrEqual(1.5 * maxPoints + 3);
      }),
    );
  });

  it('has no more rows where every other one is empty', () => {
    const powerW = Array.from({ length: 1_000 }, (_, row) => (row % 2 === 0 ? NAN : row));
    const drawn = downsample(powerAt([...powerW.keys()], powerW), 10);
    expect(drawn.atMs.length).toBeLessThanOrEqual(18);
    const values = [...(drawn.values.powerW ?? [])];
    expect(values.filter(Number.isNaN)).not.toHaveLength(0);
    expect(Math.max(...values.filter((value) => !Number.isNaN(value)))).toBe(999);
  });

  it('runs forward in time and stays within its ends', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 2, max: 100 }), (whole, maxPoints) => {
        const { atMs } = downsample(whole, maxPoints);
        expect([...atMs]).toEqual([...new Set(atMs)].sort((a, b) => a - b));
        for (const moment of atMs) expect(whole.atMs).toContain(moment);
      }),
    );
  });

  it('is left alone when it has few rows', () => {
    const few = powerAt([0, 1, 2], [1, 2, 3]);
    expect(downsample(few, 3)).toBe(few);
  });

  it('keeps a gap open', () => {
    const powerW = Array.from({ length: 100 }, (_, row) => (row === 50 ? NAN : row));
    const drawn = downsample(powerAt([...powerW.keys()], powerW), 20);
    const gap = [...(drawn.values.powerW ?? [])].findIndex(Number.isNaN);
    expect(drawn.atMs[gap]).toBe(50);
    expect(drawn.values.powerW?.[gap - 1]).toBeLessThan(50);
    expect(drawn.values.powerW?.[gap + 1]).toBeGreaterThan(50);
  });

  it('does not grow long for a series that its miner never gave', () => {
    const rows = Array.from({ length: 43_200 }, (_, row) => row);
    const never = powerAt(
      rows,
      rows.map(() => NAN),
    );
    expect(downsample(never, 600).atMs.length).toBeLessThanOrEqual(903);
  });
});

describe('a gap in time', () => {
  it('gets an empty row in its middle', () => {
    const opened = openGaps(powerAt([0, 10, 100, 110], [1, 2, 3, 4]), 30);
    expect(opened).toEqual(powerAt([0, 10, 55, 100, 110], [1, 2, NAN, 3, 4]));
  });

  it('is whole where a device remembers its past in minutes among polls of seconds', () => {
    const polled = (fromS: number, count: number) => Array.from({ length: count }, (_, i) => fromS + i * 10);
    const remembered = [155, 215, 275, 335];
    const momentsS = [...polled(0, 11), ...remembered, ...polled(380, 11)];
    const row = powerAt(
      momentsS.map((s) => s * 1_000),
      momentsS,
    );
    expect(openGaps(row, 30_000)).toBe(row);
  });

  it('breaks at outages of a minute or two, also when one answer came between two of them', () => {
    const momentsS = [0, 10, 20, 110, 120, 130, 220, 300, 310, 320];
    const opened = openGaps(
      powerAt(
        momentsS.map((s) => s * 1_000),
        momentsS,
      ),
      30_000,
    );
    expect(opened.atMs.length - momentsS.length).toBe(3);
  });

  it('breaks at every long outage, however regular', () => {
    const opened = openGaps(powerAt([0, 200_000, 400_000, 600_000], [1, 2, 3, 4]), 30_000);
    expect(opened.atMs).toHaveLength(7);
  });

  it('only separates: without the empty rows everything is as it was', () => {
    fc.assert(
      fc.property(columns, fc.integer({ min: 1, max: 100_000 }), (whole, longestStepMs) => {
        const opened = openGaps(whole, longestStepMs);
        const known = new Set(whole.atMs);
        expect([...opened.atMs].filter((moment) => known.has(moment))).toEqual([...whole.atMs]);
        expect(present(opened.values.powerW)).toEqual(present(whole.values.powerW));
        const steps = [...whole.atMs].slice(1).map((moment, row) => moment - (whole.atMs[row] ?? 0));
        const gaps = steps.filter((step) => step > longestStepMs).length;
        // Long steps that are alike are a habit.
        expect(opened.atMs.length - whole.atMs.length).toBeLessThanOrEqual(gaps);
      }),
    );
  });
});

it('the median step of rows is the middle of their distances', () => {
  expect(medianStepMs(Float64Array.of(0, 10, 20, 500))).toBe(10);
  expect(medianStepMs(Float64Array.of(7))).toBe(0);
  expect(medianStepMs(new Float64Array(0))).toBe(0);
});
