import type { MinerTwin } from '../miner-twin.ts';

/** The firmware's reply has room for four chains, whatever the miner has. */
const SLOTS = 4;
/** A board is cooler than its chips, and its little controller cooler still, K (recorded: 78, 73, 63). */
const BOARD_BELOW_CHIP_K = 5;
const PIC_BELOW_CHIP_K = 15;
/** Two sensors sit where the air comes in, two where it leaves; the first is the hottest of its chain. */
const SENSOR_PLACES = [0, 0.33, 0.66, 1] as const;

/** The per-chain fields of `stats`: chips, their letters, rate, errors, clock and temperatures. */
export function antminerChains(twin: MinerTwin): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const { boardsHs } = twin;
  for (let slot = 1; slot <= SLOTS; slot++) {
    const present = slot <= twin.model.boards;
    Object.assign(fields, present ? chain(twin, slot, boardsHs) : emptyChain(slot));
  }
  return fields;
}

function chain(twin: MinerTwin, slot: number, boardsHs: readonly number[]): Record<string, unknown> {
  const { model, settings, state, measured, effects, silicon } = twin;
  const first = (slot - 1) * model.chipsPerBoard;
  const offsets = silicon.chipOffsetsK.slice(first, first + model.chipsPerBoard);
  const sensorsC = SENSOR_PLACES.map((place) => {
    const at = Math.min(offsets.length - 1, Math.round(place * offsets.length));
    return Math.round(measured.chipC + (offsets[at] ?? 0));
  });
  const hottestC = Math.round(measured.chipC + (silicon.hottestOfBoardsK[slot - 1] ?? 0));
  sensorsC[0] = hottestC;
  const below = (kelvin: number): string => sensorsC.map((temp) => temp - kelvin).join('-');
  const letters = Array.from({ length: model.chipsPerBoard }, (_, chip) =>
    effects.stalledChips.includes(first + chip) ? 'x' : 'o',
  ).join('');
  return {
    [`chain_acn${slot}`]: model.chipsPerBoard,
    [`chain_acs${slot}`]: letters.replaceAll(/.{1,3}/g, (three) => ` ${three}`),
    [`chain_hw${slot}`]: Math.round(state.errors / model.boards),
    [`chain_rate${slot}`]: ((boardsHs[slot - 1] ?? 0) / 1e9).toFixed(2),
    [`freq${slot}`]: settings.frequencyMhz,
    [`temp${slot}`]: hottestC - BOARD_BELOW_CHIP_K,
    [`temp2_${slot}`]: hottestC,
    [`temp_chip${slot}`]: sensorsC.join('-'),
    [`temp_pcb${slot}`]: below(BOARD_BELOW_CHIP_K),
    [`temp_pic${slot}`]: below(PIC_BELOW_CHIP_K),
  };
}

function emptyChain(slot: number): Record<string, unknown> {
  const none = '0-0-0-0';
  return {
    [`chain_acn${slot}`]: 0,
    [`chain_acs${slot}`]: '',
    [`chain_hw${slot}`]: 0,
    [`chain_rate${slot}`]: '',
    [`freq${slot}`]: 0,
    [`temp_chip${slot}`]: none,
    [`temp_pcb${slot}`]: none,
    [`temp_pic${slot}`]: none,
  };
}
