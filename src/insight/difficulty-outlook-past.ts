import type { OutsideSeries } from '../domain/outside-series.ts';
import { type HashrateBelief, takeInBlocks } from './difficulty-outlook-hashrate.ts';

const DAY_MS = 86_400_000;

/** Hashes that one unit of Bitcoin's difficulty stands for (economics, symbols). */
const HASHES_PER_DIFFICULTY = 2 ** 32;

/**
 * What the network's rate day by day tells of it. Each point is the mean over the day that ends there: so mempool.space
 * counts it, from the day's blocks and their difficulty (mempool/mempool backend/src/api/mining/mining.ts,
 * $generateNetworkHashrateHistory). The difficulty turns it back into that many blocks.
 *
 * @param rates H/s by the day, oldest first
 * @param difficulties from when on each was in force, oldest first
 * @returns undefined where no day has both
 */
export function beliefFromDays(
  rates: OutsideSeries,
  difficulties: OutsideSeries,
): HashrateBelief | undefined {
  let belief: HashrateBelief | undefined;
  let at = 0;
  for (const [index, toMs] of rates.atMs.entries()) {
    const fromMs = toMs - DAY_MS;
    const middleMs = (fromMs + toMs) / 2;
    while ((difficulties.atMs[at + 1] ?? Number.POSITIVE_INFINITY) <= middleMs) at += 1;
    const difficulty = difficulties.values[at];
    const rateHs = rates.values[index];
    if (difficulty === undefined || rateHs === undefined) continue;
    // Before the first point the first is the nearest that is known: it only weighs the count, which a few percent do not change.
    const blocks = (rateHs * DAY_MS) / 1000 / (difficulty * HASHES_PER_DIFFICULTY);
    belief = takeInBlocks(belief, { fromMs, toMs, blocks, difficulty });
  }
  return belief;
}
