import type { MinerTwin } from '../miner-twin.ts';
import { HASHES_PER_DIFFICULTY } from '../share-arrivals.ts';
import { antminerChains } from './antminer-chains.ts';
import { boardVoltageV, luxProfile } from './luxos-profiles.ts';
import { cents, epochS } from './rpc-numbers.ts';
import { shortRates } from './rpc-rows.ts';

/** What LuxOS tells of each hash board: `devs`, `temps`, `voltageget`, `healthchipget`, and the chains of `stats`. */

export function devRows(twin: MinerTwin): Record<string, unknown>[] {
  const { link, options, uptimeS, expectedHashrateHs, model } = twin;
  const { difficulty } = link.active.setup;
  const swing = shortRates(twin);
  const part = 1 / model.boards / 1e6;
  const accepted = Math.floor(link.accepted / model.boards);
  return boardsHs(twin).map((boardHs, board) => ({
    ASC: board,
    Accepted: accepted,
    Board: 'BHB42601',
    Connector: `J${6 + board}`,
    ControllerIPVersionHex: '0x0',
    ControllerIPVersionStr: 'N/A',
    'Device Elapsed': Math.floor(uptimeS),
    'Device Hardware%': 0,
    'Device Rejected%': 0,
    'Diff1 Work': Math.round((boardHs * uptimeS) / HASHES_PER_DIFFICULTY),
    'Difficulty Accepted': accepted * difficulty,
    'Difficulty Rejected': 0,
    Enabled: 'Y',
    'Hardware Error MHS 15m': 0,
    'Hardware Errors': 0,
    ID: board,
    IsRamping: false,
    IsUserShutdown: false,
    'Last Share Difficulty': difficulty,
    'Last Share Pool': link.usingFallback ? 1 : 0,
    'Last Share Time': link.lastShareAtMs === undefined ? 0 : epochS(link.lastShareAtMs),
    'Last Valid Work': link.lastShareAtMs === undefined ? 0 : epochS(link.lastShareAtMs),
    'MHS 15m': swing(0.004) * part,
    'MHS 1m': swing(0.01) * part,
    'MHS 30m': swing(0.003) * part,
    'MHS 5m': swing(0.006) * part,
    'MHS 5s': boardHs / 1e6,
    'MHS 60m': swing(0.002) * part,
    'MHS av': twin.measured.mean1dHs * part,
    Name: '',
    'Nominal MHS': expectedHashrateHs * part,
    Profile: luxProfile(twin).name,
    Rejected: 0,
    SerialNumber: `TWIN${String(options.seed).padStart(10, '0')}B${board}`,
    Status: 'Alive',
    Temperature: boardTempsC(twin).exhaust,
    'Total MH': (twin.measured.mean1dHs * uptimeS * part) / 1,
    Utility: 0,
  }));
}

/** Four sensors sit on a board: two where the air leaves, two where it comes in. */
export function tempSections(twin: MinerTwin): Record<string, unknown> {
  const { exhaust, intake } = boardTempsC(twin);
  const place = (Label: string, Position: readonly number[]) => ({ Label, Position });
  return {
    METADATA: [
      {
        BottomLeft: place('Board Exhaust (bottom)', [1, 0]),
        BottomRight: place('Board Intake (bottom)', [1, 1]),
        TopLeft: place('Board Exhaust (top)', [0, 0]),
        TopRight: place('Board Intake (top)', [0, 1]),
      },
    ],
    TEMPS: boardsHs(twin).map((_, board) => ({
      BottomLeft: exhaust,
      BottomRight: intake,
      ID: board,
      TEMP: board,
      TopLeft: exhaust,
      TopRight: intake,
    })),
  };
}

/** The answer to `voltageget` for one board. */
export function voltageRow({ settings, state }: MinerTwin, board: number): Record<string, unknown> {
  return { Board: board, Voltage: state.hashing ? boardVoltageV(settings.coreVoltageMv) : 0 };
}

/** `healthchipget` of one board: one row a chip. */
export function chipRows(twin: MinerTwin, board: number): Record<string, unknown>[] {
  const { model, settings, effects } = twin;
  const first = board * model.chipsPerBoard;
  return twin.domainsHs.slice(first, first + model.chipsPerBoard).map((chipHs, chip) => ({
    Board: board,
    Chip: chip,
    Frequency: settings.frequencyMhz,
    'GHS 1m': cents(chipHs / 1e9),
    Healthy: effects.stalledChips.includes(first + chip) ? 'N' : 'Y',
  }));
}

/** The chains as a stock Antminer tells them, with what LuxOS has for a chip it cannot measure: the board's sensors. */
export function luxChains(twin: MinerTwin): Record<string, unknown> {
  const { exhaust, intake } = boardTempsC(twin);
  const sensors = `${exhaust}-${intake}-${intake}-${exhaust}`;
  const own: Record<string, unknown> = { chain_rate4: '0', temp_max: exhaust };
  for (let slot = 1; slot <= twin.model.boards; slot += 1) {
    for (const name of ['temp_chip', 'temp_pcb', 'temp_pic']) own[`${name}${slot}`] = sensors;
    own[`temp${slot}`] = exhaust;
    own[`temp2_${slot}`] = exhaust;
  }
  return { ...antminerChains(twin), ...own };
}

function boardsHs({ model, domainsHs }: MinerTwin): number[] {
  return Array.from({ length: model.boards }, (_, board) =>
    domainsHs
      .slice(board * model.chipsPerBoard, (board + 1) * model.chipsPerBoard)
      .reduce((sum, each) => sum + each, 0),
  );
}

/** The board is warmed by its chips where the air leaves it, hardly where it comes in. */
function boardTempsC({ measured, state }: MinerTwin): { readonly exhaust: number; readonly intake: number } {
  return { exhaust: Math.round(measured.chipC - 12), intake: Math.round((measured.sinkC + state.airC) / 2) };
}
