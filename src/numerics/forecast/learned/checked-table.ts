import { ForecastError } from './forecast-error.ts';
import type { SeriesColumn, SeriesTable } from './forecaster.ts';

/** What must be there before anything is learnt. */
export interface TableNeed {
  /** Target values that one of the tables has at least. */
  readonly rows: number;
  readonly horizon: number;
}

/**
 * Tables that can be learnt from: the same columns in each, as long as they should be, nothing infinite, a target that
 * changes, and a value at least of every column.
 * @throws ForecastError that tells the first of what is wrong
 */
export function checkedTables(
  tables: readonly SeriesTable[],
  { rows, horizon }: TableNeed,
): readonly SeriesTable[] {
  const [first] = tables;
  if (!first) throw new ForecastError({ kind: 'too-little-data', rowsNeeded: rows, rowsThere: 0 });
  for (const table of tables) {
    checkColumns(table, columnNames(first));
    checkShape(table, horizon);
  }
  const there = Math.max(...tables.map(({ target }) => presentIn(target)));
  if (there < rows) throw new ForecastError({ kind: 'too-little-data', rowsNeeded: rows, rowsThere: there });
  for (const [place, name] of columnNames(first).entries())
    if (tables.every((table) => presentIn(columnsOf(table)[place]?.values ?? new Float64Array()) === 0))
      throw new ForecastError({ kind: 'missing-feature', column: name });
  if (tables.every(({ target }) => isConstant(target)))
    throw new ForecastError({
      kind: 'constant-target',
      value: first.target.find((value) => !Number.isNaN(value)) ?? Number.NaN,
    });
  return tables;
}

/**
 * A table that a trained model can speak of.
 * @param names of the columns that it has learnt from @param need rows that it looks back at
 */
export function checkedTable(table: SeriesTable, names: readonly string[], need: TableNeed): SeriesTable {
  checkColumns(table, names);
  checkShape(table, need.horizon);
  if (table.target.length < need.rows)
    throw new ForecastError({
      kind: 'too-little-data',
      rowsNeeded: need.rows,
      rowsThere: table.target.length,
    });
  return table;
}

/** Names of all columns but the target, past ones first. */
export function columnNames(table: SeriesTable): readonly string[] {
  return columnsOf(table).map(({ name }) => name);
}

function columnsOf({ past, ahead }: SeriesTable): readonly SeriesColumn[] {
  return [...past, ...ahead];
}

function checkColumns(table: SeriesTable, names: readonly string[]): void {
  const there = columnNames(table);
  if (there.length === names.length && there.every((name, place) => name === names[place])) return;
  throw new ForecastError({
    kind: 'features-differ',
    lacking: names.filter((name) => !there.includes(name)),
    unknown: there.filter((name) => !names.includes(name)),
  });
}

function checkShape({ target, past, ahead }: SeriesTable, horizon: number): void {
  checkValues({ name: 'target', values: target }, target.length);
  for (const column of past) checkValues(column, target.length);
  for (const column of ahead) checkValues(column, target.length + horizon);
}

function checkValues({ name, values }: SeriesColumn, rows: number): void {
  if (values.length !== rows)
    throw new ForecastError({
      kind: 'wrong-length',
      column: name,
      rowsNeeded: rows,
      rowsThere: values.length,
    });
  const row = values.findIndex((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (row >= 0) throw new ForecastError({ kind: 'not-finite', column: name, row });
}

function presentIn(values: Float64Array): number {
  let count = 0;
  for (const value of values) count += Number(!Number.isNaN(value));
  return count;
}

function isConstant(values: Float64Array): boolean {
  const first = values.find((value) => !Number.isNaN(value));
  return values.every((value) => Number.isNaN(value) || value === first);
}
