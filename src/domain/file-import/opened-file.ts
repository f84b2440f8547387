import type { FileRow, ImportProblem, ImportSurvey } from './import-file.ts';

/** A file as the browser has it, which can be read as often as needed. */
export interface ReadableFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** Epoch ms. */
  readonly lastModifiedMs: number;
  /** Its text from the beginning, piece by piece. */
  readonly text: () => AsyncIterable<string>;
}

/** Some lines of a file, and those among them that are none. */
export interface RowBatch {
  readonly rows: readonly FileRow[];
  readonly problems: readonly ImportProblem[];
  /** How much of the file lies before the end of this, 0..1. */
  readonly done: number;
}

/** A file whose form is understood. */
export interface OpenedFile {
  readonly survey: ImportSurvey;
  /** Every line, from the beginning. */
  readonly batches: () => AsyncIterable<RowBatch>;
}

/** The longest text that is read as one piece: JSON has to be. Four times as much memory is needed meanwhile. */
export const LARGEST_JSON_BYTES = 128 * 1024 * 1024;

/** So much of a cell stands in a message. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
