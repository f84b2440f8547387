/** Finds columns whose bits are all the same: in a minute with one row, its least, greatest and last value are. */
export class SameColumn {
  readonly #byHash = new Map<number, { readonly place: number; readonly values: Float64Array }[]>();

  /** The place of an earlier column with the same bits; else undefined, and this one is remembered for its place. */
  find(values: Float64Array, place: number): number | undefined {
    const hash = hashOf(values);
    const alike = this.#byHash.get(hash) ?? [];
    const same = alike.find((earlier) => sameBits(earlier.values, values));
    if (same) return same.place;
    this.#byHash.set(hash, [...alike, { place, values }]);
    return undefined;
  }
}

/** FNV-1a over words of 32 bits (Fowler, Noll & Vo, 1991). */
function hashOf(values: Float64Array): number {
  let hash = 0x811c9dc5;
  for (const word of wordsOf(values)) hash = Math.imul(hash ^ word, 0x01000193);
  return hash;
}

function sameBits(a: Float64Array, b: Float64Array): boolean {
  const others = wordsOf(b);
  return wordsOf(a).every((word, at) => word === others[at]);
}

function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, 2 * values.length);
}
