import type { Board } from '../domain/reading.ts';
import { largest } from './board-totals.ts';
import type { RawRecord } from './raw-record.ts';

/** What a Goldshell tells of one hash board, in either of its APIs. */
export interface GoldshellBoard {
  readonly board: Board;
  readonly averageHs: number | undefined;
  readonly accepted: number | undefined;
  readonly rejected: number | undefined;
  readonly hwErrors: number | undefined;
  readonly uptimeS: number | undefined;
  /** Of the whole machine: each board tells all of them. */
  readonly fansRpm: readonly number[];
  readonly overheated: boolean | undefined;
}

const MHS = 1e6;
const MOST_HS = 1e18;

/** A board of `/mcb/cgminer?cgminercmd=devs`: MH/s whatever the coin, `temp` of the board. */
export function webBoard(told: RawRecord, place: number): GoldshellBoard {
  const rateHs = (name: string) => told.number(name, { min: 0, max: MOST_HS, scale: MHS });
  const hashrateHs = rateHs('hashrate');
  const chips = told.count('valid');
  return {
    board: {
      id: boardId(told, 'id', place),
      hashrateHs,
      // An LT5 that works tells 0 of them.
      chips: chips === 0 && (hashrateHs ?? 0) > 0 ? undefined : chips,
      tempBoardC: largest(
        ['temp', 'r_temp', 'l_temp', 't_temp', 'm_temp'].map((name) => hottestC(told, name)),
      ),
    },
    averageHs: rateHs('av_hashrate'),
    accepted: told.count('accepted'),
    rejected: told.count('rejected'),
    hwErrors: told.count('hwerrors'),
    uptimeS: told.count('time'),
    fansRpm: parts(told, 'fanspeed').filter((rpm) => rpm >= 0 && rpm <= 50_000),
    overheated: undefined,
  };
}

/** A board of `devs` of the cgminer API: `tstemp-2` is of the board, the others of its chips (asic-rs, `goldshell`). */
export function rpcBoard(told: RawRecord, place: number, chips: number | undefined): GoldshellBoard {
  const rateHs = (name: string) => told.number(name, { min: 0, max: MOST_HS, scale: MHS });
  return {
    board: {
      id: boardId(told, 'ID', place),
      hashrateHs: rateHs('MHS 20s') ?? rateHs('MHS 5s') ?? rateHs('MHS av'),
      chips,
      tempChipC: largest([told.temperature('tstemp-0'), told.temperature('tstemp-1')]),
      tempBoardC: told.temperature('tstemp-2'),
      frequencyMhz: told.number('clock', { min: 1, max: 5_000 }),
      voltageV: voltageV(told),
    },
    averageHs: rateHs('MHS av'),
    accepted: told.count('Accepted'),
    rejected: told.count('Rejected'),
    hwErrors: told.count('Hardware Errors'),
    uptimeS: told.count('Device Elapsed'),
    fansRpm: told
      .names()
      .filter((name) => /^fan\d{1,2}$/.test(name))
      .flatMap((name) => told.number(name, { min: 0, max: 50_000 }) ?? []),
    overheated: told.boolean('overheat'),
  };
}

/** A box tells the volts of its chips (0.41), larger models the millivolts of the board (12090). */
function voltageV(told: RawRecord): number | undefined {
  const value = told.number('voltage', { min: 0, max: 100_000 });
  return value === undefined || value === 0 ? undefined : value > 1_000 ? value / 1_000 : value;
}

/** The number that a board has for the device, or else its place in the list. */
export function boardId(told: RawRecord, name: string, place: number): number {
  const id = told.number(name, { min: 0, max: 100 });
  return id !== undefined && Number.isInteger(id) ? id : place;
}

/** `"67.1 °C"`, of two sensors `"83.0 °C / 73.8 °C"`: the hottest; 0.0 is no sensor. */
function hottestC(told: RawRecord, name: string): number | undefined {
  return largest(parts(told, name).filter((tempC) => tempC > 0 && tempC <= 250));
}

/** `"1500 rpm / 1560 rpm"` → its numbers. */
function parts(told: RawRecord, name: string): readonly number[] {
  if (!told.has(name)) return [];
  const found = (told.text(name) ?? '').split('/').map((part) => /^\s*(\d{1,6}(?:\.\d+)?)/.exec(part)?.[1]);
  if (found.every((digits) => digits === undefined)) {
    told.refuse(name, 'no numbers');
    return [];
  }
  return found.flatMap((digits) => (digits === undefined ? [] : Number(digits)));
}
