import { SERIES, type TelemetryRow } from './series.ts';

/** What the recorder keeps: one row in one record. `\x01` stands before each, so that other kinds can follow. */
const ROW = 1;
const ID_AT = 2;
const TIME_BYTES = 8;
const MASK_BYTES = 4;
/** A device that tells no MAC is known by `host:port`, and no name is longer than 253 signs. */
const LONGEST_ID = 255;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** No record is longer, bytes: every series of a miner with the longest id. */
export const LARGEST_ROW_BYTES = ID_AT + LONGEST_ID + TIME_BYTES + MASK_BYTES + 8 * 32;

/**
 * A row as the recorder stores and sends it, little-endian: kind (1), length of the id, id (UTF-8), epoch ms (f64),
 * a bit for each series that has a value (u32, the first series is the lowest bit), and those values: gauges as f32,
 * counters as f64, as the browser's own store keeps them. About 120 bytes for a miner that tells most.
 * @throws RangeError when the id is longer than 255 bytes
 */
export function encodeRow({ minerId, atMs, values }: TelemetryRow): Uint8Array<ArrayBuffer> {
  const id = encoder.encode(minerId);
  if (id.length > LONGEST_ID) throw new RangeError('the id of a miner is longer than 255 bytes');
  const bytes = new Uint8Array(LARGEST_ROW_BYTES);
  const view = new DataView(bytes.buffer);
  bytes[0] = ROW;
  bytes[1] = id.length;
  bytes.set(id, ID_AT);
  const maskAt = ID_AT + id.length + TIME_BYTES;
  view.setFloat64(maskAt - TIME_BYTES, atMs, true);
  let mask = 0;
  let at = maskAt + MASK_BYTES;
  SERIES.forEach(({ kind }, index) => {
    const value = values[index] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    mask |= 1 << index;
    if (kind === 'gauge') view.setFloat32(at, value, true);
    else view.setFloat64(at, value, true);
    at += widthOf(kind);
  });
  view.setUint32(maskAt, mask >>> 0, true);
  return bytes.slice(0, at);
}

/** Whose row it is, and of when, without its values; undefined where the bytes are no row. */
export function rowHead(bytes: Uint8Array): Pick<TelemetryRow, 'minerId' | 'atMs'> | undefined {
  const idBytes = bytes[1] ?? 0;
  const timeAt = ID_AT + idBytes;
  if (bytes[0] !== ROW || idBytes === 0 || bytes.length < timeAt + TIME_BYTES + MASK_BYTES) return undefined;
  const atMs = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(timeAt, true);
  if (!Number.isFinite(atMs)) return undefined;
  return { minerId: decoder.decode(bytes.subarray(ID_AT, timeAt)), atMs };
}

/**
 * Reads {@link encodeRow}'s bytes; undefined where they are none. Series that a newer version has added stand last and
 * are left out.
 */
export function decodeRow(bytes: Uint8Array): TelemetryRow | undefined {
  const head = rowHead(bytes);
  if (!head) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const maskAt = ID_AT + (bytes[1] ?? 0) + TIME_BYTES;
  const mask = view.getUint32(maskAt, true);
  const values = new Float64Array(SERIES.length).fill(Number.NaN);
  let at = maskAt + MASK_BYTES;
  for (const [index, { kind }] of SERIES.entries()) {
    if ((mask & (1 << index)) === 0) continue;
    if (at + widthOf(kind) > bytes.length) return undefined;
    values[index] = kind === 'gauge' ? view.getFloat32(at, true) : view.getFloat64(at, true);
    at += widthOf(kind);
  }
  return { ...head, values };
}

function widthOf(kind: 'gauge' | 'counter'): number {
  return kind === 'gauge' ? 4 : 8;
}
