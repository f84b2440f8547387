import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { planForm, readForm } from './column-form.ts';
import { presentIn, readPresence, spread, writePresence } from './presence.ts';
import type { Precision } from './scale.ts';

/** A named numeric column of a block. NaN is missing. */
export interface Column {
  readonly name: string;
  readonly values: Float64Array;
  /** `float32`: every value is exactly representable as float32. */
  readonly precision: Precision;
}

const SOME_MISSING = 1;
const SINGLE = 2;

/** Writes the values of a column, some of which are not missing. */
export function writeColumn(bytes: ByteWriter, { values, precision }: Column): void {
  const present = presentIn(values);
  const someMissing = present.length < values.length;
  bytes.byte((someMissing ? SOME_MISSING : 0) | (precision === 'float32' ? SINGLE : 0));
  if (someMissing) writePresence(bytes, values);
  planForm(present, precision).write(bytes);
}

/**
 * Reads the values of a column of `rows` rows.
 * @throws BlockDamage where they cannot be read
 */
export function readColumn(bytes: ByteReader, rows: number): Float64Array {
  const flags = bytes.byte();
  const precision = (flags & SINGLE) !== 0 ? 'float32' : 'float64';
  if ((flags & SOME_MISSING) === 0) return readForm(bytes, rows, precision);
  const present = readPresence(bytes, rows);
  const count = present.reduce((sum, bit) => sum + bit, 0);
  return spread(readForm(bytes, count, precision), present);
}
