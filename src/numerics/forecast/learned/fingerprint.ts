import type { SeriesTable } from './forecaster.ts';

/** 32 bits that tell data and options apart (FNV-1a over their bytes): a checkpoint of others is not gone on from. */
export function fingerprintOf(tables: readonly SeriesTable[], options: unknown): number {
  let hash = 0x811c9dc5;
  const add = (word: number) => {
    hash = Math.imul(hash ^ word, 0x01000193);
  };
  for (const letter of JSON.stringify(options)) add(letter.charCodeAt(0));
  for (const { target, past, ahead } of tables)
    for (const { name, values } of [{ name: '', values: target }, ...past, ...ahead]) {
      for (const letter of name) add(letter.charCodeAt(0));
      add(values.length);
      // Of missing values there are many patterns of bits: all count as one.
      const words = new Uint32Array(Float64Array.from(values, (value) => value || 0).buffer);
      for (const [at, word] of words.entries()) add(Number.isNaN(values[at >> 1]) ? 1 : word);
    }
  return hash >>> 0;
}
