import type { ReadableFile } from '../../src/domain/file-import/opened-file.ts';

/** A file of this text, which comes in pieces of so many signs. */
export function textFile(text: string, pieceSigns = 7, name = 'log.csv'): ReadableFile {
  return {
    name,
    sizeBytes: text.length,
    lastModifiedMs: Date.UTC(2026, 10, 21, 12),
    async *text() {
      for (let at = 0; at < text.length; at += pieceSigns) yield text.slice(at, at + pieceSigns);
    },
  };
}
