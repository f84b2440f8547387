import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';

/** A named numeric column of a block. NaN is missing. */
export interface Column {
  readonly name: string;
  readonly values: Float64Array;
  /** `float32`: every value is exactly representable as float32. */
  readonly precision: 'float32' | 'float64';
}

/** A column as bytes. */
export function encodeColumn({ values }: Column): Uint8Array {
  const bytes = new ByteWriter();
  for (const value of values) bytes.float64(value);
  return bytes.written().slice();
}

/**
 * The `rows` values of a column; its bytes begin at `fromByte` of their block.
 * @throws BlockDamage where the bytes end too early
 */
export function decodeColumn(bytes: Uint8Array, rows: number, fromByte: number): Float64Array {
  const reader = new ByteReader(bytes, fromByte);
  return Float64Array.from({ length: rows }, () => reader.float64());
}
