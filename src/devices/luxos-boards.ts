import type { Board, Chip } from '../domain/reading.ts';
import { hottestC } from './bitmain-chains.ts';
import type { RawRecord } from './raw-record.ts';

/** Hash boards of LuxOS, gathered from the commands that each tell a part of them by its number. */
export interface LuxBoardReplies {
  /** `devs`: which boards there are, and their rates. */
  readonly devs: readonly RawRecord[];
  /** The values of `stats`, as a stock Antminer tells them: chips and clock by `chain_acnN`, `freqN`. */
  readonly stats: RawRecord;
  /** `temps`: four sensors a board. */
  readonly temps: readonly RawRecord[];
  /** `voltageget` of each board. */
  readonly voltages: readonly RawRecord[];
  /** `healthchipget` of each board: one record a chip. */
  readonly chips: readonly RawRecord[];
}

/** The numbers of the boards, rising. */
export function luxBoardIds(devs: readonly RawRecord[]): readonly number[] {
  return [...new Set(devs.map(boardOf).filter((id) => id !== undefined))].sort((a, b) => a - b);
}

/** The boards by their numbers, in whatever order `devs` has them. */
export function luxBoards({ devs, stats, temps, voltages, chips }: LuxBoardReplies): readonly Board[] {
  return luxBoardIds(devs).map((id) => {
    const dev = devs.find((each) => boardOf(each) === id);
    const perChip = chips.filter((chip) => boardOf(chip) === id).map(luxChip);
    return {
      id,
      hashrateHs: dev?.number('MHS 5s', { min: 0, max: 1e18, scale: 1e6 }),
      chips: stats.count(`chain_acn${id + 1}`),
      tempBoardC: boardTempC(temps, id) ?? dev?.temperature('Temperature'),
      frequencyMhz: positive(stats, `freq${id + 1}`, 5_000),
      voltageV: voltages
        .filter((each) => boardOf(each) === id)
        .map(volts)
        .find((found) => found !== undefined),
      ...(perChip.length === 0 ? {} : { perChip }),
    };
  });
}

/** How many chips of a board LuxOS calls unhealthy (`Healthy` is `Y`, `N`, or neither while it is not yet known). */
export function unhealthyChips(chips: readonly RawRecord[], board: number): { ill: number; all: number } {
  const own = chips.filter((chip) => boardOf(chip) === board);
  return { ill: own.filter((chip) => /^no?$/i.test(chip.text('Healthy') ?? '')).length, all: own.length };
}

/** `ID` of devs and temps, `Board` of the commands that ask for one; in devs `Board` is the name of its kind. */
function boardOf(record: RawRecord): number | undefined {
  const name = typeof record.raw('Board') === 'number' ? 'Board' : 'ID';
  const id = record.number(name, { min: 0, max: 255 });
  return Number.isInteger(id) ? id : undefined;
}

function luxChip(chip: RawRecord): Chip {
  return {
    hashrateHs: chip.number('GHS 1m', { min: 0, max: 1e15, scale: 1e9 }),
    tempC: chip.temperature('ChipTemp'),
  };
}

/** Sensors sit on the board, not in its chips: `TopLeft`, `BottomRight` … */
function boardTempC(temps: readonly RawRecord[], id: number): number | undefined {
  const board = temps.find((each) => boardOf(each) === id);
  if (board === undefined) return undefined;
  const sensors = board.names().filter((name) => /^(?:Top|Bottom|Water|Board|Chip|Pcb)/i.test(name));
  return hottestC(sensors.flatMap((name) => board.temperature(name) ?? []));
}

function volts(record: RawRecord): number | undefined {
  return positive(record, 'Voltage', 100);
}

function positive(record: RawRecord, name: string, max: number): number | undefined {
  const value = record.number(name, { min: 0, max });
  return value === 0 ? undefined : value;
}
