const FIRST_BYTES = 16 * 1024;

/**
 * All bytes of a stream, unless they are more than `maxBytes`: then it is left at once, and undefined comes back. They
 * are copied into one piece of memory that doubles: a list of pieces would cost a hundred times its bytes where they
 * come one by one.
 */
export async function readAtMost(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  let memory = new Uint8Array(FIRST_BYTES);
  let byteCount = 0;
  for await (const chunk of stream) {
    const grownCount = byteCount + chunk.length;
    if (grownCount > maxBytes) return undefined;
    if (grownCount > memory.length) {
      const grown = new Uint8Array(Math.max(grownCount, 2 * memory.length));
      grown.set(memory.subarray(0, byteCount));
      memory = grown;
    }
    memory.set(chunk, byteCount);
    byteCount = grownCount;
  }
  return memory.slice(0, byteCount);
}
