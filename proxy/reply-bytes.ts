import { ProxyError } from './problem.ts';

const FIRST_BYTES = 16 * 1024;

/**
 * The bytes of a reply as they arrive, copied into one piece of memory that doubles. A list of pieces would cost a
 * hundred times its bytes where a hostile device sends them one by one.
 */
export class ReplyBytes {
  readonly #maxBytes: number;
  #memory = Buffer.allocUnsafe(FIRST_BYTES);
  #byteCount = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Everything so far. */
  get whole(): Buffer {
    return this.#memory.subarray(0, this.#byteCount);
  }

  /** @throws ProxyError `too-large` */
  add(bytes: Buffer): void {
    const byteCount = this.#byteCount + bytes.length;
    if (byteCount > this.#maxBytes)
      throw new ProxyError('too-large', `the reply is larger than ${this.#maxBytes} bytes`);
    if (byteCount > this.#memory.length) {
      const grown = Buffer.allocUnsafe(Math.max(byteCount, 2 * this.#memory.length));
      this.whole.copy(grown);
      this.#memory = grown;
    }
    bytes.copy(this.#memory, this.#byteCount);
    this.#byteCount = byteCount;
  }
}
