import { openAxeosStatistics } from '../devices/axeos-statistics-file.ts';
import { ImportFileError, type ImportProblem } from '../domain/file-import/import-file.ts';
import type { OpenedFile, ReadableFile } from '../domain/file-import/opened-file.ts';
import { MappedRows } from '../sources/files/mapped-rows.ts';
import { openImportFile } from '../sources/files/open-import-file.ts';
import { FillIn } from '../store/import/fill-in.ts';
import { ImportedValues } from '../store/import/imported-values.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type { ImportAnswer, ImportAsk, ImportReport, Progress } from './backup-api.ts';

/** Figures held before they are stored. */
const FIGURES_AT_ONCE = 1_000_000;
const PROBLEMS_SHOWN = 200;

/** Opens a file of another program; what it cannot be is said in words. */
export async function opened(file: File, zone: string): Promise<ImportAnswer<OpenedFile>> {
  try {
    return { read: await openImportFile(readable(file), zone, openAxeosStatistics) };
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
  { file, zone, mapping }: ImportAsk,
  onProgress: Progress,
): Promise<ImportAnswer<ImportReport>> {
  const answer = await opened(file, zone);
  if ('refused' in answer) return answer;
  const { survey, batches } = answer.read;
  const perColumn = survey.format === 'home-assistant' || survey.format === 'prometheus';
  const mapped = new MappedRows(survey.columns, mapping, nowMs(), { perColumn });
  const fill = new FillIn(telemetry);
  const waiting = new ImportedValues(FIGURES_AT_ONCE);
  const tally = new Tally();
  const settle = async () => tally.store(await fill.store(waiting.take(), nowMs()));
  for await (const { rows, problems, done } of batches()) {
    if (signal.aborted) break;
    tally.note(problems);
    for (const row of rows) {
      const read = mapped.read(row);
      tally.line(read.problems);
      for (const value of read.values) {
        if (waiting.isFull) await settle();
        tally.moment(value.atMs);
        waiting.add(value);
      }
    }
    onProgress(done * 0.9);
  }
  // What was read so far is whole in itself, and worth keeping.
  await settle();
  onProgress(1);
  return { read: tally.report(mapped.ambiguous, signal.aborted) };
}

/** What has come of a file so far. */
class Tally {
  #stored = 0;
  #known = 0;
  #lines = 0;
  #firstAtMs = Number.POSITIVE_INFINITY;
  #lastAtMs = Number.NEGATIVE_INFINITY;
  readonly #problems: ImportProblem[] = [];
  readonly #counts = new Map<string, number>();

  store({ stored, known }: { readonly stored: number; readonly known: number }): void {
    this.#stored += stored;
    this.#known += known;
  }

  moment(atMs: number): void {
    this.#firstAtMs = Math.min(this.#firstAtMs, atMs);
    this.#lastAtMs = Math.max(this.#lastAtMs, atMs);
  }

  line(problems: readonly ImportProblem[]): void {
    this.#lines += 1;
    this.note(problems);
  }

  note(problems: readonly ImportProblem[]): void {
    for (const problem of problems) {
      this.#counts.set(problem.reason, (this.#counts.get(problem.reason) ?? 0) + 1);
      if (this.#problems.length < PROBLEMS_SHOWN) this.#problems.push(problem);
    }
  }

  report(ambiguous: number, stopped: boolean): ImportReport {
    const known = this.#firstAtMs <= this.#lastAtMs;
    return {
      stored: this.#stored,
      known: this.#known,
      lines: this.#lines,
      problems: this.#problems.sort((a, b) => a.line - b.line),
      problemCounts: Object.fromEntries(this.#counts),
      ambiguous,
      ...(known ? { firstAtMs: this.#firstAtMs, lastAtMs: this.#lastAtMs } : {}),
      stopped,
    };
  }
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
