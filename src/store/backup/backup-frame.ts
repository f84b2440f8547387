import { crc32 } from '../codec/crc32.ts';

/** What a frame holds. */
export type FrameKind = 'contents' | 'records' | 'end';

/** What stands before the bytes of a frame. */
export interface FrameHead {
  readonly kind: FrameKind;
  /** Counted from 0 over the whole file. */
  readonly sequence: number;
  /** Number of its first record, counted from 0 over the whole file. */
  readonly firstRecord: number;
  readonly records: number;
  /** Of its bytes as they lie in the file. */
  readonly lengthBytes: number;
}

const KINDS: readonly FrameKind[] = ['contents', 'records', 'end'];
/** `DVLF` */
const MAGIC = 0x464c5644;
/** Magic, kind (u16), records (u16), sequence, first record, length (u32 each), CRC-32 of these. */
export const FRAME_HEAD_BYTES = 24;
const CRC_BYTES = 4;
/** No frame is longer; a length beyond it is damage. */
export const LARGEST_FRAME_BYTES = 16 * 1024 * 1024;

/** The head of a frame, with a CRC-32 of its own, so that the next whole frame can be found behind a damaged one. */
export function encodeFrameHead(head: FrameHead): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(FRAME_HEAD_BYTES);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, KINDS.indexOf(head.kind), true);
  view.setUint16(6, head.records, true);
  view.setUint32(8, head.sequence, true);
  view.setUint32(12, head.firstRecord, true);
  view.setUint32(16, head.lengthBytes, true);
  view.setUint32(20, crc32(out.subarray(0, 20)), true);
  return out;
}

/** Reads it; undefined where none stands there. */
export function decodeFrameHead(bytes: Uint8Array): FrameHead | undefined {
  if (bytes.length < FRAME_HEAD_BYTES) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(20, true) !== crc32(bytes.subarray(0, 20)))
    return undefined;
  const kind = KINDS[view.getUint16(4, true)];
  const lengthBytes = view.getUint32(16, true);
  if (kind === undefined || lengthBytes > LARGEST_FRAME_BYTES) return undefined;
  return {
    kind,
    records: view.getUint16(6, true),
    sequence: view.getUint32(8, true),
    firstRecord: view.getUint32(12, true),
    lengthBytes,
  };
}

/** A whole frame: its head, its bytes, their CRC-32. */
export function encodeFrame(head: FrameHead, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(FRAME_HEAD_BYTES + bytes.length + CRC_BYTES);
  out.set(encodeFrameHead(head));
  out.set(bytes, FRAME_HEAD_BYTES);
  new DataView(out.buffer).setUint32(FRAME_HEAD_BYTES + bytes.length, crc32(bytes), true);
  return out;
}

/** How long a frame with this head is in the file. */
export function frameBytes({ lengthBytes }: FrameHead): number {
  return FRAME_HEAD_BYTES + lengthBytes + CRC_BYTES;
}

/** The bytes of a whole frame; undefined where its CRC-32 says that they are damaged. */
export function frameBody(frame: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const end = frame.length - CRC_BYTES;
  const body = frame.slice(FRAME_HEAD_BYTES, end);
  const told = new DataView(frame.buffer, frame.byteOffset, frame.length).getUint32(end, true);
  return told === crc32(body) ? body : undefined;
}
