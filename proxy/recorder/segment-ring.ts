import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { MinerRecord } from '../../src/domain/recorder-report.ts';
import { hasCode } from '../error-code.ts';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';
import { newestAtMs, type Segment, segmentName, segmentNumber, stretches, surveySegment } from './segment.ts';

/** A piece of the log on its way to a reader. */
export interface LogStretch {
  readonly records: readonly Buffer[];
  /** From here the next piece goes on. */
  readonly cursor: string;
  readonly remainingBytes: number;
}

/** A helper that is restarted without end makes no more files than this. */
const MOST_SEGMENTS = 1_000;

/** The segment files of one folder, oldest first: what is in them, what is read of them, what is dropped. */
export class SegmentRing {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #id: string;
  #segments: Segment[];

  private constructor(folder: string, maxBytes: number, id: string, segments: Segment[]) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#id = id;
    this.#segments = segments;
  }

  /** Reads what is there, and mends what a kill has left of it. @throws the system's error */
  static async open(folder: string, maxBytes: number): Promise<SegmentRing> {
    const numbers = (await readdir(folder)).flatMap((name) => segmentNumber(name) ?? []);
    numbers.sort((a, b) => a - b);
    const segments: Segment[] = [];
    for (const number of numbers) {
      const path = join(folder, segmentName(number));
      segments.push(await surveySegment(path, number, number === numbers.at(-1)));
    }
    return new SegmentRing(folder, maxBytes, ringId(join(folder, 'ring')), segments);
  }

  get bytes(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  get damaged(): number {
    return this.#segments.reduce((sum, { damaged }) => sum + damaged, 0);
  }

  /** Of whom there are rows, and of when. */
  get miners(): readonly MinerRecord[] {
    const miners = new Map<string, MinerRecord>();
    for (const [minerId, share] of this.#segments.flatMap((segment) => [...segment.miners])) {
      const before = miners.get(minerId);
      miners.set(minerId, {
        minerId,
        rows: share.rows + (before?.rows ?? 0),
        oldestAtMs: Math.min(share.oldestAtMs, before?.oldestAtMs ?? share.oldestAtMs),
        newestAtMs: Math.max(share.newestAtMs, before?.newestAtMs ?? share.newestAtMs),
      });
    }
    return [...miners.values()];
  }

  /** Begins the next segment. @throws the system's error */
  async begin(): Promise<{ readonly segment: Segment; readonly file: FileHandle }> {
    const number = (this.#segments.at(-1)?.number ?? 0) + 1;
    const path = join(this.#folder, segmentName(number));
    const file = await open(path, 'wx', 0o600);
    const segment: Segment = { number, path, size: 0, damaged: 0, miners: new Map() };
    this.#segments.push(segment);
    return { segment, file };
  }

  /** Drops the oldest segments until so many bytes more have room. */
  async makeRoom(bytes: number): Promise<void> {
    while (this.bytes + bytes > this.#maxBytes || this.#segments.length > MOST_SEGMENTS)
      if (!(await this.dropOldest())) return;
  }

  /**
   * Drops the oldest segment where its rows are too old. One at a time: a clock that is wrong for a while must not cost
   * all that was recorded. Rows of the future were stamped by such a clock; how old they are, those that were written
   * after them tell.
   */
  async dropOlderThan(oldestKeptMs: number, nowMs: number): Promise<void> {
    const dated = this.#segments.find((each) => each.miners.size > 0 && newestAtMs(each) <= nowMs);
    if (dated && newestAtMs(dated) < oldestKeptMs) await this.dropOldest();
  }

  /** The last one, which may be written to, stays. @returns whether there was one to drop */
  async dropOldest(): Promise<boolean> {
    const [oldest, ...rest] = this.#segments;
    if (!oldest || rest.length === 0) return false;
    this.#segments = rest;
    await rm(oldest.path, { force: true });
    return true;
  }

  /**
   * What was recorded since a cursor, piece by piece, up to what is written as it is called. A cursor of another ring,
   * or of rows that were dropped meanwhile, begins at the oldest row. The last piece is empty.
   * @param sinceMs segments that are older altogether are passed over
   */
  async *read(cursor: string | undefined, sinceMs = Number.NEGATIVE_INFINITY): AsyncGenerator<LogStretch> {
    const begin = this.#placeOf(cursor);
    const parts = this.#segments.map((segment) => ({ segment, size: segment.size }));
    let remainingBytes = parts.reduce((sum, { size }) => sum + size, 0);
    for (const { segment, size } of parts) {
      remainingBytes -= size;
      if (segment.number < begin.number || newestAtMs(segment) < sinceMs) continue;
      const from = segment.number === begin.number ? Math.min(begin.offset, size) : 0;
      for await (const { records, until } of stretchesOf(segment, from, size))
        yield {
          records,
          cursor: this.#cursor(segment.number, until),
          remainingBytes: remainingBytes + size - until,
        };
    }
    const last = parts.at(-1);
    yield {
      records: [],
      cursor: this.#cursor(last?.segment.number ?? 0, last?.size ?? 0),
      remainingBytes: 0,
    };
  }

  #placeOf(cursor: string | undefined): { readonly number: number; readonly offset: number } {
    const [, id, number, offset] = /^([\w-]{11})\.(\d+)\.(\d+)$/.exec(cursor ?? '') ?? [];
    return id === this.#id
      ? { number: Number(number), offset: Number(offset) }
      : { number: Number.NEGATIVE_INFINITY, offset: 0 };
  }

  #cursor(number: number, offset: number): string {
    return `${this.#id}.${number}.${offset}`;
  }
}

async function* stretchesOf(segment: Segment, from: number, size: number) {
  let file: FileHandle;
  try {
    file = await open(segment.path, 'r');
  } catch (error) {
    // It was dropped while earlier ones were read.
    if (hasCode(error, 'ENOENT')) return;
    throw error;
  }
  try {
    yield* stretches(file, from, size);
  } finally {
    await file.close();
  }
}

/** What tells this ring from another that was in the folder before: cursors hold it. */
function ringId(path: string): string {
  const known = readPrivateFile(path)?.trim();
  if (known !== undefined && /^[\w-]{11}$/.test(known)) return known;
  const id = randomBytes(8).toString('base64url');
  writePrivateFile(path, `${id}\n`);
  return id;
}
