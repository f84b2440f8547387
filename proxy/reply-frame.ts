import { ReplyBytes } from './reply-bytes.ts';

const NUL = 0x00;
const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BAR = 0x7c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/**
 * Finds the end of a cgminer reply while it arrives, looking at each byte once: NUL (cgminer), the bracket that closes
 * the JSON (firmware that sends neither NUL nor close), or a line break after the last `|` of the text form. Where none
 * of them comes, the device closes the connection.
 */
export class ReplyFrame {
  readonly #bytes: ReplyBytes;
  #form: 'unknown' | 'json' | 'text' = 'unknown';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #lastByte = 0;

  constructor(maxBytes: number) {
    this.#bytes = new ReplyBytes(maxBytes);
  }

  /** Everything so far, without what follows the end. */
  get reply(): Buffer {
    return this.#bytes.whole;
  }

  /** Could the text form end here? Only silence can tell. */
  get mayEndHere(): boolean {
    return this.#form === 'text' && this.#lastByte === BAR;
  }

  /**
   * Takes what arrived next; true when the reply is whole.
   * @throws ProxyError `too-large`
   */
  add(chunk: Buffer): boolean {
    for (let index = 0; index < chunk.length; index += 1) {
      if (!this.#endsAt(chunk[index] ?? NUL)) continue;
      this.#bytes.add(chunk.subarray(0, index + 1));
      return true;
    }
    this.#bytes.add(chunk);
    return false;
  }

  #endsAt(byte: number): boolean {
    if (byte === NUL) return true;
    if (this.#form === 'unknown' && byte > 0x20) this.#form = OPENING.has(byte) ? 'json' : 'text';
    if (this.#form === 'json') return this.#closesJson(byte);
    const ends = byte === NEWLINE && this.mayEndHere;
    this.#lastByte = byte;
    return ends;
  }

  #closesJson(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) this.#inString = false;
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (OPENING.has(byte)) this.#depth += 1;
    else if (CLOSING.has(byte)) {
      this.#depth -= 1;
      return this.#depth === 0;
    }
    return false;
  }
}
