/** A shorter one might be a figure. */
const SHORTEST_SECRET = 8;
const STAR = 0x2a;

/**
 * Stars in the place of a secret, wherever an answer repeats it: plain, as in an address, or as PHP writes a slash in JSON.
 * A browser never sees the keys that the helper keeps, nor a pass that it was given; some providers repeat both.
 * @returns the bytes themselves, changed in place
 */
export function maskedBytes(bytes: Uint8Array<ArrayBuffer>, secret: string): Uint8Array<ArrayBuffer> {
  if (secret.length < SHORTEST_SECRET) return bytes;
  const forms = new Set([secret, encodeURIComponent(secret), secret.replaceAll('/', '\\/')]);
  for (const form of forms) {
    const wanted = new TextEncoder().encode(form);
    let at = placeOf(wanted, bytes, 0);
    while (at !== -1) {
      bytes.fill(STAR, at, at + wanted.length);
      at = placeOf(wanted, bytes, at + wanted.length);
    }
  }
  return bytes;
}

function placeOf(wanted: Uint8Array, bytes: Uint8Array, from: number): number {
  const [first = -1] = wanted;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1))
    if (wanted.every((byte, n) => bytes[at + n] === byte)) return at;
  return -1;
}
