import { SERIES, type SeriesDefinition, type TelemetryRow } from './series.ts';

/** What the recorder keeps: one row in one record. `\x01` stands before each, so that other kinds can follow. */
const ROW = 1;
const ID_AT = 2;
const TIME_BYTES = 8;
const MASK_BYTES = 4;
/** A device that tells no MAC is known by `host:port`, and no name is longer than 253 signs. */
const LONGEST_ID = 255;
/** Bits of a mask. Helpers before series 33 wrote, and read, one mask and its values only. */
const SERIES_A_MASK = 32;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** No record is longer, bytes: 64 series of a miner with the longest id. */
export const LARGEST_ROW_BYTES = ID_AT + LONGEST_ID + TIME_BYTES + 2 * (MASK_BYTES + 8 * SERIES_A_MASK);

/**
 * A row as the recorder stores and sends it, little-endian: kind (1), length of the id, id (UTF-8), epoch ms (f64),
 * then for each 32 series a bit for each that has a value (u32, the first series is the lowest bit), and those values:
 * counters as f64, others as f32, as the browser's own store keeps them. A second mask stands only where it has a bit,
 * so that who knows the first 32 series alone reads those. About 120 bytes for a miner that tells most.
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
  let at = maskAt;
  for (let first = 0; first < SERIES.length; first += SERIES_A_MASK) {
    const end = encodeMasked(view, at, values, first);
    // The first mask stands even where it is empty.
    if (first === 0 || end > at + MASK_BYTES) at = end;
  }
  return bytes.slice(0, at);
}

/** Writes the mask and the values of the 32 series from `first` on; returns where they end. */
function encodeMasked(view: DataView, maskAt: number, values: Float64Array, first: number): number {
  let mask = 0;
  let at = maskAt + MASK_BYTES;
  SERIES.slice(first, first + SERIES_A_MASK).forEach(({ kind }, bit) => {
    const value = values[first + bit] ?? Number.NaN;
    if (Number.isNaN(value)) return;
    mask |= 1 << bit;
    if (kind === 'counter') view.setFloat64(at, value, true);
    else view.setFloat32(at, value, true);
    at += widthOf(kind);
  });
  view.setUint32(maskAt, mask >>> 0, true);
  return at;
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
  const values = new Float64Array(SERIES.length).fill(Number.NaN);
  let at: number | undefined = ID_AT + (bytes[1] ?? 0) + TIME_BYTES;
  for (let first = 0; first < SERIES.length && at + MASK_BYTES <= bytes.length; first += SERIES_A_MASK) {
    at = decodeMasked(view, at, values, first);
    if (at === undefined) return undefined;
  }
  return { ...head, values };
}

/** Reads what {@link encodeMasked} wrote; returns where it ends, undefined where the bytes end before. */
function decodeMasked(
  view: DataView,
  maskAt: number,
  values: Float64Array,
  first: number,
): number | undefined {
  const mask = view.getUint32(maskAt, true);
  let at = maskAt + MASK_BYTES;
  for (const [bit, { kind }] of SERIES.slice(first, first + SERIES_A_MASK).entries()) {
    if ((mask & (1 << bit)) === 0) continue;
    if (at + widthOf(kind) > view.byteLength) return undefined;
    values[first + bit] = kind === 'counter' ? view.getFloat64(at, true) : view.getFloat32(at, true);
    at += widthOf(kind);
  }
  return at;
}

function widthOf(kind: SeriesDefinition['kind']): number {
  return kind === 'counter' ? 8 : 4;
}
