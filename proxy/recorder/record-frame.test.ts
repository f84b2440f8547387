import fc from 'fast-check';
import { expect, test } from 'vitest';
import { framed, scanRecords } from './record-frame.ts';

const LONGEST = 64;
const anyRecord = fc.uint8Array({ minLength: 1, maxLength: LONGEST });
const anyRecords = fc.array(anyRecord, { minLength: 1, maxLength: 12 });
const onDisk = (records: readonly Uint8Array[]) => Buffer.concat(records.map(framed));
const plain = (records: readonly Uint8Array[]) => records.map((record) => [...record]);

/** Reads bytes in stretches of some length, as a file is read. */
function scanned(bytes: Buffer, step: number) {
  const records: Uint8Array[] = [];
  let [at, wholeUntil, damaged] = [0, 0, 0];
  let length = step;
  while (at < bytes.length) {
    const last = at + length >= bytes.length;
    const part = bytes.subarray(at, at + length);
    const found = scanRecords(part, { longest: LONGEST, last, givenUp: at - wholeUntil });
    records.push(...found.records);
    damaged += found.damaged;
    wholeUntil = at + found.wholeUntil;
    length = found.consumed === 0 ? length + step : step;
    at += found.consumed;
  }
  return { records: plain(records), wholeUntil, damaged };
}

test('records are found again, whole and in order, however the file is read', () => {
  fc.assert(
    fc.property(anyRecords, fc.integer({ min: 1, max: 200 }), (records, step) => {
      const bytes = onDisk(records);
      expect(scanned(bytes, step)).toEqual({
        records: plain(records),
        wholeUntil: bytes.length,
        damaged: 0,
      });
    }),
  );
});

test('a write that was cut off anywhere costs the record that it cut, and no other', () => {
  fc.assert(
    fc.property(anyRecords, fc.nat(), (records, place) => {
      const bytes = onDisk(records);
      const cut = place % bytes.length;
      const ends = records.map((_, index) => onDisk(records.slice(0, index + 1)).length);
      const whole = ends.filter((end) => end <= cut).length;
      const found = scanned(bytes.subarray(0, cut), bytes.length);
      expect(found.records).toEqual(plain(records.slice(0, whole)));
      expect(found.wholeUntil).toBe(ends[whole - 1] ?? 0);
      expect(found.damaged).toBe(0);
    }),
  );
});

test('a flipped bit anywhere costs the record that it is in, is counted, and no other is lost', () => {
  fc.assert(
    fc.property(
      anyRecords,
      anyRecord,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 90 }),
      (before, hit, place, bit, step) => {
        const after = [Uint8Array.of(7, 7, 7)];
        const bytes = onDisk([...before, hit, ...after]);
        const begin = onDisk(before).length;
        const at = begin + (place % framed(hit).length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
        expect(scanned(bytes, step)).toEqual({
          records: plain([...before, ...after]),
          wholeUntil: bytes.length,
          damaged: 1,
        });
      },
    ),
  );
});
