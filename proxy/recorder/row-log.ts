import { chmod, type FileHandle, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRow } from '../../src/domain/recorded-row.ts';
import type { MinerRecord } from '../../src/domain/recorder-report.ts';
import type { TelemetryRow } from '../../src/domain/series.ts';
import { hasCode } from '../error-code.ts';
import { type FolderLock, LOCK_BEAT_MS, lockFolder } from './folder-lock.ts';
import { framed } from './record-frame.ts';
import { countRow, oldestAtMs, type Segment } from './segment.ts';
import { type LogStretch, SegmentRing } from './segment-ring.ts';

export interface RowLogOptions {
  /** Made where it is missing, for its owner alone. */
  readonly folder: string;
  /** The whole ring is never larger, bytes; at least {@link SMALLEST_RING_BYTES}. */
  readonly maxBytes: number;
  /** Rows that are older may go, ms. */
  readonly keepMs: number;
  readonly nowMs: () => number;
  /** How long another process that seems to hold the folder may take to show that it lives, ms. */
  readonly lockPatienceMs?: number;
}

/** What the log holds, and how it is. */
export interface LogState {
  readonly bytes: number;
  /** Places that cannot be read, and were passed over. */
  readonly damaged: number;
  /** Rows that could not be written and were given up. */
  readonly lostRows: number;
  readonly miners: readonly MinerRecord[];
  /** Why nothing can be written just now, by the system's code (`ENOSPC`); absent while all is well. */
  readonly problem: string | undefined;
}

/** A ring smaller than this would hold next to nothing. */
export const SMALLEST_RING_BYTES = 1_000_000;
/**
 * What a power cut takes at most, ms. A sync of each row instead would wear an SD card twenty times as fast in a house
 * with twenty miners, for ten seconds of history.
 */
const SYNC_EVERY_MS = 10_000;
/** A segment takes rows for so long, ms: days, not fortnights, are dropped at a time. */
const SEGMENT_MS = 24 * 3_600_000;
const LARGEST_SEGMENT_BYTES = 8 * 1024 * 1024;
/** The ring goes round in this many steps at least. */
const FEWEST_SEGMENTS = 16;
/** Rows that wait for a disk that does not take them: half an hour of 30 miners each 10 s. */
const MOST_WAITING = 5_400;
/** Rows of one write: a ring of any size has room for them. */
const WRITTEN_AT_ONCE = 64;
const RETRY_MS = 5_000;
const PRUNE_EVERY_MS = 3_600_000;

/**
 * All rows that were recorded: a ring of append-only segment files, one process at a time.
 *
 * A row is given to the system at once, and the disk is made to keep it every ten seconds: a helper that is killed loses
 * at most the row that it was writing, a power cut the last ten seconds. {@link append} never waits and never throws;
 * what the disk refuses waits in memory, then the oldest is given up, and counted.
 */
export class RowLog {
  readonly #options: RowLogOptions;
  readonly #ring: SegmentRing;
  readonly #lock: FolderLock;
  readonly #segmentBytes: number;
  /**
   * The segment that is written to. Each opening begins a new one: a power cut may have taken rows that a browser has
   * read, and its cursor must not point into others that took their place.
   */
  #open: { readonly file: FileHandle; readonly segment: Segment } | undefined;
  #waiting: Uint8Array[] = [];
  #working: Promise<void> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #lostRows = 0;
  #problem: string | undefined;
  #dirty = false;
  #closed = false;
  readonly #timers: ReturnType<typeof setInterval>[];

