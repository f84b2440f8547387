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
  /** Name of an earlier column of the block whose values are alike row by row, as the least of a minute to its mean. */
  readonly near?: string | undefined;
}

/** A column of the same block that comes before, by its place. */
export interface Neighbour {
  readonly place: number;
  readonly values: Float64Array;
}

const SOME_MISSING = 1;
const SINGLE = 2;
const BESIDE = 4;

/** Writes the values of a column, some of which are not missing. */
export function writeColumn(bytes: ByteWriter, { values, precision }: Column, near?: Neighbour): void {
  const present = presentIn(values);
  const someMissing = present.length < values.length;
  const alike = near?.values.filter((_, row) => !Number.isNaN(values[row]));
  const plan = planForm(present, precision, alike);
  bytes.byte(
    (someMissing ? SOME_MISSING : 0) | (precision === 'float32' ? SINGLE : 0) | (plan.beside ? BESIDE : 0),
  );
  if (plan.beside) bytes.varint(near?.place ?? 0);
  if (someMissing) writePresence(bytes, values);
  plan.write(bytes);
}

/**
 * Reads the values of a column of `rows` rows; `columnAt` gives those of a column that comes before.
 * @throws BlockDamage where they cannot be read
 */
export function readColumn(
  bytes: ByteReader,
  rows: number,
  columnAt: (place: number) => Float64Array,
): Float64Array {
  const flags = bytes.byte();
  const precision = (flags & SINGLE) !== 0 ? 'float32' : 'float64';
  const near = (flags & BESIDE) !== 0 ? columnAt(bytes.varint()) : undefined;
  if ((flags & SOME_MISSING) === 0) return readForm(bytes, rows, precision, near);
  const present = readPresence(bytes, rows);
  const count = present.reduce((sum, bit) => sum + bit, 0);
  const alike = near?.filter((_, row) => present[row] === 1);
  return spread(readForm(bytes, count, precision, alike), present);
}
