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

/** What is no sensor. */
const OTHERS = /^(file|datetime|anomaly|changepoint)$/;

/**
 * All experiments below a folder (its `skab`, else itself): of every table of which one column is `datetime` and one `anomaly`, as
 * waico/SKAB has them (one experiment a table, divided by semicolons), or several to a table, told apart by a column `file`.
 *
 * @throws BacktestDataError where there is none, or one is damaged
 */
export function skabFiles(folder: string): readonly SkabFile[] {
  const inside = existsSync(join(folder, 'skab')) ? join(folder, 'skab') : folder;
  const tables = filesLike(inside, /\.csv(\.gz)?$/i)
    .map((file) => splitAtSemicolons(tableOf(file)))
    .filter(({ columns }) => columns.includes('datetime') && columns.includes('anomaly'));
  if (tables.length === 0)
    throw new BacktestDataError(`no table in "${inside}" has columns datetime and anomaly, as SKAB's have`);
  return tables.flatMap(experimentsOf);
}

function splitAtSemicolons(table: RecordedTable): RecordedTable {
  if (table.columns.length > 1) return table;
  const split = (cells: readonly string[]) => cells.join(',').split(';');
  return { ...table, columns: split(table.columns), rows: table.rows.map(split) };
}

function experimentsOf(table: RecordedTable): readonly SkabFile[] {
  const sensors = table.columns.filter((name) => !OTHERS.test(name));
  const columns = sensors.map((name) => columnIn(table, new RegExp(`^${escaped(name)}$`), name));
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
  const set = basename(table.file).replace(/\.csv(\.gz)?$/i, '');
  return Array.from(groups, ([own, rows]) => ({
    name: own === '' ? set : `${set}/${own}`,
    sensors,
    rows: rows.map((row) => Float64Array.from(columns, (column) => column[row] ?? Number.NaN)),
    anomalies: rows.map((row) => (labels[row] ?? 0) > 0),
  }));
}

/** A pattern that only the text itself fits. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
