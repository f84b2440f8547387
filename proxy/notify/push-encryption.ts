import { createCipheriv, createECDH, hkdfSync } from 'node:crypto';

/** Whom it is for: keys of a browser's PushSubscription, base64url. */
export interface PushReceiver {
  /** Uncompressed point of P-256, 65 bytes. */
  readonly p256dh: string;
  /** 16 bytes. */
  readonly auth: string;
}

/** What must be new for each message. */
export interface PushFreshness {
  /** Private key of P-256, 32 bytes. */
  readonly privateKey: Uint8Array;
  /** 16 bytes. */
  readonly salt: Uint8Array;
}

/** One record holds everything; every push service takes a body of so much (RFC 8291, section 4). */
const RECORD_BYTES = 4096;
/** Header (RFC 8188, section 2.1): salt 16, record size 4, key length 1, key 65; then delimiter 1 and tag 16. */
const OVERHEAD_BYTES = 16 + 4 + 1 + 65 + 1 + 16;

/** Bytes that a message may have. */
export const LARGEST_PUSH_BYTES = RECORD_BYTES - OVERHEAD_BYTES;

/**
 * A message that only one browser can read: "aes128gcm" of RFC 8188 with the keys of RFC 8291, section 3. Agrees byte by
 * byte with the example of RFC 8291, section 5.
 * @param padTo the plain text is filled up to so many bytes, so that its length tells nothing of it
 * @throws RangeError when it is longer than {@link LARGEST_PUSH_BYTES}; Error when a key is no point of the curve
 */
export function encryptPush(
  plain: Uint8Array,
  receiver: PushReceiver,
  { privateKey, salt }: PushFreshness,
  padTo = 0,
): Uint8Array {
  const padded = Math.max(plain.length, padTo);
  if (padded > LARGEST_PUSH_BYTES)
    throw new RangeError(`a push message has at most ${LARGEST_PUSH_BYTES} bytes`);
  const uaPublic = Buffer.from(receiver.p256dh, 'base64url');
  const sender = createECDH('prime256v1');
  sender.setPrivateKey(privateKey);
  const asPublic = sender.getPublicKey();
  const ecdhSecret = sender.computeSecret(uaPublic);
  const keyInfo = Buffer.concat([Buffer.from('WebPush: info\0'), uaPublic, asPublic]);
  const ikm = hkdf(ecdhSecret, Buffer.from(receiver.auth, 'base64url'), keyInfo, 32);
  const cek = hkdf(ikm, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = hkdf(ikm, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const cipher = createCipheriv('aes-128-gcm', cek, nonce);
  // 2 marks the end of the last record (RFC 8188, section 2); zeros after it are padding.
  const record = Buffer.concat([plain, Buffer.of(2), Buffer.alloc(padded - plain.length)]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(RECORD_BYTES);
  const header = [salt, size, Buffer.of(asPublic.length), asPublic];
  return Buffer.concat([...header, cipher.update(record), cipher.final(), cipher.getAuthTag()]);
}

function hkdf(key: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, info, length));
}
