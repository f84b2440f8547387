import type {
  ImportMapping,
  ImportProblem,
  ImportSurvey,
  TableLayout,
} from '../domain/file-import/import-file.ts';
import type { ImportedValue } from '../domain/file-import/imported-value.ts';
import type { SeriesName } from '../domain/series.ts';
import type { BackupErrorKind } from '../store/backup/backup-error.ts';
import type { RestoreReport } from '../store/backup/restore-backup.ts';

export type { BackupErrorKind } from '../store/backup/backup-error.ts';
export type { MissingParts, MissingStretch } from '../store/backup/missing-parts.ts';
export type { RestoreReport } from '../store/backup/restore-backup.ts';

/**
 * What pages may ask of the owner's data as a whole. One such work at a time; each can be stopped. Rejects with a
 * CollectorFailure.
 */
export interface BackupApi {
  lastBackup(): Promise<LastBackup>;
  /** @returns undefined where it was stopped: then there is no file */
  makeBackup(ask: MakeBackupAsk, onProgress: Progress): Promise<SavedFile | undefined>;
  restoreBackup(ask: RestoreBackupAsk, onProgress: Progress): Promise<RestoreAnswer>;
  /** The same for a table of some of the past. Where nothing is stored of it, no file is written, and `rows` is 0. */
  exportTable(ask: TableAsk, onProgress: Progress): Promise<SavedFile | undefined>;
  /**
   * Looks into a file of another program.
   * @param layout of a table: which columns its owner says are what
   */
  surveyImport(file: File, zone: string, layout?: TableLayout): Promise<ImportAnswer<ImportSurvey>>;
  /** What would come of it, with nothing stored. */
  previewImport(ask: ImportAsk): Promise<ImportAnswer<ImportPreview>>;
  /** Takes it over. What is stored already stays. */
  importFile(ask: ImportAsk, onProgress: Progress): Promise<ImportAnswer<ImportReport>>;
  /** Gives up what is under way. What is stored by then stays, and is whole. */
  stopDataWork(): Promise<void>;
}

/** Hears how much is done, 0..1. */
export type Progress = (done: number) => void;

export interface LastBackup {
  /** Epoch ms; absent where there is none. */
  readonly atMs?: number | undefined;
  /** Absent where nobody noted it. */
  readonly encrypted?: boolean | undefined;
  /** When there first was something to lose; absent where there is nothing. */
  readonly oldestAtMs?: number | undefined;
}

export interface MakeBackupAsk {
  /** Where the browser lets its owner choose a place; else the file is made in memory of the browser's, and offered. */
  readonly handle?: FileSystemFileHandle | undefined;
  readonly passphrase?: string | undefined;
  readonly app: string;
}

/** A file that is written: to the place that was chosen, or here. */
export interface SavedFile {
  readonly bytes: number;
  /** Rows of a table. */
  readonly rows?: number | undefined;
  /** How many of the owner's repairs lie over the values of a table; absent where none does. */
  readonly repairs?: number | undefined;
  /** Absent where it lies at the chosen place. */
  readonly blob?: Blob | undefined;
  /** Parts of a backup that could not be read. */
  readonly leftOut?: number | undefined;
}

export interface RestoreBackupAsk {
  readonly file: File;
  readonly passphrase?: string | undefined;
}

export type RestoreAnswer =
  | { readonly report: RestoreReport }
  | { readonly refused: BackupErrorKind; readonly detail: string };

export interface TableAsk {
  readonly handle?: FileSystemFileHandle | undefined;
  readonly format: 'csv' | 'parquet';
  readonly minerIds: readonly string[];
  readonly tier: ExportTier;
  readonly fromMs: number;
  readonly toMs: number;
  /** Absent: all of which anything is stored. */
  readonly names?: readonly SeriesName[] | undefined;
  /** With the owner's repairs over them (also where absent), or as they were recorded. */
  readonly values?: 'repaired' | 'recorded' | undefined;
}

export type ExportTier = 'raw' | 'minute' | 'quarter' | 'hour' | 'day';

export interface ImportAsk {
  readonly file: File;
  readonly zone: string;
  readonly mapping: ImportMapping;
}

export type ImportAnswer<T> = { readonly read: T } | { readonly refused: string; readonly detail: string };

/** What was read of a file. */
export interface ImportTally {
  readonly lines: number;
  /** Of these: lines of which any figure can be used, and those that cannot be used although they should be. */
  readonly used: number;
  readonly refused: number;
  /** Lines of miners that are left out, and those that say nothing in any of the chosen columns. */
  readonly leftOut: number;
  readonly empty: number;
  /** Figures that can be used. */
  readonly figures: number;
  /** The first problems of each kind, in the order of lines; and how many there are of each kind. */
  readonly problems: readonly ImportProblem[];
  readonly problemCounts: Readonly<Record<string, number>>;
  /** Lines in an hour that the clock shows twice. */
  readonly ambiguous: number;
  readonly firstAtMs?: number | undefined;
  readonly lastAtMs?: number | undefined;
}

export interface ImportPreview extends ImportTally {
  /** What the first lines say, as it was understood. */
  readonly rows: readonly (readonly ImportedValue[])[];
}

export interface ImportReport extends ImportTally {
  /** Figures that were stored, and those of minutes that were known. */
  readonly stored: number;
  readonly known: number;
  readonly stopped: boolean;
}
