import { ImportFileError, type TableLayout, type TimeChoice } from '../../domain/file-import/import-file.ts';
import { columnNames, guessLayout, guessLayoutTime } from './csv-layout.ts';
import { CsvReader, type CsvRecord } from './csv-records.ts';
import { guessTime } from './time-guess.ts';

/** How a table is built: what stands between its cells, and which of its columns say when and who. */
export interface CsvForm {
  readonly separator: string;
  readonly decimal: '.' | ',';
  readonly headLine: number;
  readonly names: readonly string[];
  readonly layout: TableLayout;
  readonly time: TimeChoice;
  /** Places among the names; that of the times is absent where no column seems to hold any. */
  readonly timePlace?: number | undefined;
  readonly clockPlace?: number | undefined;
  readonly subjectPlace?: number | undefined;
  readonly statusPlace?: number | undefined;
  /** The columns that may hold quantities, by their place among the names. */
  readonly places: readonly number[];
}

const SEPARATORS = [',', ';', '\t', '|'];

/**
 * How the table is built whose first lines these are.
 * @param chosen which columns its owner says are what; a guess takes the place of what the table has not
 * @throws ImportFileError where there is no head line, or nothing beside one column that could hold times
 */
export function csvForm(head: string, zone: string, chosen?: TableLayout): CsvForm {
  const separator = separatorOf(head);
  const reader = new CsvReader(separator);
  const records = [...reader.take(head), ...(head.length < 65_536 ? reader.end() : [])];
  // Excel writes its separator into a first line of its own.
  const [top, ...below] = /^sep=.$/i.test(records[0]?.cells.join(separator) ?? '')
    ? records.slice(1)
    : records;
  if (!top) throw new ImportFileError('empty', 'the file is empty');
  if (!top.cells.some((name) => /[a-z]{2}/i.test(name)) || guessTime(top.cells.slice(0, 1), zone))
    throw new ImportFileError(
      'no-header',
      `line ${top.line} names no columns: “${top.cells.join(separator)}”`,
    );
  const names = columnNames(top.cells);
  const body = below.filter(({ cells, unclosed }) => !unclosed && cells.length >= names.length).slice(0, 100);
  const cellsOf = (name: string) => body.flatMap(({ cells }) => cells[names.indexOf(name)] ?? []);
  const columns = { names, cellsOf };
  const layout = isOf(names, chosen) ? chosen : guessLayout(columns, zone);
  if (layout.at === undefined && names.length < 2)
    throw new ImportFileError('no-time-column', `none of the columns holds times: ${names.join(', ')}`);
  const placeOf = (name: string | undefined) => (name === undefined ? undefined : names.indexOf(name));
  const taken = [layout.at, layout.clock, layout.miner].map(placeOf);
  const [timePlace, clockPlace, subjectPlace] = taken;
  const status = names.findIndex((name) => name.toLowerCase() === 'status');
  const statusPlace = status < 0 || taken.includes(status) ? undefined : status;
  return {
    separator,
    decimal: separator !== ',' && hasDecimalCommas(body) ? ',' : '.',
    headLine: top.line,
    names,
    layout,
    time: guessLayoutTime(columns, layout, zone),
    timePlace,
    clockPlace,
    subjectPlace,
    statusPlace,
    places: names.map((_, place) => place).filter((place) => place !== statusPlace && !taken.includes(place)),
  };
}

/** Was this chosen for a table of these columns? */
function isOf(names: readonly string[], layout: TableLayout | undefined): layout is TableLayout {
  const { at, clock, miner } = layout ?? {};
  return at !== undefined && [at, clock, miner].every((name) => name === undefined || names.includes(name));
}

function separatorOf(head: string): string {
  const [first = '', second = ''] = head.split('\n').filter((line) => !line.startsWith('#'));
  const line = /^sep=.\s*$/i.test(first) ? second : first;
  const count = (separator: string) => line.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function hasDecimalCommas(records: readonly CsvRecord[]): boolean {
  return records.some(({ cells }) => cells.some((cell) => /^\s*-?\d+,\d+\s*$/.test(cell)));
}
