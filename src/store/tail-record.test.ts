import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOfTwo } from '../../tests/support/any-rows.ts';
import { SERIES } from '../domain/series.ts';
import { damageOfTail, packTail, unpackTail } from './tail-record.ts';
import type { TailRecord } from './telemetry-schema.ts';

const NAN = Number.NaN;

describe('a tail record', () => {
  it('gives the rows back that were packed, in their order', () => {
    fc.assert(
      fc.property(rowsOfTwo, (rows) => {
        expect(unpackTail(packTail(rows))).toEqual(rows);
        expect(damageOfTail(packTail(rows))).toBeUndefined();
      }),
    );
  });

  it('gives those of one miner alone', () => {
    fc.assert(
      fc.property(rowsOfTwo, (rows) => {
        expect(unpackTail(packTail(rows), 'nerd')).toEqual(rows.filter(({ minerId }) => minerId === 'nerd'));
      }),
    );
  });

  it('of a version with fewer series lacks the new ones', () => {
    const record = {
      minerIds: ['gamma', 'nerd'],
      atMs: Float64Array.of(1, 2),
      values: Float64Array.of(10, 11, 20, 21),
    };
    const rest = new Array<number>(SERIES.length - 2).fill(NAN);
    expect(unpackTail(record).map(({ values }) => [...values])).toEqual([
      [10, 11, ...rest],
      [20, 21, ...rest],
    ]);
  });

  it('of a version with more series gives those that are known', () => {
    const values = Float64Array.from({ length: SERIES.length + 3 }, (_, index) => index);
    const [row] = unpackTail({ minerIds: ['gamma'], atMs: Float64Array.of(1), values });
    expect(row?.values).toEqual(values.slice(0, SERIES.length));
  });
});

describe('damage to a tail record is told:', () => {
  const whole: TailRecord = {
    minerIds: ['gamma', 'nerd'],
    atMs: Float64Array.of(1, 2),
    values: new Float64Array(2 * SERIES.length),
  };
  const cases: readonly [reason: string, damage: object, rowsLeft: number][] = [
    ['no miners', { minerIds: undefined }, 0],
    ['no miners', { minerIds: ['gamma', 7] }, 0],
    ['no times or no values', { atMs: [1, 2] }, 0],
    ['no times or no values', { values: null }, 0],
    [`${2 * SERIES.length} values and 1 times for 2 miners`, { atMs: Float64Array.of(1) }, 0],
    ['5 values and 2 times for 2 miners', { values: new Float64Array(5) }, 0],
    ['row 1 has no time', { atMs: Float64Array.of(1, NAN) }, 1],
    ['row 0 has no time', { atMs: Float64Array.of(Number.POSITIVE_INFINITY, NAN) }, 0],
  ];
  for (const [reason, damage, rowsLeft] of cases)
    it(reason, () => {
      const record = { ...whole, ...damage };
      expect(damageOfTail(record)).toBe(reason);
      expect(unpackTail(record)).toHaveLength(rowsLeft);
    });
});
