import { type FileHandle, open } from 'node:fs/promises';
import { LARGEST_ROW_BYTES, rowHead } from '../../src/domain/recorded-row.ts';
import { scanRecords } from './record-frame.ts';

/** Which rows of one miner a segment holds. */
export interface MinerShare {
  readonly rows: number;
  readonly oldestAtMs: number;
  readonly newestAtMs: number;
}

/** One file of the ring, and what is known of it. */
export interface Segment {
  readonly number: number;
  readonly path: string;
  /** Bytes that hold whole records, or are given up between them. */
  size: number;
  /** Damaged places that were passed over. */
  damaged: number;
  readonly miners: Map<string, MinerShare>;
}

/** Records of a segment, as they were read. */
export interface Stretch {
  readonly records: readonly Buffer[];
  /** Where in the segment the last of them ends. */
  readonly until: number;
  readonly damaged: number;
}

/** What is read at a time: bounds memory, and the time for which nothing else is done. */
const CHUNK_BYTES = 256 * 1024;

/** `rows-1-` is the form of the records: a later one gets another number. */
export function segmentName(number: number): string {
  return `rows-1-${String(number).padStart(8, '0')}.log`;
}

/** The number in a segment's name; undefined for any other file. */
export function segmentNumber(name: string): number | undefined {
  const [, digits] = /^rows-1-(\d{8,})\.log$/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}

/** Notes that a row was written into a segment. */
export function countRow(segment: Segment, record: Uint8Array): void {
  const head = rowHead(record);
  if (!head) return;
  const { minerId, atMs } = head;
  const share = segment.miners.get(minerId);
  segment.miners.set(minerId, {
    rows: (share?.rows ?? 0) + 1,
    oldestAtMs: Math.min(share?.oldestAtMs ?? atMs, atMs),
    newestAtMs: Math.max(share?.newestAtMs ?? atMs, atMs),
  });
}

/** Newest row of any miner in it; −∞ without one. */
export function newestAtMs({ miners }: Segment): number {
  return Math.max(...[...miners.values()].map((share) => share.newestAtMs));
}

/** Oldest row of any miner in it; ∞ without one. */
export function oldestAtMs({ miners }: Segment): number {
  return Math.min(...[...miners.values()].map((share) => share.oldestAtMs));
}

/**
 * Reads what a kill, a full disk or a bad sector has left of a segment. In the last one of the ring, bytes behind the
 * last whole record are a write that did not end: they are cut off. In any other they are damage.
 * @throws the system's error
 */
export async function surveySegment(path: string, number: number, isLast: boolean): Promise<Segment> {
  const segment: Segment = { number, path, size: 0, damaged: 0, miners: new Map() };
  const file = await open(path, isLast ? 'r+' : 'r');
  try {
    const { size } = await file.stat();
    let wholeUntil = 0;
    for await (const { records, until, damaged } of stretches(file, 0, size)) {
      for (const record of records) countRow(segment, record);
      segment.damaged += damaged;
      wholeUntil = until;
    }
    segment.size = isLast ? wholeUntil : size;
    if (wholeUntil === size) return segment;
    if (isLast) await file.truncate(wholeUntil);
    else segment.damaged += 1;
    return segment;
  } finally {
    await file.close();
  }
}

/** The whole records of [from, to) of a segment, a chunk at a time; `from` is where a record ends or begins. */
export async function* stretches(file: FileHandle, from: number, to: number): AsyncGenerator<Stretch> {
  let at = from;
  let wholeUntil = from;
  while (at < to) {
    const length = Math.min(CHUNK_BYTES, to - at);
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
    if (bytesRead === 0) return;
    const options = {
      longest: LARGEST_ROW_BYTES,
      last: at + bytesRead >= to,
      givenUp: at - wholeUntil,
    };
    const scanned = scanRecords(buffer.subarray(0, bytesRead), options);
    wholeUntil = at + scanned.wholeUntil;
    at += scanned.consumed;
    if (scanned.records.length > 0)
      yield { records: scanned.records, until: wholeUntil, damaged: scanned.damaged };
  }
}
