import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BacktestDataError } from '../bitcoin-days.ts';
import { columnIn, filesLike, type RecordedTable, tableOf } from '../forecast/recorded-table.ts';

/** One experiment: a loop of water that first runs as it should, and then is disturbed. */
export interface SkabFile {
  /** Of the table and the experiment in it. */
  readonly name: string;
  readonly sensors: readonly string[];
  /** A row a second, by sensor; NaN is missing. */
  readonly rows: readonly Float64Array[];
  /** By row: is it labelled an anomaly? */
  readonly anomalies: readonly boolean[];
}

/** About as many as SKAB's experiments have. */
const PIECE_ROWS = 1100;
/** What is no sensor. */
const OTHERS = /^(file|datetime|anomaly|changepoint)$/;

/**
 * All experiments below a folder (its `skab`, else itself): of every table of which one column is `datetime` and one `anomaly`, as
 * waico/SKAB has them (one experiment a table, divided by semicolons), or several to a table, told apart by a column `file`.
 *
 * @throws BacktestDataError where there is none, or one is damaged
 */
export function skabFiles(folder: string): readonly SkabFile[] {
  const tables = tablesIn(folder).filter(({ columns }) => columns.includes('anomaly'));
  if (tables.length === 0)
    throw new BacktestDataError(`no table in "${folder}" has columns datetime and anomaly, as SKAB's have`);
  return tables.flatMap(experimentsOf);
}

/**
 * Normal operation, from the tables named after being free of anomalies, in pieces of about the length of an experiment, so that
 * what is fitted to the beginning of one is as young. None where there are no such tables.
 */
export function normalPieces(folder: string): readonly SkabFile[] {
  return tablesIn(folder)
    .filter(({ file, columns }) => /anomaly.?free/i.test(basename(file)) && !columns.includes('anomaly'))
    .flatMap((table) => {
      const sensors = sensorsOf(table);
      const columns = sensors.map((name) => columnIn(table, exactly(name), name));
      const pieces = Math.floor(table.rows.length / PIECE_ROWS);
      return Array.from({ length: pieces }, (_, piece) => ({
        name: `${setOf(table)}/${piece}`,
        sensors,
        rows: Array.from({ length: PIECE_ROWS }, (__, row) => rowOf(columns, piece * PIECE_ROWS + row)),
        anomalies: new Array<boolean>(PIECE_ROWS).fill(false),
      }));
    });
}

/** Those below a folder (its `skab`, else itself) that have moments. */
function tablesIn(folder: string): readonly RecordedTable[] {
  const inside = existsSync(join(folder, 'skab')) ? join(folder, 'skab') : folder;
  return filesLike(inside, /\.csv(\.gz)?$/i)
    .map((file) => splitAtSemicolons(tableOf(file)))
    .filter(({ columns }) => columns.includes('datetime'));
}

function splitAtSemicolons(table: RecordedTable): RecordedTable {
  if (table.columns.length > 1) return table;
  const split = (cells: readonly string[]) => cells.join(',').split(';');
  return { ...table, columns: split(table.columns), rows: table.rows.map(split) };
}

function experimentsOf(table: RecordedTable): readonly SkabFile[] {
  const sensors = sensorsOf(table);
  const columns = sensors.map((name) => columnIn(table, exactly(name), name));
  const labels = columnIn(table, /^anomaly$/, 'anomaly');
  const unlabelled = labels.findIndex((label) => Number.isNaN(label));
  if (unlabelled >= 0)
    throw new BacktestDataError(
      `"${table.file}", row ${unlabelled + 2}: it is not said whether it is an anomaly`,
    );
  const place = table.columns.indexOf('file');
  const groups = new Map<string, number[]>();
  for (const [row, cells] of table.rows.entries()) {
    const own = (place < 0 ? undefined : cells[place]) ?? '';
    const found = groups.get(own);
    if (found) found.push(row);
    else groups.set(own, [row]);
  }
  const set = setOf(table);
  return Array.from(groups, ([own, rows]) => ({
    name: own === '' ? set : `${set}/${own}`,
    sensors,
    rows: rows.map((row) => rowOf(columns, row)),
    anomalies: rows.map((row) => (labels[row] ?? 0) > 0),
  }));
}

function sensorsOf({ columns }: RecordedTable): readonly string[] {
  return columns.filter((name) => !OTHERS.test(name));
}

function setOf({ file }: RecordedTable): string {
  return basename(file).replace(/\.csv(\.gz)?$/i, '');
}

function rowOf(columns: readonly Float64Array[], row: number): Float64Array {
  return Float64Array.from(columns, (column) => column[row] ?? Number.NaN);
}

/** A pattern that only the text itself fits. */
function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
