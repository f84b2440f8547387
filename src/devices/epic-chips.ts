import type { Chip, Oddity } from '../domain/reading.ts';
import { RawRecord } from './raw-record.ts';

/** What ePIC tells of single chips: lists of `{ Index, Data }`, one a board, one entry a chip. */
export interface EpicChipReplies {
  /** °C. */
  readonly chipTemps?: unknown;
  /** mV. */
  readonly chipVoltages?: unknown;
  /** Each entry a list that begins with MH/s. */
  readonly chipRates?: unknown;
}

/**
 * The chips of each board, by the board's number. A board without sensors in its chips reports 0 for each: then the
 * chip says nothing, and where no chip says anything the board is not here.
 */
export function epicChips(
  replies: EpicChipReplies,
  oddities: Oddity[],
): ReadonlyMap<number, readonly Chip[]> {
  const temps = byBoard(replies.chipTemps, oddities, plain);
  const voltages = byBoard(replies.chipVoltages, oddities, plain);
  const rates = byBoard(replies.chipRates, oddities, firstOf);
  const boards = new Set([...temps.keys(), ...voltages.keys(), ...rates.keys()]);
  return new Map(
    [...boards].flatMap((board): [number, readonly Chip[]][] => {
      const chips = chipsOf(temps.get(board) ?? [], voltages.get(board) ?? [], rates.get(board) ?? []);
      return chips.some((chip) => Object.keys(chip).length > 0) ? [[board, chips]] : [];
    }),
  );
}

function chipsOf(
  temps: readonly number[],
  millivolts: readonly number[],
  megahashes: readonly number[],
): readonly Chip[] {
  const length = Math.max(temps.length, millivolts.length, megahashes.length);
  return Array.from({ length }, (_, place) => ({
    ...within('tempC', temps[place], 250),
    ...within('voltageV', scaled(millivolts[place], 1e-3), 20),
    ...(megahashes[place] === 0
      ? { hashrateHs: 0 }
      : within('hashrateHs', scaled(megahashes[place], 1e6), 1e18)),
  }));
}

/** Above nothing, and no more than makes sense; else absent. */
function within(name: keyof Chip, value: number | undefined, max: number): Chip {
  return value !== undefined && value > 0 && value <= max ? { [name]: value } : {};
}

function scaled(value: number | undefined, scale: number): number | undefined {
  return value === undefined ? undefined : value * scale;
}

function byBoard(
  reply: unknown,
  oddities: Oddity[],
  valuesOf: (board: RawRecord) => readonly number[],
): ReadonlyMap<number, readonly number[]> {
  const boards = new RawRecord({ chips: reply }, oddities).records('chips');
  return new Map(
    boards.map((board, place) => [board.number('Index', { min: 0, max: 1_000 }) ?? place, valuesOf(board)]),
  );
}

function plain(board: RawRecord): readonly number[] {
  return board.numbers('Data');
}

function firstOf(board: RawRecord): readonly number[] {
  const data = board.raw('Data');
  const first = (entry: unknown): unknown => (Array.isArray(entry) ? entry[0] : entry);
  const firsts = Array.isArray(data) ? data.map(first) : data;
  return new RawRecord({ Data: firsts }, board.oddities).numbers('Data');
}
