import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOfTwo } from '../../tests/support/any-rows.ts';
import { rowAt } from '../../tests/support/telemetry-rows.ts';
import { decodeRow, encodeRow, LARGEST_ROW_BYTES, rowHead } from './recorded-row.ts';
import { SERIES } from './series.ts';

test('what is recorded of a row is read again as the browser would store it', () => {
  fc.assert(
    fc.property(rowsOfTwo, (rows) => {
      for (const row of rows) {
        const bytes = encodeRow(row);
        expect(decodeRow(bytes)).toEqual(row);
        expect(rowHead(bytes)).toEqual({ minerId: row.minerId, atMs: row.atMs });
      }
    }),
  );
});

test('counters keep all their digits, gauges those of 32 bits', () => {
  const row = rowAt('a', 1, { bestShare: 2 ** 52 + 1, powerW: 0.1 });
  const read = decodeRow(encodeRow(row));
  expect(read?.values[SERIES.findIndex(({ name }) => name === 'bestShare')]).toBe(2 ** 52 + 1);
  expect(read?.values[3]).toBe(Math.fround(0.1));
});

test('masks have room for each series, and the longest row for all of them', () => {
  expect(SERIES.length).toBeLessThanOrEqual(64);
  const whole = { minerId: 'x'.repeat(255), atMs: 0, values: new Float64Array(SERIES.length).fill(1) };
  expect(encodeRow(whole).length).toBeLessThanOrEqual(LARGEST_ROW_BYTES);
});

test('series behind the first 32 stand last, so that an older helper reads the others', () => {
  const first = { hashrateHs: 2 ** 40, uptimeS: 5 };
  const bare = encodeRow(rowAt('a', 1, first));
  const whole = encodeRow(rowAt('a', 1, { ...first, fanRpmMin: 2_400, powerLimitW: 3_000 }));
  expect(whole.length).toBe(bare.length + 4 + 2 * 4);
  expect(whole.slice(0, bare.length)).toEqual(bare);
  expect(decodeRow(whole)).toEqual(rowAt('a', 1, { ...first, fanRpmMin: 2_400, powerLimitW: 3_000 }));
  expect(decodeRow(whole.slice(0, bare.length))).toEqual(rowAt('a', 1, first));
});

test('bytes that are no row, or a part of one, are not read as one', () => {
  const bytes = encodeRow(rowAt('02aabbccddee', 1_700_000_000_000, { hashrateHs: 1e12, uptimeS: 5 }));
  for (let length = 0; length < bytes.length; length += 1)
    expect(decodeRow(bytes.slice(0, length))).toBeUndefined();
  expect(decodeRow(bytes.with(0, 9))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (any) => {
      expect(() => decodeRow(any)).not.toThrow();
    }),
  );
});

test('an id that no name is as long as is refused', () => {
  expect(() => encodeRow(rowAt('x'.repeat(256), 0, {}))).toThrow(RangeError);
});
