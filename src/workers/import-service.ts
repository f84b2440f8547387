import { openAxeosStatistics } from '../devices/axeos-statistics-file.ts';
import { ImportFileError, type TableLayout } from '../domain/file-import/import-file.ts';
import type { ImportedValue } from '../domain/file-import/imported-value.ts';
import type { OpenedFile, ReadableFile } from '../domain/file-import/opened-file.ts';
import { MappedRows } from '../sources/files/mapped-rows.ts';
import { openImportFile } from '../sources/files/open-import-file.ts';
import { FillIn } from '../store/import/fill-in.ts';
import { ImportedValues } from '../store/import/imported-values.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type {
  ImportAnswer,
  ImportAsk,
  ImportPreview,
  ImportReport,
  ImportTally,
  Progress,
} from './backup-api.ts';
import { Tally } from './import-tally.ts';
import { PreviewRows } from './preview-rows.ts';

/** Figures held before they are stored. */
const FIGURES_AT_ONCE = 1_000_000;

/** Opens a file of another program; what it cannot be is said in words. */
export async function opened(
  file: File,
  zone: string,
  layout?: TableLayout,
): Promise<ImportAnswer<OpenedFile>> {
  try {
    return { read: await openImportFile(readable(file), zone, openAxeosStatistics, layout) };
  } catch (error) {
    if (error instanceof ImportFileError) return { refused: error.kind, detail: error.message };
    throw error;
  }
}

export interface ImportPorts {
  readonly telemetry: TelemetryStore;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}

/** Takes a file over as its owner has decided. @throws StoreError */
export async function importInto(
  { telemetry, nowMs, signal }: ImportPorts,
  ask: ImportAsk,
  onProgress: Progress,
): Promise<ImportAnswer<ImportReport>> {
  const fill = new FillIn(telemetry);
  const waiting = new ImportedValues(FIGURES_AT_ONCE);
  let stored = 0;
  let known = 0;
  const settle = async () => {
    const counts = await fill.store(waiting.take(), nowMs());
    stored += counts.stored;
    known += counts.known;
  };
  const take = async (values: readonly ImportedValue[]) => {
    for (const value of values) {
      if (waiting.isFull) await settle();
      waiting.add(value);
    }
  };
  const answer = await readThrough(ask, nowMs(), signal, take, (done) => onProgress(done * 0.9));
  if ('refused' in answer) return answer;
  // What was read so far is whole in itself, and worth keeping, also where it was stopped.
  await settle();
  onProgress(1);
  return { read: { ...answer.read, stored, known, stopped: signal.aborted } };
}

/** What would come of it: reads the whole file, and stores nothing. */
export async function importPreview(
  ask: ImportAsk,
  nowMs: number,
  signal: AbortSignal,
): Promise<ImportAnswer<ImportPreview>> {
  const preview = new PreviewRows();
  const keep = async (values: readonly ImportedValue[]) => preview.add(values);
  const answer = await readThrough(ask, nowMs, signal, keep, () => {});
  return 'refused' in answer ? answer : { read: { ...answer.read, rows: preview.rows } };
}

/** Reads a file from one end to the other; each line's figures are handed over. */
async function readThrough(
  { file, zone, mapping }: ImportAsk,
  nowMs: number,
  signal: AbortSignal,
  take: (values: readonly ImportedValue[]) => Promise<void>,
  onProgress: Progress,
): Promise<ImportAnswer<ImportTally>> {
  const answer = await opened(file, zone, mapping.layout);
  if ('refused' in answer) return answer;
  const { survey, batches } = answer.read;
  const perColumn = survey.format === 'home-assistant' || survey.format === 'prometheus';
  const mapped = new MappedRows(survey.columns, mapping, nowMs, { perColumn });
  const tally = new Tally();
  for await (const { rows, problems, done } of batches()) {
    if (signal.aborted) break;
    tally.unreadable(problems);
    for (const row of rows) {
      const read = mapped.read(row);
      tally.line(read);
      if (read.values.length > 0) await take(read.values);
    }
    onProgress(done);
  }
  return { read: tally.told(mapped.ambiguous) };
}

function readable(file: File): ReadableFile {
  return {
    name: file.name,
    sizeBytes: file.size,
    lastModifiedMs: file.lastModified,
    async *text() {
      // The mark at the beginning of a file says whether Windows wrote it as UTF-16.
      const [low, high] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
      const label = low === 0xff && high === 0xfe ? 'utf-16le' : 'utf-8';
      const decoder = new TextDecoder(label);
      for (let at = 0; at < file.size; at += PIECE_BYTES) {
        const piece = await file.slice(at, at + PIECE_BYTES).arrayBuffer();
        yield decoder.decode(piece, { stream: true });
      }
      yield decoder.decode();
    },
  };
}

/** Read at once. */
const PIECE_BYTES = 1024 * 1024;
