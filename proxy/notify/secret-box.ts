import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readPrivateFile, writePrivateFile } from '../private-file.ts';

const KEY_BYTES = 32;
/** NIST SP 800-38D, section 8.2.2: random ones are good for 2^32 messages under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps secrets of channels in AES-256-GCM (NIST SP 800-38D) under a key in a file of its own.
 *
 * What that protects from: a copy of the channels alone (a log, a backup or a bug report that took one file along), and
 * changes to it that nobody notices. What it does not: whoever can read the owner's files reads the key, too. The helper
 * must start by itself after a power cut, so there is nobody to type a passphrase.
 */
export class SecretBox {
  readonly #key: Buffer;

  /** @param key 32 bytes */
  constructor(key: Buffer) {
    this.#key = key;
  }

  /**
   * The box whose key is in this file; a new key where there is none, or a damaged one.
   * @throws the system's error when it cannot be read or kept
   */
  static open(file: string): SecretBox {
    const kept = Buffer.from(readPrivateFile(file) ?? '', 'base64url');
    if (kept.length === KEY_BYTES) return new SecretBox(kept);
    const key = randomBytes(KEY_BYTES);
    writePrivateFile(file, `${key.toString('base64url')}\n`);
    return new SecretBox(key);
  }

  /** @param purpose what it is for: it opens for nothing else */
  seal(text: string, purpose: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(purpose));
    const sealed = [cipher.update(text, 'utf8'), cipher.final()];
    return Buffer.concat([nonce, ...sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Undefined where the key is another one, or the content was changed, or it was sealed for another purpose. */
  open(sealed: string, purpose: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64url');
    if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, options)
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8');
      return text + decipher.final('utf8');
    } catch {
      return undefined;
    }
  }
}
