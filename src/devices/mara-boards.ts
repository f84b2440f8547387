import type { Board } from '../domain/reading.ts';
import { largest } from './board-totals.ts';
import { nearestHs } from './mara-rates.ts';
import type { RawRecord } from './raw-record.ts';

/**
 * The boards of `/hashboards` (temperatures, counts) with what `/details` tells of each (clock, voltage, chips).
 * `wholeHs` is what the whole miner does, by which the unit of a board's rate is told.
 */
export function maraBoards(
  hashboards: readonly RawRecord[],
  details: readonly RawRecord[],
  wholeHs: number | undefined,
): readonly Board[] {
  const known = hashboards.length > 0 ? hashboards : details;
  const shareHs = wholeHs === undefined || known.length === 0 ? undefined : wholeHs / known.length;
  return known.map((board, place) => {
    const id = board.number('index', { min: 0, max: 1_000 }) ?? place;
    const detail = details.find((each) => each.number('index') === id);
    const rate =
      board.number('hashrate_average', { min: 0, max: 1e18 }) ??
      board.number('hashrate_avg', { min: 0, max: 1e18 }) ??
      detail?.number('hashrate_avg', { min: 0, max: 1e18 });
    const chips = detail?.records('asic_infos') ?? [];
    return {
      id,
      hashrateHs: nearestHs(rate, shareHs, 1e9),
      chips: board.count('asic_num') ?? detail?.count('asic_num'),
      tempChipC: hottest(board, 'temperature_chip'),
      tempBoardC: hottest(board, 'temperature_pcb'),
      frequencyMhz: detail?.number('frequency_avg', { min: 0, max: 5_000 }),
      voltageV: detail?.number('voltage', { min: 0, max: 100 }),
      ...(chips.length > 0
        ? {
            perChip: chips.map((chip) => ({
              hashrateHs: chip.number('hashrate_avg', { min: 0, max: 1e18, scale: 1e9 }),
              voltageV: chip.number('voltage', { min: 0, max: 20 }),
            })),
          }
        : {}),
    };
  });
}

/** A list of sensors; 0 says that there is none. */
function hottest(board: RawRecord, name: string): number | undefined {
  return largest(board.numbers(name).filter((tempC) => tempC > 0 && tempC <= 250));
}
