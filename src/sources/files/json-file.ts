import { ImportFileError } from '../../domain/file-import/import-file.ts';
import { LARGEST_JSON_BYTES, type ReadableFile } from '../../domain/file-import/opened-file.ts';

/** Is this an object with fields, and not a list? */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The whole of a file as text. @throws ImportFileError `too-large` */
export async function wholeText(file: ReadableFile): Promise<string> {
  if (file.sizeBytes > LARGEST_JSON_BYTES)
    throw new ImportFileError(
      'too-large',
      `JSON of ${Math.round(file.sizeBytes / 1e6)} MB: split it by days`,
    );
  let text = '';
  for await (const piece of file.text()) text += piece;
  return text.replace(/^\uFEFF/, '');
}

/** What JSON says. @throws ImportFileError `not-readable`, with the place where it breaks off */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ImportFileError('not-readable', `the JSON cannot be read: ${why}`, { cause });
  }
}
