import { ArithmeticReader, ArithmeticWriter } from './arithmetic-coder.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** The values of a column that are not missing, in order. */
export function presentIn(values: Float64Array): Float64Array {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count += 1;
  if (count === values.length) return values;
  const present = new Float64Array(count);
  let next = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    present[next] = value;
    next += 1;
  }
  return present;
}

/** Writes which values are missing (NaN): a bit a row, expected to be as the one before it. */
export function writePresence(bytes: ByteWriter, values: Float64Array): void {
  const coded = new ArithmeticWriter(2);
  let before = 1;
  for (const value of values) {
    const bit = Number.isNaN(value) ? 0 : 1;
    coded.bit(before, bit);
    before = bit;
  }
  const written = coded.finish();
  bytes.varint(written.length);
  bytes.bytes(written);
}

/**
 * Reads of `rows` rows which are present: 1, or 0.
 * @throws BlockDamage where the bytes end too early
 */
export function readPresence(bytes: ByteReader, rows: number): Uint8Array {
  const coded = new ArithmeticReader(2, bytes.bytes(bytes.varint()));
  const present = new Uint8Array(rows);
  let before = 1;
  for (let row = 0; row < rows; row += 1) {
    before = coded.bit(before);
    present[row] = before;
  }
  return present;
}

/** Values laid out over the rows that are present, NaN elsewhere. */
export function spread(values: Float64Array, present: Uint8Array): Float64Array {
  const spreadOut = new Float64Array(present.length).fill(Number.NaN);
  let next = 0;
  present.forEach((bit, row) => {
    if (bit === 0) return;
    spreadOut[row] = values[next] ?? Number.NaN;
    next += 1;
  });
  return spreadOut;
}
