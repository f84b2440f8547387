import type { SeriesName } from '../series.ts';

/** The kinds of files whose past can be taken over. */
export type ImportFormat = 'csv' | 'home-assistant' | 'prometheus' | 'axeos';

/** Something that a file tells over time: a column of a table, an entity, a metric with its labels. */
export interface ImportColumn {
  /** As the file names it; unlike any other of the file. */
  readonly key: string;
  /** The file's word for the miner that it tells of; absent where it may tell of any. */
  readonly subject?: string | undefined;
  /** Some of what stands in it, as it stands there. */
  readonly samples: readonly string[];
  /** What it seems to be; undefined where nothing of ours. */
  readonly guess?: ColumnChoice | undefined;
  /** Why nothing is guessed although it looks like something of ours. */
  readonly note?: ColumnNote | undefined;
}

/** Which of our series a column is, and in which unit (a name of `series-unit.ts`). */
export interface ColumnChoice {
  readonly series: SeriesName;
  readonly unit: string;
}

/** `same-as-another`: a column before it tells the same. */
export type ColumnNote = 'same-as-another';

/** How the moments of a file are written. */
export interface TimeChoice {
  readonly form: 'date' | 'epoch-s' | 'epoch-ms' | 'since-boot';
  /** Of dates: which number comes first. */
  readonly order: 'ymd' | 'dmy' | 'mdy';
  /** IANA name: whose clock it is where a date says no offset of its own. */
  readonly zone: string;
  /** Of times since boot: when the file was made, epoch ms. */
  readonly madeAtMs?: number | undefined;
}

/** Which columns of a table say when, and which miner it was, by their names. */
export interface TableLayout {
  /** Moments, or days where `clock` is there; absent where nobody knows. */
  readonly at?: string | undefined;
  /** The time of day, where it stands in a column of its own. */
  readonly clock?: string | undefined;
  /** Absent: all lines belong to one miner. */
  readonly miner?: string | undefined;
}

/** What the owner decides before a file is taken over. */
export interface ImportMapping {
  /** Of a table; as it seems to be where absent. */
  readonly layout?: TableLayout | undefined;
  /** By the column's key; one that is absent is left out. */
  readonly columns: Readonly<Record<string, ColumnChoice>>;
  /** By the file's word for a miner; the id of ours. One that is absent is left out. */
  readonly miners: Readonly<Record<string, string>>;
  readonly time: TimeChoice;
  readonly decimal: '.' | ',';
}

/** One line of a file: what it tells of one miner at one moment, all as it stands there. */
export interface FileRow {
  /** Counted from 1; of JSON the place in its list. */
  readonly line: number;
  readonly at: string;
  /** The file's word for the miner; empty where the file tells of one only. */
  readonly subject: string;
  /** The columns from this place on, one text each; empty or undefined is missing. */
  readonly from: number;
  readonly cells: readonly (string | undefined)[];
}

/** A part of a file that cannot be used, and why. */
export interface ImportProblem {
  readonly line: number;
  readonly reason: ProblemReason;
  /** Key of the column; absent where the whole line is meant. */
  readonly column?: string | undefined;
  /** What stands there, shortened. */
  readonly found: string;
}

export type ProblemReason =
  | 'no-time'
  | 'no-such-time'
  | 'future'
  | 'no-number'
  | 'out-of-range'
  | 'unclosed-quote'
  | 'too-few-cells'
  | 'said-offline'
  | 'unreadable-line';

/** What a file holds, before its owner has decided anything. */
export interface ImportSurvey {
  readonly format: ImportFormat;
  readonly columns: readonly ImportColumn[];
  /** The file's words for miners; `['']` where it has none. */
  readonly subjects: readonly string[];
  readonly time: TimeChoice;
  readonly decimal: '.' | ',';
  /** Do its dates leave open whose clock it is? */
  readonly asksZone: boolean;
  /** The first rows, for a preview. */
  readonly rows: readonly FileRow[];
  /** Of a table: all of its columns, and which of them are taken for what. */
  readonly table?: { readonly names: readonly string[]; readonly layout: TableLayout } | undefined;
}

/** Why a file cannot be taken over at all. `detail` names the place. */
export class ImportFileError extends Error {
  override readonly name = 'ImportFileError';

  constructor(
    readonly kind: 'empty' | 'no-header' | 'no-time-column' | 'no-columns' | 'not-readable' | 'too-large',
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
