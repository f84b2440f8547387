import { ImportFileError, type TableLayout } from '../../domain/file-import/import-file.ts';
import type { OpenedFile, ReadableFile } from '../../domain/file-import/opened-file.ts';
import { openCsvFile } from './csv-file.ts';
import {
  isHomeAssistantHead,
  isHomeAssistantJson,
  openHomeAssistantCsv,
  openHomeAssistantJson,
} from './home-assistant.ts';
import { parsedJson, wholeText } from './json-file.ts';
import { isPrometheusJson, isPrometheusText, openPrometheusJson, openPrometheusText } from './prometheus.ts';

/** Opens JSON of a form that is known elsewhere; undefined where it is another. */
export type JsonOpener = (json: unknown, file: ReadableFile) => Promise<OpenedFile> | undefined;

/**
 * Finds out by what a file begins with which kind it is, whatever its name.
 * @param zone whose clock its dates are, where they do not say
 * @param layout of a table: which columns its owner says are what
 * @throws ImportFileError where it is none of the kinds that can be read
 */
export async function openImportFile(
  file: ReadableFile,
  zone: string,
  openOther: JsonOpener = () => undefined,
  layout?: TableLayout,
): Promise<OpenedFile> {
  let head = '';
  for await (const text of file.text()) {
    head += text;
    if (head.length > 4_096) break;
  }
  head = head.replace(/^\uFEFF/, '').trimStart();
  if (head === '') throw new ImportFileError('empty', 'the file is empty');
  if (head.includes('\0')) throw new ImportFileError('not-readable', 'this is no text');
  if (/^[{[]/.test(head)) {
    const json = parsedJson(await wholeText(file));
    const other = openOther(json, file);
    if (other) return other;
    if (isPrometheusJson(json)) return openPrometheusJson(json);
    if (isHomeAssistantJson(json)) return openHomeAssistantJson(json);
    throw new ImportFileError('not-readable', 'this JSON is of no kind that is known here');
  }
  if (isHomeAssistantHead(head.split('\n')[0] ?? '')) return openHomeAssistantCsv(file);
  return isPrometheusText(head) ? openPrometheusText(file) : openCsvFile(file, zone, layout);
}
