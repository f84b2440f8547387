import type { Board, Fan, Fault } from '../domain/reading.ts';
import { deadChipFaults } from './chain-faults.ts';
import type { RawRecord } from './raw-record.ts';

/** Hash boards and fans as stats.cgi of Bitmain's web side lists them: `chain[]`, `fan[]`. */

/** How a maker writes what Bitmain writes in °C and MHz. */
export interface SensorUnits {
  readonly chipTempC: (found: number) => number;
  readonly frequencyMhz: (found: number) => number;
}

export const PLAIN_UNITS: SensorUnits = { chipTempC: (found) => found, frequencyMhz: (found) => found };

/** Every board that is listed, under the number that the device gives it. `unitHs`: H/s in one of its rates. */
export function bitmainBoards(stats: RawRecord, unitHs: number, units: SensorUnits): readonly Board[] {
  return stats.records('chain').map((chain, place) => ({
    id: chainNumber(chain, place),
    hashrateHs: chain.number('rate_real', { min: 0, max: 1e18, scale: unitHs }),
    chips: chain.count('asic_num'),
    tempChipC: hottestC(sensors(chain, 'temp_chip').map(units.chipTempC)),
    tempBoardC: hottestC(sensors(chain, 'temp_pcb')),
    frequencyMhz: possibleMhz(chain.number('freq_avg', { min: 0, max: 1e7 }), units),
  }));
}

/** Chips that the boards' maps show as dead. */
export function bitmainChipFaults(stats: RawRecord): readonly Fault[] {
  return deadChipFaults(
    stats.records('chain').map((chain, place) => ({
      board: chainNumber(chain, place),
      letters: chain.longText('asic') ?? '',
    })),
  );
}

/** As many as are counted (`fan_num`), those that turn among them for sure; water-cooled models have none. */
export function bitmainFans(stats: RawRecord, isHydro: boolean): readonly Fan[] {
  const headers = stats.numbers('fan').filter((rpm) => rpm >= 0 && rpm <= 50_000);
  const turning = headers.filter((rpm) => rpm > 0).length;
  if (isHydro && turning === 0) return [];
  let stopped = (stats.number('fan_num') ?? headers.length) - turning;
  return headers.flatMap((rpm) => {
    if (rpm > 0) return [{ rpm }];
    stopped -= 1;
    return stopped >= 0 ? [{ rpm }] : [];
  });
}

/** °C of the hottest; 0 and less, and what no part survives, is no sensor. */
export function hottestC(temps: readonly number[]): number | undefined {
  const real = temps.filter((tempC) => tempC > 0 && tempC <= 250);
  return real.length === 0 ? undefined : real.reduce((most, tempC) => Math.max(most, tempC));
}

/** Sensors of one board, as a list or, like the old API, as `"60-62-64"`; NaN where one is none. */
export function sensors(chain: RawRecord, name: string): readonly number[] {
  if (typeof chain.raw(name) !== 'string') return chain.numbers(name);
  return (chain.longText(name) ?? '').split(/(?<=[^-])-/).map(Number);
}

function chainNumber(chain: RawRecord, place: number): number {
  const index = chain.number('index', { min: 0, max: 255 });
  return Number.isInteger(index) ? (index ?? place) : place;
}

/** 0 says that the board does not run. */
function possibleMhz(found: number | undefined, units: SensorUnits): number | undefined {
  const mhz = found === undefined ? 0 : units.frequencyMhz(found);
  return mhz > 0 && mhz <= 5_000 ? mhz : undefined;
}
