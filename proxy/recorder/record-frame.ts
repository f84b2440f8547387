import { crc32 } from 'node:zlib';

/** Before each record on the disk: a sign (2 bytes), the record's length (u16), CRC-32 of length and record (u32). */
const HEADER_BYTES = 8;
/** Two bytes that no text and no small number has; what is damaged is left at the next of them. */
const SIGN = Buffer.from([0xda, 0x9e]);
const LENGTH_AT = 2;
const CRC_AT = 4;

/** A record as it lies in a segment, little-endian. */
export function framed(record: Uint8Array): Buffer {
  const frame = Buffer.alloc(HEADER_BYTES + record.length);
  SIGN.copy(frame);
  frame.writeUInt16LE(record.length, LENGTH_AT);
  frame.set(record, HEADER_BYTES);
  frame.writeUInt32LE(checksum(frame, 0, record.length), CRC_AT);
  return frame;
}

/** What a stretch of a segment holds. */
export interface Scanned {
  /** Whole records, in order. They are parts of the scanned bytes, not copies. */
  readonly records: readonly Buffer[];
  /** Where the last whole record ends, counted from the first of the scanned bytes. */
  readonly wholeUntil: number;
  /** Up to where the bytes were understood or given up: the next stretch begins here. */
  readonly consumed: number;
  /** Damaged places before the last whole record. */
  readonly damaged: number;
}

export interface ScanOptions {
  /** No record is longer, bytes. */
  readonly longest: number;
  /** Does nothing follow these bytes? */
  readonly last: boolean;
  /** Bytes that were given up just before these. */
  readonly givenUp?: number;
}

/**
 * Finds the whole records in bytes that begin at a record. A damaged place is left at the next record that is whole,
 * also where its length was what was damaged.
 */
export function scanRecords(bytes: Buffer, { longest, last, givenUp = 0 }: ScanOptions): Scanned {
  const records: Buffer[] = [];
  let wholeUntil = -givenUp;
  let damaged = 0;
  let at = 0;
  while (at < bytes.length) {
    const found = recordAt(bytes, at, longest);
    if (found === 'cut' && !last) break;
    if (found instanceof Buffer) {
      if (at > wholeUntil) damaged += 1;
      records.push(found);
      at += HEADER_BYTES + found.length;
      wholeUntil = at;
      continue;
    }
    const next = bytes.indexOf(SIGN, at + 1);
    // The first half of a sign may stand at the very end.
    at = next >= 0 ? next : last ? bytes.length : Math.max(at + 1, bytes.length - 1);
  }
  return { records, wholeUntil, consumed: at, damaged };
}

/** The record at this place; `cut` where it may go on behind these bytes. */
function recordAt(bytes: Buffer, at: number, longest: number): Buffer | 'cut' | undefined {
  const here = bytes.subarray(at, at + SIGN.length);
  if (!SIGN.subarray(0, here.length).equals(here)) return undefined;
  if (bytes.length - at < HEADER_BYTES) return 'cut';
  const length = bytes.readUInt16LE(at + LENGTH_AT);
  if (length === 0 || length > longest) return undefined;
  if (bytes.length - at < HEADER_BYTES + length) return 'cut';
  if (bytes.readUInt32LE(at + CRC_AT) !== checksum(bytes, at, length)) return undefined;
  return bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length);
}

/** Of the length too: a damaged length must not make two records of one. */
function checksum(bytes: Buffer, at: number, length: number): number {
  const ofLength = crc32(bytes.subarray(at + LENGTH_AT, at + CRC_AT));
  return crc32(bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length), ofLength);
}
