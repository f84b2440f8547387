import * as v from 'valibot';
import { crc32 } from '../codec/crc32.ts';
import { BackupError } from './backup-error.ts';

/** The form that this version writes, and the newest that it reads. */
export const BACKUP_VERSION = 1;

const MAGIC = new TextEncoder().encode('DAVYLAMP');
/** Magic, version (u16), two bytes of nothing, length of the text (u32). */
const FIXED_BYTES = MAGIC.length + 8;
const CRC_BYTES = 4;
/** No head is longer; so a damaged length costs no memory. */
export const LARGEST_HEAD_BYTES = 4_096;

const bytes = v.pipe(v.string(), v.regex(/^[0-9a-f]*$/));
const sealing = v.object({
  /** Iterations of PBKDF2 with HMAC-SHA-256. */
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000)),
  /** Hexadecimal. */
  salt: bytes,
  noncePrefix: bytes,
  /** By which a wrong passphrase is told from damage: a sealed nothing. */
  check: bytes,
});
const head = v.object({
  fleet: v.picklist(['real', 'demo']),
  madeAtMs: v.pipe(v.number(), v.finite()),
  app: v.string(),
  sealing: v.optional(sealing),
});

/** What stands in the open at the beginning of a backup. */
export type BackupHead = v.InferOutput<typeof head>;
export type Sealing = v.InferOutput<typeof sealing>;

/** The first bytes of the file: magic, version, JSON, CRC-32 of all that. */
export function encodeHead(told: BackupHead): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(told));
  const out = new Uint8Array(FIXED_BYTES + text.length + CRC_BYTES);
  const view = new DataView(out.buffer);
  out.set(MAGIC);
  view.setUint16(MAGIC.length, BACKUP_VERSION, true);
  view.setUint32(MAGIC.length + 4, text.length, true);
  out.set(text, FIXED_BYTES);
  view.setUint32(FIXED_BYTES + text.length, crc32(out.subarray(0, FIXED_BYTES + text.length)), true);
  return out;
}

/**
 * Reads them from the first {@link LARGEST_HEAD_BYTES} of a file.
 * @throws BackupError `no-backup`, `newer-version`
 */
export function decodeHead(file: Uint8Array): { readonly head: BackupHead; readonly lengthBytes: number } {
  if (file.length < FIXED_BYTES || MAGIC.some((byte, at) => file[at] !== byte))
    throw new BackupError('no-backup', 'the file is no backup of Davylamp');
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const version = view.getUint16(MAGIC.length, true);
  if (version > BACKUP_VERSION)
    throw new BackupError(
      'newer-version',
      `the backup is of form ${version}; this version reads ${BACKUP_VERSION}`,
    );
  const end = FIXED_BYTES + view.getUint32(MAGIC.length + 4, true);
  if (end + CRC_BYTES > file.length || view.getUint32(end, true) !== crc32(file.subarray(0, end)))
    throw new BackupError('no-backup', 'the beginning of the backup is damaged');
  const text = new TextDecoder().decode(file.subarray(FIXED_BYTES, end));
  const checked = v.safeParse(head, JSON.parse(text));
  if (!checked.success) throw new BackupError('no-backup', 'the beginning of the backup is damaged');
  return { head: checked.output, lengthBytes: end + CRC_BYTES };
}
