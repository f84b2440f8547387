import type { MinerState } from './miner-state.ts';
import type { Reading } from './reading.ts';
import { isMeterFresh, type MeterView } from './wall-meter.ts';
import { powerOf, type WallPower } from './wall-power.ts';

/** Where what meters at the grid showed is kept, W, as means of five minutes. */
export const SOLAR_SURPLUS_SERIES = 'solar:surplus';

/** A miner as far as the house's power is concerned. */
interface DrawingMiner {
  readonly state: MinerState;
  readonly reading?: Reading | undefined;
  readonly wall?: WallPower | undefined;
}

/**
 * What the house would feed into the grid without its miners, W, 0 where it would buy: what they draw together, less
 * what the meters at the grid take in. Undefined where there is no such meter, one of them is silent, or a miner's
 * power is not known. One that has been out of reach for long draws nothing.
 */
export function solarSurplusW(
  {
    meters = [],
    miners,
  }: { readonly meters?: readonly MeterView[] | undefined; readonly miners: readonly DrawingMiner[] },
  nowMs: number,
): number | undefined {
  const atGrid = meters.filter(({ meter }) => meter.role.kind === 'grid');
  if (atGrid.length === 0) return undefined;
  let surplusW = 0;
  for (const view of atGrid) {
    const gridW = isMeterFresh(view, nowMs) ? view.part?.powerW : undefined;
    if (gridW === undefined) return undefined;
    surplusW -= gridW;
  }
  for (const miner of miners) {
    const powerW = miner.state === 'lost' ? 0 : powerOf(miner).powerW;
    if (powerW === undefined) return undefined;
    surplusW += powerW;
  }
  return Math.max(0, surplusW);
}
