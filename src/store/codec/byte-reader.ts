import { BlockDamage } from './block-damage.ts';

const text = new TextDecoder('utf-8', { fatal: true });

/**
 * Reads what a ByteWriter wrote. `fromByte` is where the bytes begin in their block, to say where damage is.
 * @throws BlockDamage where the bytes end too early or a number is too long
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #fromByte: number;
  #at = 0;

  constructor(bytes: Uint8Array, fromByte = 0) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#fromByte = fromByte;
  }

  /** Where the next read begins, in the block. */
  get atByte(): number {
    return this.#fromByte + this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    return this.#view.getUint8(this.#step(1));
  }

  uint32(): number {
    return this.#view.getUint32(this.#step(4), true);
  }

  float64(): number {
    return this.#view.getFloat64(this.#step(8), true);
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw this.damage('a number too long');
  }

  signedVarint(): number {
    const value = this.varint();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** The next bytes: a view. */
  bytes(length: number): Uint8Array {
    const from = this.#step(length);
    return this.#bytes.subarray(from, from + length);
  }

  text(): string {
    const encoded = this.bytes(this.varint());
    try {
      return text.decode(encoded);
    } catch (cause) {
      throw new BlockDamage('a name that is no text', this.atByte, { cause });
    }
  }

  damage(what: string): BlockDamage {
    return new BlockDamage(what, this.atByte);
  }

  #step(length: number): number {
    if (length > this.left) throw this.damage('cut off');
    const from = this.#at;
    this.#at += length;
    return from;
  }
}
