import type { TableLayout, TimeChoice } from '../../domain/file-import/import-file.ts';
import { wordsOf } from './name-words.ts';
import { guessTime } from './time-guess.ts';

const TIME_WORDS = [
  'timestamp',
  'datetime',
  'time',
  'date',
  'datum',
  'zeit',
  'epoch',
  'at',
  'ts',
  'changed',
  'utc',
];
/** Columns that name the miner, the surest first. */
const MINERS = [
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
/** A time of day alone: `18:54`, `6:54:00 pm`. */
const CLOCK = /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[ap]m)?$/i;

/** The columns of a table: their names, and what stands in them in some of its lines. */
export interface TableColumns {
  readonly names: readonly string[];
  readonly cellsOf: (name: string) => readonly string[];
}

/** The names in a head line, made unlike each other: a column is known by its name. */
export function columnNames(cells: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return cells.map((cell, place) => {
    const plain = cell.replace(/^\uFEFF/, '').trim() || `column ${place + 1}`;
    let name = plain;
    for (let more = 2; taken.has(name); more += 1) name = `${plain} (${more})`;
    taken.add(name);
    return name;
  });
}

/** Which columns seem to say when and which miner it was; `at` is absent where none does. */
export function guessLayout(columns: TableColumns, zone: string): TableLayout {
  const at = timeColumn(columns, zone);
  const clock = at === undefined ? undefined : clockColumn(columns, at);
  const plain = new Map(columns.names.map((name) => [name.toLowerCase().replaceAll(/[^a-z]+/g, '_'), name]));
  const miner = MINERS.map((name) => plain.get(name)).find((name) => name !== undefined);
  return { at, clock, miner: miner === at ? undefined : miner };
}

/** How the moments of a layout seem to be written: a few lines that are broken do not count. */
export function guessLayoutTime({ cellsOf }: TableColumns, layout: TableLayout, zone: string): TimeChoice {
  const unknown: TimeChoice = { form: 'date', order: 'ymd', zone };
  if (layout.at === undefined) return unknown;
  const clocks = layout.clock === undefined ? undefined : cellsOf(layout.clock);
  const moments = cellsOf(layout.at).map((day, line) => momentText(day, clocks?.[line]));
  const time = guessTime(mostly(moments, zone), zone) ?? unknown;
  const isUtc = wordsOf(layout.at).includes('utc');
  return isUtc ? { ...time, zone: 'UTC' } : time;
}

/** What a line says of when: a day, and the time of day where that stands in a column of its own. */
export function momentText(day: string, clock: string | undefined): string {
  return clock === undefined ? day : `${day.trim()} ${clock.trim()}`;
}

function timeColumn({ names, cellsOf }: TableColumns, zone: string): string | undefined {
  const isNamed = (name: string) => wordsOf(name).some((word) => TIME_WORDS.includes(word));
  const forms = new Map(names.map((name) => [name, guessTime(mostly(cellsOf(name), zone), zone)?.form]));
  return (
    names.find((name) => isNamed(name) && forms.get(name) !== undefined) ??
    names.find((name) => forms.get(name) === 'date')
  );
}

/** The column of times of day beside one of days. */
function clockColumn({ names, cellsOf }: TableColumns, at: string): string | undefined {
  const days = cellsOf(at);
  if (days.some((day) => day.includes(':')) || !days.every((day) => /\D/.test(day.trim()))) return undefined;
  return names.find((name) => name !== at && isMostly(cellsOf(name), (cell) => CLOCK.test(cell.trim())));
}

/** The samples without the few that a broken line spoils: else one of them would cost the file its times. */
function mostly(samples: readonly string[], zone: string): readonly string[] {
  const isMoment = (sample: string) => guessTime([sample], zone) !== undefined;
  return isMostly(samples, isMoment) ? samples.filter(isMoment) : [];
}

function isMostly(samples: readonly string[], is: (sample: string) => boolean): boolean {
  return samples.filter(is).length * 2 > samples.length;
}
