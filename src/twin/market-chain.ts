import type { Random } from '../numerics/random.ts';

/** How the rate of a network goes on. */
export interface NetworkModel {
  /** Log growth in a year. */
  readonly growthPerYear: number;
  /** Standard deviation of its wander around that, of the logarithm, and the days after which half of a swing is gone. */
  readonly wander: number;
  readonly halfLifeDays: number;
}

/** About Bitcoin's in 2024 and 2025. */
export const BITCOIN_NETWORK: NetworkModel = { growthPerYear: 0.35, wander: 0.045, halfLifeDays: 8 };

/** A difficulty, from which block and moment on. */
export interface SimulatedRetarget {
  readonly height: number;
  readonly atMs: number;
  readonly difficulty: number;
}

/** A chain's past up to a moment. */
export interface ChainPath {
  readonly firstHeight: number;
  /** When each block was found, from {@link firstHeight} on, epoch ms. */
  readonly blocksAtMs: Float64Array;
  /** Oldest first, that of the first block among them. */
  readonly retargets: readonly SimulatedRetarget[];
}

/** Bitcoin's rule (Bitcoin Core, src/pow.cpp): every 2016 blocks, each to take ten minutes, by four at most. */
const EPOCH_BLOCKS = 2016;
const BLOCK_S = 600;
const LARGEST_STEP = 4;
const HOUR_S = 3600;
const HOURS_OF_YEAR = 365.25 * 24;

/**
 * The blocks of a chain like Bitcoin's: they come as a Poisson process does at the pace of a network that grows and wanders, and every
 * 2016 blocks the difficulty becomes
 *
 *     D' = D · clamp(14 days / (time of the epoch's last block − time of its first), ¼, 4)
 *
 * with that rule's known slip of one block. The present is met by multiplying rate and difficulty by one number and
 * moving all moments by one span.
 *
 * @param end the present, with the height of the block found last, some minutes before, and the difficulty in force
 * @param epochs that are over and lie before the present one
 */
export function chainPath(
  end: { readonly height: number; readonly atMs: number; readonly difficulty: number },
  epochs: number,
  random: Random,
  model: NetworkModel = BITCOIN_NETWORK,
): ChainPath {
  const firstHeight = (Math.floor(end.height / EPOCH_BLOCKS) - epochs) * EPOCH_BLOCKS;
  const count = end.height - firstHeight + 1;
  const foundS = new Float64Array(count);
  const difficulties = [1];
  const rate = wanderingRate(model, random);
  for (let block = 1; block < count; block++) {
    const beforeS = foundS[block - 1] ?? 0;
    if (block % EPOCH_BLOCKS === 0)
      difficulties.push(retargeted(difficulties.at(-1) ?? 1, beforeS - (foundS[block - EPOCH_BLOCKS] ?? 0)));
    const meanS = (BLOCK_S * (difficulties.at(-1) ?? 1)) / rate(beforeS);
    foundS[block] = beforeS + meanS * random.exponential();
  }
  const scale = end.difficulty / (difficulties.at(-1) ?? 1);
  const lastS = (foundS[count - 1] ?? 0) + BLOCK_S * random.exponential();
  const blocksAtMs = foundS.map((atS) => end.atMs - Math.round(1000 * (lastS - atS)));
  return {
    firstHeight,
    blocksAtMs,
    retargets: difficulties.map((difficulty, epoch) => ({
      height: firstHeight + epoch * EPOCH_BLOCKS,
      atMs: blocksAtMs[epoch * EPOCH_BLOCKS] ?? Number.NaN,
      difficulty: difficulty * scale,
    })),
  };
}

function retargeted(difficulty: number, tookS: number): number {
  const step = (EPOCH_BLOCKS * BLOCK_S) / tookS;
  return difficulty * Math.min(LARGEST_STEP, Math.max(1 / LARGEST_STEP, step));
}

/** Rate of the network beside that of its beginning, to be asked for moments in order, s. */
function wanderingRate({ growthPerYear, wander, halfLifeDays }: NetworkModel, random: Random) {
  const phi = 0.5 ** (1 / (24 * halfLifeDays));
  let swing = 0;
  let hour = 0;
  return (atS: number): number => {
    for (; hour < atS / HOUR_S; hour++)
      swing = phi * swing + wander * Math.sqrt(1 - phi ** 2) * random.normal();
    return Math.exp((growthPerYear * hour) / HOURS_OF_YEAR + swing);
  };
}
