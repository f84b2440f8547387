import type { Board, Fan } from '../domain/reading.ts';
import type { ChipMap } from './chain-faults.ts';
import type { RawRecord } from './raw-record.ts';
import { spelledRateHs } from './rpc-rates.ts';

/**
 * Hash boards and fans as Bitmain's cgminer numbers them in STATS: `chain_acn1`, `temp_chip1`, `fan1` …
 */

/** Places that may hold a board, rising: those that `chain_acnN`, `chain_rateN` or `CHAIN AVG HASHRATEN` names. */
export function chainPlaces(stats: RawRecord): readonly number[] {
  return placesOf(stats, /^(?:chain_acn|chain_rate|CHAIN AVG HASHRATE)(\d{1,3})$/);
}

/** `chain_rateN` as the device counts it, of every place where it does. */
export function chainRates(stats: RawRecord): readonly number[] {
  return chainPlaces(stats).flatMap((place) => stats.number(`chain_rate${place}`, { min: 0 }) ?? []);
}

/**
 * The boards; a place without chips is none. The others keep their number when one of them dies, so that the past of
 * a board stays its own. `unitHs` is what one unit of `chain_rateN` is.
 */
export function chains(stats: RawRecord, unitHs: number): readonly Board[] {
  const places = chainPlaces(stats);
  return places.flatMap((place) => {
    const chips = stats.count(`chain_acn${place}`);
    const hashrateHs =
      stats.number(`chain_rate${place}`, { min: 0, scale: unitHs }) ??
      spelledRateHs(stats, `CHAIN AVG HASHRATE${place}`);
    if ((chips ?? hashrateHs ?? 0) === 0) return [];
    return {
      id: boardNumber(places, place),
      hashrateHs,
      chips,
      tempChipC: chipTempC(stats, place),
      tempBoardC: boardTempC(stats, place),
      frequencyMhz: frequencyMhz(stats, place),
    };
  });
}

/** Boards count from 0, places in most firmware from 1. */
function boardNumber(places: readonly number[], place: number): number {
  return places[0] === 0 ? place : place - 1;
}

/** The chips of each place as letters (`chain_acsN`). */
export function chainMaps(stats: RawRecord): readonly ChipMap[] {
  const places = chainPlaces(stats);
  return places.flatMap((place) => {
    const letters = stats.longText(`chain_acs${place}`);
    return letters === undefined ? [] : [{ board: boardNumber(places, place), letters }];
  });
}

/** Newer firmware tells each sensor, an S9 or L3+ its hottest as `temp2_N`, a Z15 Pro those at its air's way in and out. */
function chipTempC(stats: RawRecord, place: number): number | undefined {
  return hottestOf(stats, [
    `temp_chip${place}`,
    `temp2_${place}`,
    `temp_in_chip_${place}`,
    `temp_out_chip_${place}`,
  ]);
}

/** `tempN` says of which part only where the chip's `temp2_N` stands beside it (a Hammer D10 has it alone). */
function boardTempC(stats: RawRecord, place: number): number | undefined {
  const sensors = [`temp_pcb${place}`, `temp_in_pcb_${place}`, `temp_out_pcb_${place}`];
  return hottestOf(stats, stats.has(`temp2_${place}`) ? [...sensors, `temp${place}`] : sensors);
}

/** Clock of the whole, as set or as an average. */
export function statsFrequencyMhz(stats: RawRecord): number | undefined {
  return ['frequency', 'total_freqavg']
    .map((name) => stats.number(name, { min: 0, max: 5_000 }))
    .find((mhz) => mhz !== undefined && mhz > 0);
}

/** `freq1` (S17 and later), `freq_avg6` (S9), `frequency1` (L3+). */
function frequencyMhz(stats: RawRecord, place: number): number | undefined {
  return ['freq', 'freq_avg', 'frequency']
    .map((name) => stats.number(`${name}${place}`, { min: 0, max: 5_000 }))
    .find((mhz) => mhz !== undefined && mhz > 0);
}

/** `"78-50-69-70"`, or one number: the hottest of several sensors; 0 and less is none. */
function hottestOf(stats: RawRecord, names: readonly string[]): number | undefined {
  const temps = names
    .flatMap((name) => (stats.longText(name) ?? '').split(/(?<=[^-])-/))
    .map(Number)
    .filter((tempC) => tempC > 0 && tempC <= 250);
  return temps.length === 0 ? undefined : temps.reduce((most, tempC) => Math.max(most, tempC));
}

/**
 * As many as are counted (`fan_num`): those that turn, at whatever header (an S9 has its two at 3 and 6), and for each
 * that is missing among them a header that reads 0. Nothing is known of headers that read 0 beyond that. A water-cooled S21 XP counts four all the same.
 */
export function chainFans(stats: RawRecord, isHydro = false): readonly Fan[] {
  const headers = placesOf(stats, /^fan(\d{1,2})$/).flatMap((place) => {
    const rpm = stats.number(`fan${place}`, { min: 0, max: 50_000 });
    return rpm === undefined ? [] : [{ rpm }];
  });
  if (isHydro && headers.every(({ rpm }) => rpm === 0)) return [];
  let stopped = (stats.number('fan_num') ?? 0) - headers.filter(({ rpm }) => rpm > 0).length;
  return headers.filter(({ rpm }) => {
    if (rpm > 0) return true;
    stopped -= 1;
    return stopped >= 0;
  });
}

/** The numbers in the names of fields, each once, rising. */
function placesOf(stats: RawRecord, named: RegExp): readonly number[] {
  const places = stats.names().flatMap((name) => named.exec(name)?.[1] ?? []);
  return [...new Set(places.map(Number))].sort((a, b) => a - b);
}
