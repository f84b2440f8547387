/** Writes bits as they are, least first: those that nothing can be learnt of. */
export class PlainBitWriter {
  #bytes = new Uint8Array(256);
  #length = 0;
  #pending = 0;
  #count = 0;

  /** The `count` (0 to 53) low bits of a whole number. */
  bits(value: number, count: number): void {
    let rest = value;
    let left = count;
    for (; left > 16; left -= 16) {
      const upper = Math.floor(rest / 65_536);
      this.#put(rest - upper * 65_536, 16);
      rest = upper;
    }
    this.#put(rest, left);
  }

  finish(): Uint8Array {
    if (this.#count > 0) this.#put(0, 8 - this.#count);
    return this.#bytes.subarray(0, this.#length);
  }

  #put(value: number, count: number): void {
    this.#pending |= value << this.#count;
    this.#count += count;
    for (; this.#count >= 8; this.#count -= 8) {
      this.#write(this.#pending & 0xff);
      this.#pending >>>= 8;
    }
  }

  #write(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const wider = new Uint8Array(2 * this.#length);
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }
}

/** Reads what a PlainBitWriter wrote; zeros behind the end. */
export class PlainBitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #pending = 0;
  #count = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bits(count: number): number {
    let value = 0;
    let factor = 1;
    let left = count;
    for (; left > 16; left -= 16) {
      value += this.#take(16) * factor;
      factor *= 65_536;
    }
    return value + this.#take(left) * factor;
  }

  #take(count: number): number {
    for (; this.#count < count; this.#count += 8) {
      this.#pending |= (this.#bytes[this.#at] ?? 0) << this.#count;
      this.#at += 1;
    }
    const value = this.#pending & ((1 << count) - 1);
    this.#pending >>>= count;
    this.#count -= count;
    return value;
  }
}
