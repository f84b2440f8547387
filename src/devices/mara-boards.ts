import type { Board } from '../domain/reading.ts';
import { largest } from './board-totals.ts';
import { boardRateHs } from './mara-rates.ts';
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
    const id = boardId(board) ?? place;
    const detail = details.find((each) => boardId(each) === id);
    const chips = detail?.records('asic_infos') ?? [];
    return {
      id,
      hashrateHs: boardRateHs(board, shareHs) ?? (detail ? boardRateHs(detail, shareHs) : undefined),
      chips: board.count('asic_num') ?? detail?.count('asic_num'),
      tempChipC: hottest(board, 'temperature_chip'),
      tempBoardC: hottest(board, 'temperature_pcb'),
      frequencyMhz: (detail ? clockMhz(detail) : undefined) ?? clockMhz(board),
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

/** `index`, or in other builds `id` (asic-rs-support-extension, `kaonsu/src/test`). */
function boardId(board: RawRecord): number | undefined {
  return board.number('index', { min: 0, max: 1_000 }) ?? board.number('id', { min: 0, max: 1_000 });
}

/** MHz, of a board or of all of them; a board that is not there has a clock of 0. */
export function clockMhz(told: RawRecord): number | undefined {
  const names = ['frequency_avg', 'frequency_average'];
  return (
    names.map((name) => told.number(name, { min: 0, max: 5_000 })).find((mhz) => mhz !== undefined) ||
    undefined
  );
}

/** A list of sensors; 0 says that there is none. */
function hottest(board: RawRecord, name: string): number | undefined {
  return largest(board.numbers(name).filter((tempC) => tempC > 0 && tempC <= 250));
}
