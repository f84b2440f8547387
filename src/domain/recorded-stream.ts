import { decodeRow } from './recorded-row.ts';
import type { TelemetryRow } from './series.ts';

/** How far a stream of recorded rows has come. Whoever has stored what came before may go on from here another time. */
export interface RecordedMark {
  /** For `?since=`. */
  readonly cursor: string;
  /** What is still to come, bytes on the recorder's disk. */
  readonly remainingBytes: number;
  /** The recorder's clock as this was sent, epoch ms. */
  readonly nowMs: number;
}

/** Rows up to a mark. */
export interface RecordedStretch {
  readonly rows: readonly TelemetryRow[];
  readonly mark: RecordedMark;
}

const MARK = 2;
const LENGTH_BYTES = 2;
/** Longer than any row or mark. */
const LARGEST_FRAME_BYTES = 4_096;

/** One record on its way: its length (u16, little-endian), then itself. */
export function recordedFrame(record: Uint8Array): Uint8Array {
  const frame = new Uint8Array(LENGTH_BYTES + record.length);
  new DataView(frame.buffer).setUint16(0, record.length, true);
  frame.set(record, LENGTH_BYTES);
  return frame;
}

/** A mark as a record: kind (2), then JSON. */
export function markRecord(mark: RecordedMark): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(mark));
  const record = new Uint8Array(1 + text.length);
  record[0] = MARK;
  record.set(text, 1);
  return record;
}

/**
 * Cuts bytes, however they come, into stretches that end with a mark. What comes after the last mark is not told: it is
 * asked for again.
 * @throws RangeError where the bytes are no such stream
 */
export class RecordedStreamReader {
  #rest = new Uint8Array();
  #rows: TelemetryRow[] = [];

  take(chunk: Uint8Array): readonly RecordedStretch[] {
    const bytes = joined(this.#rest, chunk);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const stretches: RecordedStretch[] = [];
    let at = 0;
    while (bytes.length - at >= LENGTH_BYTES) {
      const length = view.getUint16(at, true);
      if (length > LARGEST_FRAME_BYTES) throw new RangeError(`a record of ${length} bytes`);
      const end = at + LENGTH_BYTES + length;
      if (end > bytes.length) break;
      const record = bytes.subarray(at + LENGTH_BYTES, end);
      at = end;
      if (record[0] === MARK) {
        stretches.push({ rows: this.#rows, mark: markOf(record) });
        this.#rows = [];
        continue;
      }
      const row = decodeRow(record);
      // A kind of record that a newer helper has added.
      if (row) this.#rows.push(row);
    }
    this.#rest = bytes.slice(at);
    return stretches;
  }
}

function joined(before: Uint8Array, after: Uint8Array): Uint8Array {
  if (before.length === 0) return after;
  const whole = new Uint8Array(before.length + after.length);
  whole.set(before);
  whole.set(after, before.length);
  return whole;
}

function markOf(record: Uint8Array): RecordedMark {
  const told: unknown = JSON.parse(new TextDecoder().decode(record.subarray(1)));
  if (typeof told === 'object' && told !== null && 'cursor' in told && 'nowMs' in told) {
    const remainingBytes = 'remainingBytes' in told ? told.remainingBytes : undefined;
    if (
      typeof told.cursor === 'string' &&
      typeof told.nowMs === 'number' &&
      typeof remainingBytes === 'number'
    )
      return { cursor: told.cursor, nowMs: told.nowMs, remainingBytes };
  }
  throw new RangeError('a mark that cannot be read');
}
