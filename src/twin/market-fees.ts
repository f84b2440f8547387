import type { Random } from '../numerics/random.ts';

/** How the fees of blocks go on. */
export interface FeeModel {
  /** Standard deviation of the logarithm of what senders offer, and the hours after which half of a swing is gone. */
  readonly swing: number;
  readonly halfLifeHours: number;
  /** The same of single blocks around it. */
  readonly blockLuck: number;
  /** How much less is offered at weekends and by night, as a part of the usual. */
  readonly weekend: number;
  readonly night: number;
}

export const BITCOIN_FEES: FeeModel = {
  swing: 0.5,
  halfLifeHours: 40,
  blockLuck: 0.35,
  weekend: 0.25,
  night: 0.2,
};

/** Blocks over whose mean the present fees are told: a day's. */
export const FEE_WINDOW_BLOCKS = 144;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Busiest hour of the chain, UTC: Europe's afternoon, America's morning. */
const BUSIEST_HOUR_MS = 15 * HOUR_MS;

/**
 * Fees of each block, in coins: the exponential of an Ornstein–Uhlenbeck process, lower at weekends and by night, times the luck of the
 * block; multiplied by one number so that the last 144 blocks have the given mean.
 */
export function blockFees(
  blocksAtMs: Float64Array,
  lastMean: number,
  random: Random,
  model: FeeModel = BITCOIN_FEES,
): Float64Array {
  const fees = new Float64Array(blocksAtMs.length);
  let swing = model.swing * random.normal();
  for (const [block, atMs] of blocksAtMs.entries()) {
    const phi = 0.5 ** ((atMs - (blocksAtMs[block - 1] ?? atMs)) / HOUR_MS / model.halfLifeHours);
    swing = phi * swing + model.swing * Math.sqrt(1 - phi ** 2) * random.normal();
    fees[block] = demandAt(atMs, model) * Math.exp(swing + model.blockLuck * random.normal());
  }
  const last = fees.subarray(-FEE_WINDOW_BLOCKS);
  const scale = (lastMean * last.length) / last.reduce((sum, fee) => sum + fee, 0);
  return fees.map((fee) => fee * scale);
}

function demandAt(atMs: number, { weekend, night }: FeeModel): number {
  // The first day of the epoch was a Thursday.
  const weekday = (Math.floor(atMs / DAY_MS) + 4) % 7;
  const isWeekend = weekday === 0 || weekday === 6;
  const hour = (1 - Math.cos((2 * Math.PI * (atMs - BUSIEST_HOUR_MS)) / DAY_MS)) / 2;
  return (isWeekend ? 1 - weekend : 1) * (1 - night * hour);
}
