import { type FileRow, ImportFileError, type ImportProblem } from '../domain/file-import/import-file.ts';
import { type OpenedFile, type ReadableFile, shortened } from '../domain/file-import/opened-file.ts';
import { SERIES } from '../domain/series.ts';
import { telemetryRow } from '../domain/telemetry-row.ts';
import { parseAxeosStatistics } from './axeos-statistics.ts';
import { isRecord } from './raw-record.ts';

/** Any moment that no device has been up for: rows are told by how long before it they were. */
const MADE_MS = 1e12;
const PREVIEW_ROWS = 8;

/** Opens an answer of AxeOS to `/api/system/statistics` that was saved as a file; undefined for other JSON. */
export function openAxeosStatistics(json: unknown, file: ReadableFile): Promise<OpenedFile> | undefined {
  if (!isRecord(json) || !Array.isArray(json.labels) || !Array.isArray(json.statistics)) return undefined;
  return Promise.resolve(opened(json, json.statistics, file));
}

/**
 * Read as the back-fill reads the device itself, so a file and the device say the same. Its times count from boot: they
 * are tied to our clock by when the file was made, which only its owner knows for certain.
 */
function opened(json: unknown, statistics: readonly unknown[], { lastModifiedMs }: ReadableFile): OpenedFile {
  const moments = parseAxeosStatistics(json, MADE_MS);
  if (moments.length === 0)
    throw new ImportFileError(
      'no-columns',
      'none of its rows has a time since boot that fits currentTimestamp',
    );
  const values = moments.map((moment) => telemetryRow('', moment).values);
  const told = SERIES.map(({ name, unit }, place) => ({ name, unit, place })).filter(({ place }) =>
    values.some((row) => !Number.isNaN(row[place] ?? Number.NaN)),
  );
  const cell = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? undefined : String(value);
  const rows = moments.map(
    ({ atMs }, index): FileRow => ({
      line: index + 1,
      at: String(atMs - MADE_MS),
      subject: '',
      from: 0,
      cells: told.map(({ place }) => cell(values[index]?.[place])),
    }),
  );
  return {
    survey: {
      format: 'axeos',
      columns: told.map(({ name, unit }, index) => ({
        key: name,
        samples: rows.slice(0, 3).flatMap(({ cells }) => cells[index] ?? []),
        guess: { series: name, unit },
      })),
      subjects: [''],
      time: { form: 'since-boot', order: 'ymd', zone: 'UTC', madeAtMs: lastModifiedMs },
      decimal: '.',
      asksZone: false,
      rows: rows.slice(0, PREVIEW_ROWS),
    },
    batches: async function* () {
      yield { rows, problems: unread(json, statistics), done: 1 };
    },
  };
}

/** The rows that the back-fill would have passed over, too. */
function unread(json: unknown, statistics: readonly unknown[]): readonly ImportProblem[] {
  const whole = isRecord(json) ? json : {};
  return statistics.flatMap((row, index) =>
    parseAxeosStatistics({ ...whole, statistics: [row] }, MADE_MS).length > 0
      ? []
      : [{ line: index + 1, reason: 'no-time', found: shortened(JSON.stringify(row) ?? '') }],
  );
}
