import * as v from 'valibot';
import type { BackupPart } from './backup-contents.ts';

/** One record: what it is, and its bytes. */
export interface BackupRecord {
  readonly part: BackupPart;
  /** Absent where it was gone when its turn came (thinned away, deleted), or could not be read. */
  readonly body?: Uint8Array<ArrayBuffer> | undefined;
}

const parts: v.GenericSchema<unknown, BackupPart> = v.variant('kind', [
  v.object({ kind: v.literal('table'), table: v.string(), part: v.number() }),
  v.object({ kind: v.literal('tail'), part: v.number() }),
  v.object({ kind: v.literal('segment'), tier: v.string(), entity: v.string(), startMs: v.number() }),
]);
const records = v.object({ part: parts, gone: v.optional(v.boolean()) });
const LENGTH_BYTES = 2;

/** Length of the JSON that says what it is (u16), that JSON, the bytes. */
export function encodeRecord({ part, body }: BackupRecord): Uint8Array<ArrayBuffer> {
  const told = new TextEncoder().encode(JSON.stringify(body ? { part } : { part, gone: true }));
  const out = new Uint8Array(LENGTH_BYTES + told.length + (body?.length ?? 0));
  new DataView(out.buffer).setUint16(0, told.length, true);
  out.set(told, LENGTH_BYTES);
  if (body) out.set(body, LENGTH_BYTES + told.length);
  return out;
}

/** Undefined where it is of a kind that is not known here. */
export function decodeRecord(bytes: Uint8Array<ArrayBuffer>): BackupRecord | undefined {
  if (bytes.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint16(0, true);
  const told = parsed(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, end)));
  const checked = v.safeParse(records, told);
  if (!checked.success) return undefined;
  const { part, gone } = checked.output;
  return { part, body: gone ? undefined : bytes.slice(end) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
