import { BlockDamage } from './block-damage.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { type Column, decodeColumn, encodeColumn } from './column.ts';
import { crc32 } from './crc32.ts';

/** "DLB" and the version of the format. */
const MAGIC = [0x44, 0x4c, 0x42];
const VERSION = 1;
/** Magic, version, CRC-32 of the directory, its length. */
const HEADER_BYTES = 12;
/** More rows than two years of polls each ten seconds; what says more is damaged. */
const MOST_ROWS = 2 ** 23;

interface Entry {
  readonly name: string;
  readonly from: number;
  readonly length: number;
  readonly crc: number;
}

/**
 * Columns of equal length as one block of bytes. Names are unique.
 * @throws RangeError for a column of another length, or too many rows
 */
export function encodeBlock(rows: number, columns: readonly Column[]): Uint8Array {
  if (rows > MOST_ROWS) throw new RangeError(`${rows} rows are too many for a block`);
  const directory = new ByteWriter();
  const payload = new ByteWriter();
  directory.varint(rows);
  directory.varint(columns.length);
  for (const column of columns) {
    if (column.values.length !== rows)
      throw new RangeError(`${column.name} has ${column.values.length} values for ${rows} rows`);
    const encoded = encodeColumn(column);
    directory.text(column.name);
    directory.varint(encoded.length);
    directory.uint32(crc32(encoded));
    payload.bytes(encoded);
  }
  const block = new ByteWriter();
  for (const byte of [...MAGIC, VERSION]) block.byte(byte);
  block.uint32(crc32(directory.written()));
  block.uint32(directory.length);
  block.bytes(directory.written());
  block.bytes(payload.written());
  return block.written().slice();
}

/**
 * Decodes the columns asked for (all when `only` is undefined); others are absent in the map.
 * @throws BlockDamage with what is wrong and where; damage of columns not asked for is not noticed
 */
export function decodeBlock(
  bytes: Uint8Array,
  only?: (name: string) => boolean,
): { readonly rows: number; readonly columns: ReadonlyMap<string, Float64Array> } {
  const { rows, entries } = readDirectory(bytes);
  const columns = new Map<string, Float64Array>();
  for (const entry of entries)
    if (!only || only(entry.name))
      columns.set(entry.name, decodeColumn(payloadOf(bytes, entry), rows, entry.from));
  return { rows, columns };
}

/**
 * Checks the structure and every checksum.
 * @throws BlockDamage with what is wrong and where
 */
export function checkBlock(bytes: Uint8Array): void {
  for (const entry of readDirectory(bytes).entries) payloadOf(bytes, entry);
}

function readDirectory(bytes: Uint8Array): { readonly rows: number; readonly entries: readonly Entry[] } {
  const header = new ByteReader(bytes);
  if (MAGIC.some((byte) => header.byte() !== byte)) throw new BlockDamage('no block', 0);
  const version = header.byte();
  if (version !== VERSION) throw new BlockDamage(`a block of the unknown version ${version}`, 3);
  const crc = header.uint32();
  const directoryBytes = header.bytes(header.uint32());
  if (crc32(directoryBytes) !== crc) throw new BlockDamage('a directory with a wrong checksum', HEADER_BYTES);
  const directory = new ByteReader(directoryBytes, HEADER_BYTES);
  const rows = directory.varint();
  let from = header.atByte;
  const entries = Array.from({ length: directory.varint() }, () => {
    const name = directory.text();
    const length = directory.varint();
    const entry = { name, from, length, crc: directory.uint32() };
    from += length;
    return entry;
  });
  if (from !== bytes.length) throw new BlockDamage(`${bytes.length} bytes instead of ${from}`, bytes.length);
  return { rows, entries };
}

function payloadOf(bytes: Uint8Array, { name, from, length, crc }: Entry): Uint8Array {
  const payload = bytes.subarray(from, from + length);
  if (crc32(payload) !== crc) throw new BlockDamage(`${name} with a wrong checksum`, from);
  return payload;
}
