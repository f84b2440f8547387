import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BacktestDataError } from '../bitcoin-days.ts';

/** Files below a folder whose names (without their folders) fit, in order. @throws BacktestDataError where the folder is not there */
export function filesLike(folder: string, name: RegExp): readonly string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new BacktestDataError(`there is no folder "${folder}"`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(basename(file)))
    .sort()
    .map((file) => join(folder, file));
}

/**
 * The cells of a table of values divided by commas, gzipped or not, quotes taken off.
 * @throws BacktestDataError where the file cannot be read or holds nothing
 */
export function cellsOf(file: string): readonly (readonly string[])[] {
  const rows = textOf(file)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((cell) => cell.trim().replace(/^"|"$/g, '')));
  if (rows.length < 2) throw new BacktestDataError(`"${file}" holds no rows`);
  return rows;
}

/** A table with its columns found by name. */
export interface RecordedTable {
  readonly file: string;
  /** In small letters. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export function tableOf(file: string): RecordedTable {
  const [head = [], ...rows] = cellsOf(file);
  return { file, columns: head.map((name) => name.toLowerCase()), rows };
}

/** The numbers of the first column whose name fits, row by row, NaN where a cell is empty; undefined where there is no such column. */
export function columnOf({ file, columns, rows }: RecordedTable, name: RegExp): Float64Array | undefined {
  const place = columns.findIndex((each) => name.test(each));
  if (place < 0) return undefined;
  return Float64Array.from(rows, (row, at) => {
    const cell = row[place] ?? '';
    const number = cell === '' ? Number.NaN : Number(cell);
    if (cell !== '' && !/^nan$/i.test(cell) && !Number.isFinite(number))
      throw new BacktestDataError(`"${file}", row ${at + 2}: "${cell}" is no number (${columns[place]})`);
    return number;
  });
}

/** As {@link columnOf}. @throws BacktestDataError where there is no such column */
export function columnIn(table: RecordedTable, name: RegExp, called: string): Float64Array {
  const found = columnOf(table, name);
  if (!found)
    throw new BacktestDataError(
      `"${table.file}" has no column ${called} (it has ${table.columns.slice(0, 12).join(', ')})`,
    );
  return found;
}

function textOf(file: string): string {
  try {
    const bytes = readFileSync(file);
    return (file.toLowerCase().endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new BacktestDataError(`"${file}" cannot be read`, { cause: error });
  }
}
