import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowsOfTwo } from '../../tests/support/any-rows.ts';
import { encodeRow } from './recorded-row.ts';
import { markRecord, type RecordedMark, RecordedStreamReader, recordedFrame } from './recorded-stream.ts';
import { SERIES, type TelemetryRow } from './series.ts';

const mark = (cursor: string): RecordedMark => ({ cursor, nowMs: 5, remainingBytes: 7 });
const sent = (rows: readonly TelemetryRow[], end: RecordedMark) =>
  Buffer.concat([...rows.map((row) => recordedFrame(encodeRow(row))), recordedFrame(markRecord(end))]);

test('rows come stretch by stretch as they were sent, however the bytes are cut', () => {
  fc.assert(
    fc.property(rowsOfTwo, rowsOfTwo, fc.integer({ min: 1, max: 97 }), (first, second, step) => {
      const bytes = Buffer.concat([sent(first, mark('1.10')), sent(second, mark('1.20'))]);
      const reader = new RecordedStreamReader();
      const got = [];
      for (let at = 0; at < bytes.length; at += step)
        got.push(...reader.take(new Uint8Array(bytes.subarray(at, at + step))));
      expect(got).toEqual([
        { rows: first, mark: mark('1.10') },
        { rows: second, mark: mark('1.20') },
      ]);
    }),
  );
});

test('what comes after the last mark is kept back, and what a newer helper adds is passed over', () => {
  const row = { minerId: 'a', atMs: 1, values: new Float64Array(SERIES.length).fill(Number.NaN) };
  const reader = new RecordedStreamReader();
  const bytes = Buffer.concat([
    recordedFrame(Uint8Array.of(77, 1, 2, 3)),
    sent([row], mark('1.5')),
    recordedFrame(encodeRow(row)),
  ]);
  expect(reader.take(bytes)).toEqual([{ rows: [row], mark: mark('1.5') }]);
  expect(reader.take(new Uint8Array())).toEqual([]);
});

test('a stream of something else is refused', () => {
  const take = (bytes: Uint8Array) => () => new RecordedStreamReader().take(bytes);
  expect(take(new TextEncoder().encode('<!doctype html>'))).toThrow(RangeError);
  const noMark = new TextEncoder().encode(`${String.fromCharCode(2)}{"cursor":1}`);
  expect(take(recordedFrame(noMark))).toThrow(RangeError);
});
