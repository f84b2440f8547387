import { ImportFileError, type TimeChoice } from '../../domain/file-import/import-file.ts';
import { CsvReader, type CsvRecord } from './csv-records.ts';
import { wordsOf } from './name-words.ts';
import { guessTime } from './time-guess.ts';

/** How a table is built: what stands between its cells, and which of its columns say when and who. */
export interface CsvForm {
  readonly separator: string;
  readonly decimal: '.' | ',';
  readonly headLine: number;
  readonly names: readonly string[];
  readonly time: TimeChoice;
  readonly timePlace: number;
  readonly subjectPlace?: number | undefined;
  readonly statusPlace?: number | undefined;
  /** The columns that may hold quantities, by their place among the names. */
  readonly places: readonly number[];
}

const SEPARATORS = [',', ';', '\t', '|'];
const TIME_WORDS = ['timestamp', 'datetime', 'time', 'date', 'epoch', 'at', 'ts', 'changed', 'utc'];
/** Columns that name the miner, the surest first. */
const SUBJECTS = [
  'miner_id',
  'miner_name',
  'miner',
  'hostname',
  'host',
  'device',
  'device_name',
  'unit',
  'name',
  'mac',
  'mac_addr',
  'ip',
  'miner_ip',
  'ip_address',
];

/**
 * How the table is built whose first lines these are.
 * @throws ImportFileError where there is no head line, or no column of times
 */
export function csvForm(head: string, zone: string): CsvForm {
  const separator = separatorOf(head);
  const reader = new CsvReader(separator);
  const records = [...reader.take(head), ...(head.length < 65_536 ? reader.end() : [])];
  // Excel writes its separator into a first line of its own.
  const [top, ...below] = /^sep=.$/i.test(records[0]?.cells.join(separator) ?? '')
    ? records.slice(1)
    : records;
  if (!top) throw new ImportFileError('empty', 'the file is empty');
  const names = top.cells.map((name) => name.replace(/^\uFEFF/, '').trim());
  if (!names.some((name) => /[a-z]{2}/i.test(name)) || guessTime(names.slice(0, 1), zone))
    throw new ImportFileError('no-header', `line ${top.line} names no columns: “${names.join(separator)}”`);
  const body = below.filter(({ cells, unclosed }) => !unclosed && cells.length >= names.length).slice(0, 100);
  const cellsOf = (place: number) => body.flatMap(({ cells }) => cells[place] ?? []);
  const when = timeColumn(names, cellsOf, zone);
  if (!when)
    throw new ImportFileError('no-time-column', `none of the columns holds times: ${names.join(', ')}`);
  const known = names.map((name) => name.toLowerCase().replaceAll(/[^a-z]+/g, '_'));
  const subject = SUBJECTS.find((name) => known.includes(name));
  const subjectPlace = subject === undefined ? undefined : known.indexOf(subject);
  const statusPlace = known.includes('status') ? known.indexOf('status') : undefined;
  const taken = [when.place, subjectPlace, statusPlace];
  return {
    separator,
    decimal: separator !== ',' && hasDecimalCommas(body) ? ',' : '.',
    headLine: top.line,
    names,
    time: when.time,
    timePlace: when.place,
    subjectPlace,
    statusPlace,
    places: names.map((_, place) => place).filter((place) => !taken.includes(place)),
  };
}

function separatorOf(head: string): string {
  const [first = '', second = ''] = head.split('\n').filter((line) => !line.startsWith('#'));
  const line = /^sep=.\s*$/i.test(first) ? second : first;
  const count = (separator: string) => line.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function timeColumn(
  names: readonly string[],
  cellsOf: (place: number) => readonly string[],
  zone: string,
): { readonly place: number; readonly time: TimeChoice } | undefined {
  const places = names.map((_, place) => place);
  const isNamed = (place: number) => wordsOf(names[place] ?? '').some((word) => TIME_WORDS.includes(word));
  for (const place of [...places.filter(isNamed), ...places]) {
    const time = guessTime(mostly(cellsOf(place), zone), zone);
    if (time && (isNamed(place) || time.form === 'date')) {
      const isUtc = wordsOf(names[place] ?? '').includes('utc');
      return { place, time: isUtc ? { ...time, zone: 'UTC' } : time };
    }
  }
  return undefined;
}

/** The samples without the few that a broken line spoils: else one of them would cost the file its times. */
function mostly(samples: readonly string[], zone: string): readonly string[] {
  const good = samples.filter((sample) => guessTime([sample], zone) !== undefined);
  return good.length * 2 > samples.length ? good : [];
}

function hasDecimalCommas(records: readonly CsvRecord[]): boolean {
  return records.some(({ cells }) => cells.some((cell) => /^\s*-?\d+,\d+\s*$/.test(cell)));
}
