import { Odds } from './odds.ts';

/**
 * Binary arithmetic coding (G. N. N. Martin's range encoder, 1979): the interval [low, low + range) is cut at each bit
 * in proportion to the odds, and leading bytes are written as soon as they are settled but for a carry. Of 24 bits, so
 * that every number is a small integer of the engine (Chromium's have 31 bits): with 32 bits it took twice as long.
 */
const WINDOW = 2 ** 24;
/** Below this, eight more bits are taken in. */
const NARROW = 2 ** 16;

/** The part of the range that stands for a one; of a range of 16 to 24 bits and odds of 2^16, in 31 bits. */
function partOf(range: number, odds: number): number {
  return ((range >>> 9) * odds) >>> 7;
}

/** Writes bits, each in less than a bit where its context has learnt to expect it. */
export class ArithmeticWriter {
  readonly #odds: Odds;
  #low = 0;
  #range = WINDOW;
  #bytes = new Uint8Array(256);
  #length = 0;

  constructor(contexts: number) {
    this.#odds = new Odds(contexts);
  }

  bit(context: number, bit: number): void {
    const part = partOf(this.#range, this.#odds.of(context));
    if (bit === 1) {
      this.#range = part;
    } else {
      this.#low += part;
      this.#range -= part;
    }
    this.#odds.learn(context, bit);
    while (this.#range < NARROW) {
      this.#write(this.#low >>> 16);
      this.#low = (this.#low & 0xffff) << 8;
      this.#range <<= 8;
    }
  }

  /** All bytes; of the end, as few as name a number of the interval if zeros follow them. */
  finish(): Uint8Array {
    if (this.#low > 0) this.#write((this.#low + 0xffff) >>> 16);
    return this.#bytes.subarray(0, this.#length);
  }

  /** A byte, or one and a carry into those before it. */
  #write(byte: number): void {
    if (byte > 0xff) {
      let at = this.#length - 1;
      for (; this.#bytes[at] === 0xff; at -= 1) this.#bytes[at] = 0;
      this.#bytes[at] = (this.#bytes[at] ?? 0) + 1;
    }
    if (this.#length === this.#bytes.length) {
      const wider = new Uint8Array(2 * this.#length);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes[this.#length] = byte & 0xff;
    this.#length += 1;
  }
}

/** Reads what an ArithmeticWriter of as many contexts wrote; behind the end it reads zeros, so any bytes can be read. */
export class ArithmeticReader {
  readonly #odds: Odds;
  readonly #bytes: Uint8Array;
  #range = WINDOW;
  /** How far above the low end of the interval the written number lies. */
  #above = 0;
  #at = 3;

  constructor(contexts: number, bytes: Uint8Array) {
    this.#odds = new Odds(contexts);
    this.#bytes = bytes;
    this.#above = ((bytes[0] ?? 0) << 16) | ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
  }

  bit(context: number): number {
    const part = partOf(this.#range, this.#odds.of(context));
    const bit = this.#above < part ? 1 : 0;
    if (bit === 1) {
      this.#range = part;
    } else {
      this.#above -= part;
      this.#range -= part;
    }
    this.#odds.learn(context, bit);
    while (this.#range < NARROW) {
      this.#range <<= 8;
      this.#above = (this.#above << 8) | (this.#bytes[this.#at] ?? 0);
      this.#at += 1;
    }
    return bit;
  }
}
