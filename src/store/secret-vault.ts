import type { EntityTable } from 'dexie';
import { guarded } from './store-error.ts';

/** A key that no script can read out, only use. */
export interface StoredKey {
  readonly id: 'secrets';
  readonly key: CryptoKey;
}

export interface SealedSecret {
  readonly id: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly sealed: ArrayBuffer;
}

/** AES-GCM wants a fresh 96-bit nonce for each message (NIST SP 800-38D, section 8.2). */
const IV_BYTES = 12;

/**
 * The owner's passwords, encrypted at rest: AES-256-GCM under a key that the browser keeps and never gives out (WebCrypto,
 * not extractable). Whoever copies the database has neither; whoever runs script in this page could use the key, as could
 * any page that is able to log in at all. The id is bound in, so that no secret passes for another's.
 */
export class SecretVault {
  readonly #keys: EntityTable<StoredKey, 'id'>;
  readonly #secrets: EntityTable<SealedSecret, 'id'>;

  constructor(keys: EntityTable<StoredKey, 'id'>, secrets: EntityTable<SealedSecret, 'id'>) {
    this.#keys = keys;
    this.#secrets = secrets;
  }

  /** @throws StoreError */
  seal(id: string, value: unknown): Promise<void> {
    return guarded(async () => {
      const key = await this.#key();
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const plain = new TextEncoder().encode(JSON.stringify(value));
      await this.#secrets.put({ id, iv, sealed: await crypto.subtle.encrypt(sealing(iv, id), key, plain) });
    });
  }

  /** Undefined where there is none, or where it can no longer be opened: then the owner is asked again. */
  open(id: string): Promise<unknown> {
    return guarded(async () => {
      const secret = await this.#secrets.get(id);
      const stored = await this.#keys.get('secrets');
      if (!secret || !stored) return undefined;
      try {
        const plain = await crypto.subtle.decrypt(sealing(secret.iv, id), stored.key, secret.sealed);
        return JSON.parse(new TextDecoder().decode(plain)) as unknown;
      } catch (error) {
        // Another key, or damage: WebCrypto tells only that it cannot.
        if (error instanceof DOMException) return undefined;
        throw error;
      }
    });
  }

  ids(): Promise<ReadonlySet<string>> {
    return guarded(async () => new Set(await this.#secrets.toCollection().primaryKeys()));
  }

  forget(id: string): Promise<void> {
    return guarded(() => this.#secrets.delete(id));
  }

  async #key(): Promise<CryptoKey> {
    const stored = await this.#keys.get('secrets');
    if (stored) return stored.key;
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ]);
    try {
      await this.#keys.add({ id: 'secrets', key });
      return key;
    } catch (error) {
      // Another tab was quicker, and its key is the one.
      const theirs = await this.#keys.get('secrets');
      if (theirs) return theirs.key;
      throw error;
    }
  }
}

function sealing(iv: Uint8Array<ArrayBuffer>, id: string): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(id) };
}
