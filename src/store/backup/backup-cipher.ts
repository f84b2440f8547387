import { BackupError } from './backup-error.ts';
import type { Sealing } from './backup-head.ts';

/** OWASP's advice for PBKDF2 with HMAC-SHA-256 (Password Storage Cheat Sheet, 2023). */
export const PBKDF2_ITERATIONS = 600_000;
const SALT_BYTES = 16;
const PREFIX_BYTES = 7;
/** The number of no frame: the sealed nothing by which a passphrase is checked. */
const CHECK_SEQUENCE = 0xffffffff;

/**
 * Seals frame after frame so that none can be changed, left out, doubled, put elsewhere or cut off at the end without
 * notice: AES-256-GCM with the nonce prefix ‖ number of the frame (u32) ‖ is it the last (u8), which is the STREAM
 * construction (Hoang, Reyhanitabar, Rogaway & Vizár, "Online Authenticated-Encryption and its Nonce-Reuse
 * Misuse-Resistance", CRYPTO 2015). The key is of this file alone: PBKDF2 of the passphrase with a random salt.
 */
export class BackupCipher {
  readonly #key: CryptoKey;
  readonly #prefix: Uint8Array<ArrayBuffer>;

  private constructor(key: CryptoKey, prefix: Uint8Array<ArrayBuffer>) {
    this.#key = key;
    this.#prefix = prefix;
  }

  /** A cipher for a new file, and what stands in its head of it. */
  static async create(
    passphrase: string,
    iterations = PBKDF2_ITERATIONS,
  ): Promise<{ readonly cipher: BackupCipher; readonly sealing: Sealing }> {
    const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
    const prefix = crypto.getRandomValues(new Uint8Array(PREFIX_BYTES));
    const cipher = new BackupCipher(await keyOf(passphrase, salt, iterations), prefix);
    const check = await cipher.seal(new Uint8Array(), CHECK_SEQUENCE, true, new Uint8Array());
    return { cipher, sealing: { iterations, salt: hex(salt), noncePrefix: hex(prefix), check: hex(check) } };
  }

  /** The cipher of a file. @throws BackupError `wrong-passphrase` */
  static async open(passphrase: string, sealing: Sealing): Promise<BackupCipher> {
    const key = await keyOf(passphrase, unhex(sealing.salt), sealing.iterations);
    const cipher = new BackupCipher(key, unhex(sealing.noncePrefix));
    const opened = await cipher.open(unhex(sealing.check), CHECK_SEQUENCE, true, new Uint8Array());
    if (!opened) throw new BackupError('wrong-passphrase', 'the passphrase is not the one of this backup');
    return cipher;
  }

  /** @param about bound in, though not hidden: the head of the frame and of the file */
  async seal(
    plain: Uint8Array<ArrayBuffer>,
    sequence: number,
    isLast: boolean,
    about: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(
      await crypto.subtle.encrypt(this.#nonce(sequence, isLast, about), this.#key, plain),
    );
  }

  /** Undefined where it was changed. */
  async open(
    sealed: Uint8Array<ArrayBuffer>,
    sequence: number,
    isLast: boolean,
    about: Uint8Array<ArrayBuffer>,
  ): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const params = this.#nonce(sequence, isLast, about);
      return new Uint8Array(await crypto.subtle.decrypt(params, this.#key, sealed));
    } catch (error) {
      // WebCrypto tells only that it cannot.
      if (error instanceof DOMException) return undefined;
      throw error;
    }
  }

  #nonce(sequence: number, isLast: boolean, additionalData: Uint8Array<ArrayBuffer>): AesGcmParams {
    const iv = new Uint8Array(PREFIX_BYTES + 5);
    iv.set(this.#prefix.subarray(0, PREFIX_BYTES));
    new DataView(iv.buffer).setUint32(PREFIX_BYTES, sequence, false);
    iv[PREFIX_BYTES + 4] = isLast ? 1 : 0;
    return { name: 'AES-GCM', iv, additionalData };
  }
}

/** How many more bytes a sealed frame has: the tag. */
export const TAG_BYTES = 16;

async function keyOf(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  // One spelling of each letter: a keyboard of another system may put an accent on in two steps.
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function unhex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
