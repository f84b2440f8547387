/**
 * About how many bytes a value takes where it is stored by structured clone: its buffers, texts and names byte by byte, and eight
 * for a number.
 */
export function storedBytes(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value === 'number') return 8;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + storedBytes(each), 0);
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce((sum, [name, each]) => sum + name.length + storedBytes(each), 0);
}
