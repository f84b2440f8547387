import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { survivalCurves } from '../../../tests/reference/survival/survival-curves.ts';
import { cumulativeIncidence } from './cumulative-incidence.ts';
import { curveAt, kaplanMeier, survivalQuantile } from './kaplan-meier.ts';
import { logRankTest } from './log-rank.ts';
import { survivalInterval } from './survival-interval.ts';

it.each(['real-kaplan-meier', 'hardware-kaplan-meier'])('curves are those of R’s survfit: %s', (id) => {
  expect(disagreementsOf('survival', id, survivalCurves)).toEqual([]);
});

/** Few different times, so that there are ties; some are watched late. */
const lifetimes = fc
  .array(
    fc.record({
      start: fc.integer({ min: 0, max: 4 }),
      length: fc.integer({ min: 1, max: 6 }),
      cause: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((rows) => ({
    start: rows.map(({ start }) => start),
    stop: rows.map(({ start, length }) => start + length),
    cause: rows.map(({ cause }) => cause),
    event: rows.map(({ cause }) => Number(cause > 0)),
  }));

describe('Kaplan-Meier', () => {
  it('is the share that is left where nobody is censored, and its median that of the lifetimes', () => {
    const curve = kaplanMeier({ stop: [4, 1, 3, 2], event: [1, 1, 1, 1] });
    expect([...curve.survival]).toEqual([0.75, 0.5, 0.25, 0]);
    expect(survivalQuantile(curve, 0.5)).toBe(2.5);
    expect(curveAt(curve, 2.9, 0.95, 'plain').standardError).toBeCloseTo(0.25, 12);
  });

  it('is the product over moments, and Nelson-Aalen the sum, of a count of who was there', () => {
    fc.assert(
      fc.property(lifetimes, ({ start, stop, event }) => {
        const curve = kaplanMeier({ start, stop, event });
        let [product, sum] = [1, 0];
        for (const [at, time] of curve.times.entries()) {
          const n = stop.filter((each, row) => each >= time && (start[row] ?? 0) < time).length;
          const d = stop.filter((each, row) => each === time && event[row] === 1).length;
          product *= 1 - d / n;
          sum += d / n;
          expect(curve.survival[at]).toBeCloseTo(product, 12);
          expect(curve.cumulativeHazard[at]).toBeCloseTo(sum, 12);
        }
      }),
    );
  });

  it('counts a row of weight 2 as two rows', () => {
    const twice = kaplanMeier({ stop: [1, 1, 2, 3], event: [1, 1, 0, 1] });
    const weighted = kaplanMeier({ stop: [1, 2, 3], event: [1, 0, 1], weight: [2, 1, 1] });
    expect(weighted.survival).toEqual(twice.survival);
  });

  it('never falls to a half where too few die, and knows nothing of limits once nobody is left', () => {
    expect(survivalQuantile(kaplanMeier({ stop: [1, 2, 3], event: [1, 0, 0] }), 0.5)).toBeNaN();
    const end = curveAt(kaplanMeier({ stop: [1], event: [1] }), 1, 0.95, 'log-log');
    expect(end).toEqual({ survival: 0, standardError: NaN, cumulativeHazard: 1, lower: NaN, upper: NaN });
  });

  it('refuses what is no lifetime, and says which row', () => {
    expect(() => kaplanMeier({ stop: [1, NaN], event: [1, 0] })).toThrow('the lifetime of row 1 is NaN');
    expect(() => kaplanMeier({ stop: [1], event: [2] })).toThrow('the event of row 0 is 2, not 0 or 1');
    expect(() => kaplanMeier({ stop: [1], event: [1], start: [1] })).toThrow(
      'row 0 starts at 1 and stops at 1',
    );
    expect(() => kaplanMeier({ stop: [1], event: [1], weight: [0] })).toThrow('the weight of row 0 is 0');
    expect(() => kaplanMeier({ stop: [], event: [] })).toThrow('no lifetime');
    expect(() => kaplanMeier({ stop: [1, 2], event: [1] })).toThrow('1 values of event for 2 lifetimes');
  });
});

describe('limits of a survival', () => {
  it('hold it, and lie within 0 and 1, on every scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        fc.constantFrom('plain', 'log', 'log-log' as const),
        (survival, error, scale) => {
          const { lower, upper } = survivalInterval(survival, error, 0.9, scale);
          expect(lower).toBeGreaterThanOrEqual(0);
          expect(lower).toBeLessThanOrEqual(survival + 1e-12);
          expect(upper).toBeGreaterThanOrEqual(survival - 1e-12);
          expect(upper).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('the log-rank test', () => {
  it('does not care how groups are called, and finds nothing in one group', () => {
    const rows = { stop: [1, 2, 3, 4, 5, 6], event: [1, 1, 1, 0, 1, 1] };
    const { statistic, p } = logRankTest(rows, [1, 1, 1, 0, 0, 0]);
    expect(logRankTest(rows, [5, 5, 5, 9, 9, 9]).statistic).toBeCloseTo(statistic, 12);
    expect(p).toBeGreaterThan(0.01);
    expect(logRankTest(rows, [1, 1, 1, 1, 1, 1])).toMatchObject({ statistic: 0, degrees: 0, p: 1 });
  });

  it('does not stumble over groups that are never at risk together', () => {
    const rows = { start: [0, 0, 5, 5], stop: [1, 2, 6, 7], event: [1, 1, 1, 1] };
    expect(logRankTest(rows, [0, 0, 1, 1])).toMatchObject({ statistic: 0, p: 1 });
  });
});

describe('competing causes', () => {
  it('share what is lost: incidences and survival sum to 1, and survival is Kaplan’s and Meier’s', () => {
    fc.assert(
      fc.property(lifetimes, ({ start, stop, cause, event }) => {
        const { survival, incidence, standardError, times } = cumulativeIncidence({ start, stop, cause });
        const curve = kaplanMeier({ start, stop, event });
        for (const at of times.keys()) {
          const lost = incidence.reduce((sum, each) => sum + (each[at] ?? 0), 0);
          expect(lost + (survival[at] ?? 0)).toBeCloseTo(1, 10);
          expect(survival[at]).toBeCloseTo(curve.survival[at] ?? NaN, 10);
          for (const error of standardError) expect(error[at]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('with one cause alone are one less survival, with Greenwood’s error', () => {
    const stop = [1, 2, 2, 3, 4, 5, 5, 7, 9, 9];
    const event = [1, 0, 1, 1, 0, 1, 1, 0, 1, 0];
    const { incidence, standardError } = cumulativeIncidence({ stop, cause: event });
    const curve = kaplanMeier({ stop, event });
    for (const at of curve.times.keys()) {
      const survival = curve.survival[at] ?? NaN;
      expect(incidence[0]?.[at]).toBeCloseTo(1 - survival, 12);
      expect(standardError[0]?.[at]).toBeCloseTo(survival * (curve.logError[at] ?? NaN), 10);
    }
  });

  it('is R’s survfit of several states', () => {
    const stop = [5, 7, 6, 9, 8, 4, 11, 12, 7, 9, 10, 3, 8, 14, 9, 5, 6, 13, 10, 12];
    const cause = [2, 0, 1, 2, 2, 1, 0, 2, 1, 0, 2, 1, 2, 0, 1, 2, 0, 1, 1, 2];
    const { times, survival, incidence, standardError } = cumulativeIncidence({ stop, cause });
    const at = times.indexOf(9);
    const found = [survival[at], incidence[0]?.[at], incidence[1]?.[at]];
    expect(found).toEqual([0.464285714, 0.261607143, 0.274107143].map((each) => expect.closeTo(each, 8)));
    expect(standardError.map((each) => each[at])).toEqual(
      [0.1011692717, 0.1049239299].map((each) => expect.closeTo(each, 8)),
    );
  });

  it('refuses causes that are no numbers of causes', () => {
    expect(() => cumulativeIncidence({ stop: [1], cause: [0.5] })).toThrow('the cause of row 0 is 0.5');
  });
});
