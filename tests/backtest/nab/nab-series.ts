import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BacktestDataError } from '../bitcoin-days.ts';
import { columnIn, filesLike, tableOf } from '../forecast/recorded-table.ts';

/** One series of the Numenta Anomaly Benchmark with its labelled windows. */
export interface NabSeries {
  /** As the benchmark calls it: `realTraffic/speed_6005.csv`. */
  readonly name: string;
  /** Epoch milliseconds of each row, its naive time taken as UTC. */
  readonly atMs: Float64Array;
  readonly values: Float64Array;
  /** In order; first and last row of each. */
  readonly windows: readonly NabWindow[];
}

/** Rows in which an anomaly was labelled, both ends included. */
export interface NabWindow {
  readonly first: number;
  readonly last: number;
}

const WINDOWS_FILE = 'combined_windows.json';

/**
 * Every series of a folder (its `nab`, else itself): `<category>.csv` or `.csv.gz` with the columns series, timestamp
 * and value, and the windows of `combined_windows.json`. A series that the windows do not name is left out.
 *
 * @throws BacktestDataError where there is nothing of the kind, or a window begins or ends at no row
 */
export function nabSeries(folder: string): readonly NabSeries[] {
  const [windowsFile] = filesLike(folder, new RegExp(`^${WINDOWS_FILE.replace('.', '\\.')}$`));
  if (!windowsFile) throw new BacktestDataError(`"${folder}" holds no ${WINDOWS_FILE}`);
  const windows = windowsIn(windowsFile);
  const inside = join(windowsFile, '..');
  const series = filesLike(inside, /\.csv(\.gz)?$/i).flatMap((file) => seriesIn(file, windows));
  if (series.length === 0) throw new BacktestDataError(`"${inside}" holds no series of ${WINDOWS_FILE}`);
  return series;
}

type Limits = readonly (readonly [string, string])[];

function windowsIn(file: string): ReadonlyMap<string, Limits> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Limits>));
  } catch (error) {
    throw new BacktestDataError(`"${file}" cannot be read`, { cause: error });
  }
}

function seriesIn(file: string, windows: ReadonlyMap<string, Limits>): readonly NabSeries[] {
  const table = tableOf(file);
  const [seriesAt, timeAt] = ['series', 'timestamp'].map((name) => table.columns.indexOf(name));
  if (seriesAt === undefined || timeAt === undefined || seriesAt < 0 || timeAt < 0) return [];
  const values = columnIn(table, /^value$/, 'value');
  const category = basename(file).replace(/\.csv(\.gz)?$/i, '');
  const rowsOf = new Map<string, number[]>();
  for (const [row, cells] of table.rows.entries()) {
    const series = cells[seriesAt] ?? '';
    const rows = rowsOf.get(series) ?? [];
    if (rows.push(row) === 1) rowsOf.set(series, rows);
  }
  return [...rowsOf].flatMap(([series, rows]) => {
    const name = `${category}/${series}.csv`;
    const limits = windows.get(name);
    if (!limits) return [];
    const atMs = Float64Array.from(rows, (row) => timeOf(table.rows[row]?.[timeAt] ?? ''));
    const placed = limits.map(([from, to]) => ({
      first: rowAt(atMs, from, name),
      last: rowAt(atMs, to, name),
    }));
    return [
      { name, atMs, values: Float64Array.from(rows, (row) => values[row] ?? Number.NaN), windows: placed },
    ];
  });
}

/** The first row of that time, as the benchmark looks it up. */
function rowAt(atMs: Float64Array, time: string, name: string): number {
  const row = atMs.indexOf(timeOf(time));
  if (row < 0) throw new BacktestDataError(`no row of ${name} is of ${time}, where a window begins or ends`);
  return row;
}

/** 2014-04-01 00:05:00, with or without a fraction of a second. */
function timeOf(text: string): number {
  const atMs = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19)}Z`);
  if (Number.isNaN(atMs)) throw new BacktestDataError(`"${text}" is no time`);
  return atMs;
}