  private constructor(options: RowLogOptions, ring: SegmentRing, lock: FolderLock) {
    this.#options = options;
    this.#ring = ring;
    this.#lock = lock;
    this.#segmentBytes = Math.min(LARGEST_SEGMENT_BYTES, Math.floor(options.maxBytes / FEWEST_SEGMENTS));
    this.#timers = [
      setInterval(() => void this.#sync(), SYNC_EVERY_MS),
      setInterval(() => void this.#tried(async () => this.#lock.beat()), LOCK_BEAT_MS),
      setInterval(() => void this.#tried(() => this.#prune()), PRUNE_EVERY_MS),
    ];
  }

  /**
   * Opens the ring in a folder, and mends what a kill has left of it.
   * @throws Error with one sentence when another process has it; the system's error
   */
  static async open(options: RowLogOptions): Promise<RowLog> {
    const { folder, maxBytes, lockPatienceMs } = options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (process.platform !== 'win32') await chmod(folder, 0o700);
    const lock = await lockFolder(join(folder, 'lock'), lockPatienceMs);
    try {
      return new RowLog(options, await SegmentRing.open(folder, maxBytes), lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  append(row: TelemetryRow): void {
    if (this.#closed) return;
    this.#waiting.push(encodeRow(row));
    if (this.#waiting.length > MOST_WAITING) {
      this.#lostRows += this.#waiting.length - MOST_WAITING;
      this.#waiting.splice(0, this.#waiting.length - MOST_WAITING);
    }
    if (this.#retry === undefined) void this.flush();
  }

  /** Resolves when all that waits is given to the system, or was refused and is kept. */
  async flush(): Promise<void> {
    if (this.#waiting.length > 0) this.#working ??= this.#work();
    await this.#working;
  }

  get state(): LogState {
    const { bytes, damaged, miners } = this.#ring;
    return { bytes, damaged, miners, lostRows: this.#lostRows, problem: this.#problem };
  }

  /** See {@link SegmentRing.read}. What was appended before is among it, unless the disk refuses it just now. */
  async *read(cursor: string | undefined, sinceMs?: number): AsyncGenerator<LogStretch> {
    if (this.#retry === undefined) await this.flush();
    yield* this.#ring.read(cursor, sinceMs);
  }

  /** Writes what waits, makes the disk keep it, and lets go of the folder. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#retry);
    await this.flush();
    await this.#seal();
    this.#lock.release();
  }

  async #work(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, WRITTEN_AT_ONCE);
      if (await this.#tried(() => this.#write(batch))) continue;
      this.#waiting.unshift(...batch);
      if (!this.#closed) this.#retryLater();
      break;
    }
    this.#working = undefined;
  }

  /** A disk that fails is a state to be told, not an end: the next attempt may succeed. */
  async #tried(work: () => Promise<void>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      this.#problem = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      // Room for the next attempt.
      if (hasCode(error, 'ENOSPC', 'EDQUOT')) await this.#ring.dropOldest().catch(() => false);
      return false;
    }
  }

  #retryLater(): void {
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.flush();
    }, RETRY_MS);
  }

  async #write(batch: readonly Uint8Array[]): Promise<void> {
    const bytes = Buffer.concat(batch.map(framed));
    const { file, segment } = await this.#segmentFor(bytes.length);
    try {
      for (let at = 0; at < bytes.length; )
        at += (await file.write(bytes, at, bytes.length - at, segment.size + at)).bytesWritten;
    } catch (error) {
      // What was written of it is cut off again, as it would be after a kill; or else written over.
      await file.truncate(segment.size).catch(() => {});
      throw error;
    }
    segment.size += bytes.length;
    this.#problem = undefined;
    for (const record of batch) countRow(segment, record);
    this.#dirty = true;
  }

  /** The segment that takes so many bytes more; a new one where the last is full, or has taken rows for a day. */
  async #segmentFor(bytes: number): Promise<{ readonly file: FileHandle; readonly segment: Segment }> {
    await this.#ring.makeRoom(bytes);
    const segment = this.#open?.segment;
    const isFull =
      segment !== undefined &&
      (segment.size + bytes > this.#segmentBytes || oldestAtMs(segment) < this.#options.nowMs() - SEGMENT_MS);
    if (this.#open && !isFull) return this.#open;
    await this.#seal();
    this.#open = await this.#ring.begin();
    await this.#prune();
    return this.#open;
  }

  #prune(): Promise<void> {
    const nowMs = this.#options.nowMs();
    return this.#ring.dropOlderThan(nowMs - this.#options.keepMs, nowMs);
  }

  async #seal(): Promise<void> {
    await this.#sync();
    await this.#open?.file.close();
    this.#open = undefined;
  }

  async #sync(): Promise<void> {
    const file = this.#open?.file;
    if (!this.#dirty || !file) return;
    this.#dirty = false;
    if (!(await this.#tried(() => file.datasync()))) this.#dirty = true;
  }
}
