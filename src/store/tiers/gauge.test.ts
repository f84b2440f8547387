import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { addToGauge, blankGauge, mergeAllIntoGauge, mergeIntoGauge } from './gauge.ts';

it('merges many buckets at once to the very bits of one after the other', () => {
  const polls = fc.array(fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { maxLength: 4 }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(polls, fc.integer({ min: 1, max: 7 }), (rows, width) => {
      const fine = blankGauge(rows.length, undefined);
      for (const [row, values] of rows.entries())
        for (const value of values) addToGauge(fine, row, value, row);
      const places = Int32Array.from(rows, (_, row) => Math.floor(row / width));
      const length = Math.ceil(rows.length / width);
      const oneByOne = blankGauge(length, undefined);
      for (const [row, bucket] of places.entries()) mergeIntoGauge(oneByOne, bucket, fine, row);
      const atOnce = blankGauge(length, undefined);
      mergeAllIntoGauge(atOnce, fine, places);
      expect(atOnce).toEqual(oneByOne);
    }),
  );
});
