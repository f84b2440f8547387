import type { Board, Reading } from '../domain/reading.ts';
import { hottestC, sensors } from './bitmain-chains.ts';
import { partsOf } from './bitmain-web.ts';
import type { RawRecord } from './raw-record.ts';

/** What the sensors of one board of a water-cooled S21 are, which stats.cgi lists under other names. */
interface HydroBoard extends Pick<Board, 'tempChipC' | 'tempBoardC'> {
  readonly inletC?: number | undefined;
  readonly outletC?: number | undefined;
}

/**
 * Some water-cooled S21 list the coolant where others list chips (asic-rs `antminer/src/backends/telemetry.rs`):
 * with `temp_chip` `[in, out, 0, 0]`, and on an S21+ with four sensors each, `temp_pcb` `[in, board, out, board]`
 * and `temp_pic` `[chip, board, board, board]`. All others mean what they say.
 */
export function hydroTemps(
  statsPage: unknown,
  model: string | undefined,
  reading: Reading,
): Partial<Reading> {
  if (!/\bS21.*\bHyd/i.test(model ?? '')) return {};
  const found = partsOf({ stats: statsPage })
    .stats.records('chain')
    .map((chain) => (/\bS21\s?\+/i.test(model ?? '') ? plusBoard(chain) : coolantBoard(chain)));
  if (found.every((board) => board === undefined)) return {};
  const boards = reading.boards.map((board, place): Board => {
    const { tempChipC, tempBoardC } = found[place] ?? board;
    return { ...board, tempChipC, tempBoardC };
  });
  return {
    boards,
    tempChipMaxC: hottestC(boards.flatMap(({ tempChipC }) => tempChipC ?? [])),
    tempBoardMaxC: hottestC(boards.flatMap(({ tempBoardC }) => tempBoardC ?? [])),
    tempInletC: hottestC(found.flatMap((board) => board?.inletC ?? [])),
    tempOutletC: hottestC(found.flatMap((board) => board?.outletC ?? [])),
  };
}

function coolantBoard(chain: RawRecord): HydroBoard | undefined {
  const [inlet = 0, outlet = 0, ...rest] = sensors(chain, 'temp_chip');
  if (rest.length !== 2 || rest.some((tempC) => tempC !== 0)) return undefined;
  return {
    tempBoardC: hottestC(sensors(chain, 'temp_pcb')),
    inletC: hottestC([inlet]),
    outletC: hottestC([outlet]),
  };
}

function plusBoard(chain: RawRecord): HydroBoard | undefined {
  const [pcb, pic] = [sensors(chain, 'temp_pcb'), sensors(chain, 'temp_pic')];
  const [inlet = 0, board1 = 0, outlet = 0, board3 = 0] = pcb;
  const [chip = 0, ...others] = pic;
  if (pcb.length !== 4 || pic.length !== 4) return undefined;
  return {
    tempChipC: hottestC([chip]),
    tempBoardC: hottestC([board1, board3, ...others]),
    inletC: hottestC([inlet]),
    outletC: hottestC([outlet]),
  };
}
