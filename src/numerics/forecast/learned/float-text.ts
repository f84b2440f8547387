/** Floats as text for JSON: base64 of their bytes, least significant first, four to each. Every bit comes back. */
export function textOfFloats(floats: Float32Array): string {
  const view = new DataView(new ArrayBuffer(4 * floats.length));
  for (const [at, value] of floats.entries()) view.setFloat32(4 * at, value, true);
  let letters = '';
  for (let at = 0; at < view.byteLength; at++) letters += String.fromCharCode(view.getUint8(at));
  return btoa(letters);
}

/** @throws RangeError for text that is not of floats, or of some that are not finite */
export function floatsOfText(text: string): Float32Array {
  let letters: string;
  try {
    letters = atob(text);
  } catch (error) {
    throw new RangeError('text that is no base64', { cause: error });
  }
  if (letters.length % 4 !== 0) throw new RangeError(`${letters.length} bytes are no floats`);
  const view = new DataView(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)).buffer);
  const floats = Float32Array.from({ length: letters.length / 4 }, (_, at) => view.getFloat32(4 * at, true));
  if (!floats.every(Number.isFinite)) throw new RangeError('floats that are not finite');
  return floats;
}
