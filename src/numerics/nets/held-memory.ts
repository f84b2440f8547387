/** Bytes of WebAssembly memories that were made and not let go yet. */
let heldBytes = 0;
const letGo = new FinalizationRegistry<number>((bytes) => {
  heldBytes -= bytes;
});

/** Counts a memory of a fixed size for as long as anybody holds it. */
export function countMemory(memory: WebAssembly.Memory): WebAssembly.Memory {
  const bytes = memory.buffer.byteLength;
  heldBytes += bytes;
  letGo.register(memory, bytes);
  return memory;
}

/** What nets hold in WebAssembly now, as far as the browser has collected what nobody uses any more. */
export function heldMemoryBytes(): number {
  return heldBytes;
}
