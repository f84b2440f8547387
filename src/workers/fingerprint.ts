/**
 * A short word for texts and columns, another one as soon as any of them is another: 64 bits of FNV-1a (Fowler, Noll &
 * Vo, RFC 9923) in two halves, over the letters, and the bytes of the numbers.
 */
export function fingerprint(parts: readonly (string | Float64Array)[]): string {
  let one = 0x811c9dc5;
  let other = 0x01000193;
  const take = (byte: number) => {
    one = Math.imul(one ^ byte, 0x01000193);
    // The other half multiplies before it takes: equal halves would be worth 32 bits alone.
    other = Math.imul(other, 0x01000193) ^ byte;
  };
  for (const part of parts) {
    const bytes =
      typeof part === 'string'
        ? new TextEncoder().encode(part)
        : new Uint8Array(part.buffer, part.byteOffset, part.byteLength);
    for (const byte of bytes) take(byte);
    take(0xff);
  }
  return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
