import { BlockDamage } from './block-damage.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { crc32 } from './crc32.ts';

/** What a block says of a column before its payload. */
export type Entry = { readonly name: string } & (
  | { readonly kind: 'constant'; readonly value: number }
  /** The same as the column of that place before it. */
  | { readonly kind: 'same'; readonly place: number }
  /** `crc`: CRC-32 of its `length` bytes. */
  | { readonly kind: 'written'; readonly length: number; readonly crc: number }
);

export interface Directory {
  readonly rows: number;
  readonly entries: readonly Entry[];
  /** Where the payloads begin, one after the other in the order of the entries, in the block. */
  readonly payloadsAt: number;
}

/** "DLB" and the version of the format. */
const MAGIC = [0x44, 0x4c, 0x42];
const VERSION = 1;
/** Magic, version, CRC-32 of the directory, its length. */
const HEADER_BYTES = 12;
/** More rows than two years of polls each ten seconds. */
export const MOST_ROWS = 2 ** 23;

const WRITTEN = 0;
const SAME = 1;
const MISSING = 2;
const WHOLE = 3;
const ANY = 4;

/** Writes what goes before the payloads. */
export function writeDirectory(block: ByteWriter, rows: number, entries: readonly Entry[]): void {
  const directory = new ByteWriter();
  directory.varint(rows);
  directory.varint(entries.length);
  let before = '';
  for (const entry of entries) {
    const shared = sharedLength(before, entry.name);
    directory.varint(shared);
    directory.text(entry.name.slice(shared));
    before = entry.name;
    writeEntry(directory, entry);
  }
  for (const byte of [...MAGIC, VERSION]) block.byte(byte);
  block.uint32(crc32(directory.written()));
  block.uint32(directory.length);
  block.bytes(directory.written());
}

/**
 * Reads what goes before the payloads, and checks that they end where the block ends.
 * @throws BlockDamage where it cannot be read, or its checksum is wrong
 */
export function readDirectory(bytes: Uint8Array): Directory {
  const header = new ByteReader(bytes);
  if (MAGIC.some((byte) => header.byte() !== byte)) throw new BlockDamage('no block', 0);
  const version = header.byte();
  if (version !== VERSION) throw new BlockDamage(`a block of the unknown version ${version}`, 3);
  const crc = header.uint32();
  const directoryBytes = header.bytes(header.uint32());
  if (crc32(directoryBytes) !== crc) throw new BlockDamage('a directory with a wrong checksum', HEADER_BYTES);
  const directory = new ByteReader(directoryBytes, HEADER_BYTES);
  const rows = directory.varint();
  if (rows > MOST_ROWS) throw directory.damage(`${rows} rows`);
  const entries: Entry[] = [];
  for (let left = directory.varint(); left > 0; left -= 1) entries.push(readEntry(directory, entries));
  const end = entries.reduce(
    (sum, entry) => sum + (entry.kind === 'written' ? entry.length : 0),
    header.atByte,
  );
  if (end !== bytes.length) throw new BlockDamage(`${bytes.length} bytes instead of ${end}`, bytes.length);
  return { rows, entries, payloadsAt: header.atByte };
}

function writeEntry(directory: ByteWriter, entry: Entry): void {
  if (entry.kind === 'written') {
    directory.byte(WRITTEN);
    directory.varint(entry.length);
    directory.uint32(entry.crc);
  } else if (entry.kind === 'same') {
    directory.byte(SAME);
    directory.varint(entry.place);
  } else if (Number.isNaN(entry.value)) {
    directory.byte(MISSING);
  } else if (
    Number.isInteger(entry.value) &&
    Math.abs(entry.value) < 2 ** 49 &&
    !Object.is(entry.value, -0)
  ) {
    directory.byte(WHOLE);
    directory.signedVarint(entry.value);
  } else {
    directory.byte(ANY);
    directory.float64(entry.value);
  }
}

function readEntry(directory: ByteReader, before: readonly Entry[]): Entry {
  const shared = directory.varint();
  const name = (before.at(-1)?.name ?? '').slice(0, shared) + directory.text();
  const kind = directory.byte();
  switch (kind) {
    case WRITTEN:
      return { name, kind: 'written', length: directory.varint(), crc: directory.uint32() };
    case SAME: {
      const place = directory.varint();
      if (place >= before.length) throw directory.damage(`${name} the same as a column after it`);
      return { name, kind: 'same', place };
    }
    case MISSING:
      return { name, kind: 'constant', value: Number.NaN };
    case WHOLE:
      return { name, kind: 'constant', value: directory.signedVarint() };
    case ANY:
      return { name, kind: 'constant', value: directory.float64() };
    default:
      throw directory.damage(`${name} of the unknown kind ${kind}`);
  }
}

/** UTF-16 units that two names begin with. */
function sharedLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
