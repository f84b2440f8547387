import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import type { Competitor } from './competitor.ts';
import { replay } from './replay.ts';
import { choosingRows, judgingFrom, learningRows, replayOrigins, replayParts } from './replay-origins.ts';

const TARGET = { step: 'hour', horizon: 24 } as const;

/** Rows that it knew each time it learnt. */
function rowsLearnt(rows: number, fits: number): readonly number[] {
  const known: number[] = [];
  const competitor: Competitor = {
    speaker: { kind: 'rule', name: 'always 0' },
    rowsNeeded: 1,
    fits,
    *learn({ target }: SeriesTable) {
      known.push(target.length);
      return { forecastFrom: (_, origins) => origins.map(() => new Float64Array(TARGET.horizon)) };
    },
  };
  const table = { target: new Float64Array(rows), past: [], ahead: [] };
  const run = replay(competitor, table, replayOrigins(TARGET, rows).at, TARGET.horizon);
  while (!run.next().done);
  return known;
}

test('a competitor learns from the rows that are told beforehand', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: 1, max: 5 }), (rows, fits) => {
      expect(learningRows(TARGET, rows, fits)).toEqual(rowsLearnt(rows, fits));
    }),
    { numRuns: 30 },
  );
});

test('what may be chosen by ends where the first forecast that judges begins, at about half of them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 3_000 }), (rows) => {
      const origins = replayOrigins(TARGET, rows);
      const place = judgingFrom(origins);
      expect(choosingRows(TARGET, rows)).toBe(origins.at[place]);
      expect(Math.abs(place - (origins.at.length - place))).toBeLessThanOrEqual(1);
    }),
    { numRuns: 30 },
  );
});

test('parts of the past hold all origins once, in their order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), fc.integer({ min: 1, max: 9 }), (origins, fits) => {
      const parts = replayParts(origins, fits);
      expect(parts.flat()).toEqual(origins);
      expect(parts.length).toBeLessThanOrEqual(fits);
    }),
  );
});

test('of 30 days of hours two fits learn from two weeks, and from what came before the other half of the forecasts', () => {
  // Origins from 336 to 696: every second one would do for 200, and 5 is the next that shares nothing with a day.
  const { at, spacing } = replayOrigins(TARGET, 720);
  expect(spacing).toBe(5);
  expect(learningRows(TARGET, 720, 2)).toEqual([at[0], at[Math.ceil(at.length / 2)]]);
});
