import {
  type FileRow,
  type ImportColumn,
  ImportFileError,
  type ImportProblem,
  type TableLayout,
} from '../../domain/file-import/import-file.ts';
import {
  type OpenedFile,
  type ReadableFile,
  type RowBatch,
  shortened,
} from '../../domain/file-import/opened-file.ts';
import { type CsvForm, csvForm } from './csv-form.ts';
import { momentText } from './csv-layout.ts';
import { CsvReader, type CsvRecord } from './csv-records.ts';
import { isMissing } from './figure-text.ts';
import { guessColumn, withoutDoubles } from './series-guess.ts';
import { leavesZoneOpen } from './time-guess.ts';

/** Shown before anything is taken over. */
const PREVIEW_ROWS = 8;
/** Enough to tell GH/s from TH/s. */
const SAMPLES = 40;
const MOST_SUBJECTS = 500;

/**
 * A table of text with a head line, as loggers of Bitaxes and spreadsheets write it: a column of times, perhaps one of
 * miners, and one a quantity.
 * @param layout which columns its owner says are what
 * @throws ImportFileError where it has no head line, or no column that could hold times
 */
export async function openCsvFile(
  file: ReadableFile,
  zone: string,
  layout?: TableLayout,
): Promise<OpenedFile> {
  const form = csvForm(await headOf(file), zone, layout);
  const subjects = new Set<string>();
  const samples: FileRow[] = [];
  for await (const { rows } of csvBatches(file, form)) {
    for (const row of rows) {
      if (subjects.size < MOST_SUBJECTS) subjects.add(row.subject);
      if (samples.length < SAMPLES) samples.push(row);
    }
  }
  if (samples.length === 0) throw new ImportFileError('empty', 'there is no line below the head line');
  return {
    survey: {
      format: 'csv',
      columns: columnsOf(form, samples),
      subjects: [...subjects],
      time: form.time,
      decimal: form.decimal,
      asksZone: leavesZoneOpen(
        form.time,
        samples.map(({ at }) => at),
      ),
      rows: samples.slice(0, PREVIEW_ROWS),
      table: { names: form.names, layout: form.layout },
    },
    batches: () => csvBatches(file, form),
  };
}

function columnsOf({ names, places, decimal }: CsvForm, rows: readonly FileRow[]): readonly ImportColumn[] {
  const columns = places.map((place, index): ImportColumn => {
    const cells = rows.flatMap(({ cells }) => cells[index] ?? []);
    const name = names[place] ?? '';
    return {
      key: name,
      samples: cells.filter((cell) => !isMissing(cell)).slice(0, 3),
      ...guessColumn(name, cells, decimal),
    };
  });
  return withoutDoubles(columns);
}

/** The lines of the file, batch by batch. */
async function* csvBatches(file: ReadableFile, form: CsvForm): AsyncGenerator<RowBatch> {
  const reader = new CsvReader(form.separator);
  let signs = 0;
  const batch = (records: readonly CsvRecord[], done: number): RowBatch => {
    const rows: FileRow[] = [];
    const problems: ImportProblem[] = [];
    for (const record of records) {
      if (record.line <= form.headLine) continue;
      const read = rowOf(record, form);
      if ('reason' in read) problems.push(read);
      else rows.push(read);
    }
    return { rows, problems, done };
  };
  for await (const text of file.text()) {
    signs += text.length;
    yield batch(reader.take(text), Math.min(1, signs / Math.max(1, file.sizeBytes)));
  }
  yield batch(reader.end(), 1);
}

function rowOf({ line, cells, unclosed }: CsvRecord, form: CsvForm): FileRow | ImportProblem {
  const problem = (reason: ImportProblem['reason']): ImportProblem => ({
    line,
    reason,
    found: shortened(cells.join(form.separator)),
  });
  if (unclosed) return problem('unclosed-quote');
  // A line that a killed logger left half-written: what it still has would stand in the wrong columns or be cut off.
  if (cells.length < form.names.length) return problem('too-few-cells');
  const cellAt = (place: number | undefined) => (place === undefined ? undefined : cells[place]);
  const at = momentText(cellAt(form.timePlace) ?? '', cellAt(form.clockPlace));
  const status = cellAt(form.statusPlace) ?? '';
  // Loggers write 0 for everything of a miner that did not answer.
  if (/^(offline|down|unreachable|error)$/i.test(status.trim())) return problem('said-offline');
  const subject = (cellAt(form.subjectPlace) ?? '').trim();
  return { line, at, subject, from: 0, cells: form.places.map((place) => cells[place]) };
}

/** The first lines of a file. */
async function headOf(file: ReadableFile): Promise<string> {
  let head = '';
  for await (const text of file.text()) {
    head += text;
    if (head.length >= 65_536) break;
  }
  return head.replace(/^\uFEFF/, '');
}
