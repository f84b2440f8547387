import { type Detector, departure, findingOf, partOf, type Thresholds } from '../detector.ts';
import type { Departure, Drift } from '../drift.ts';
import { MOST_NATS } from '../evidence-score.ts';
import type { MinerWatch } from '../miner-watch.ts';

/** A glitch of one count is none: what stands still must do so in two quarters. */
const CONFIRMING_QUARTERS = 2;

/**
 * A board, chip or domain that stands still or hashes less than its siblings: told part by part, or as a share of the
 * whole that is gone from one day to the next.
 */
export const partLoss: Detector = {
  trouble: 'part-loss',
  signals: 1,
  find: (watch, thresholds) => {
    const charts = ['hashrateHs', 'board1Hs', 'board2Hs', 'board3Hs', 'board4Hs'] as const;
    const { stalled } = watch;
    if (stalled && stalled.quarters >= CONFIRMING_QUARTERS) {
      const { sinceMs, part: text } = stalled;
      const evidence = [{ figure: 'told', nats: MOST_NATS, sinceMs, charts }] as const;
      return { trouble: 'part-loss', sinceMs, confidence: 1, evidence, text };
    }
    const uneven = departure(watch, 'boards', 'down', thresholds);
    if (uneven) return findingOf('part-loss', uneven, partOf(uneven), { figure: 'boards', charts });
    const { figure, left } = hashrateLoss(watch, thresholds);
    if (!left || !lossIsSudden(watch)) return undefined;
    return findingOf('part-loss', left, partOf(left), { figure, charts });
  },
};

/** The smallest part that a home machine counts for itself is one of sixteen domains (NerdQAxe++). */
const SMALLEST_PART = 1 / 16;

/** Noise, and what else declines, may make so much of a loss that was there at once look as if it had come later. */
const AT_ONCE = 0.7;

/** How far the hashrate fell below what the device expects of itself, or, where it does not tell that, below its own by the clock. */
export function hashrateLoss(
  watch: MinerWatch,
  thresholds: Thresholds,
): { readonly figure: 'hashrate' | 'hashrate-by-clock'; readonly left: Departure | undefined } {
  const expected = departure(watch, 'hashrate', 'down', thresholds);
  if (expected) return { figure: 'hashrate', left: expected };
  const byClock = departure(watch, 'hashrate-by-clock', 'down', thresholds);
  return { figure: byClock ? 'hashrate-by-clock' : 'hashrate', left: byClock };
}

/** Was all of the hashrate's loss, and a part's worth of it, there from the beginning? A slope begins with nearly none. */
export function lossIsSudden({ parameters }: MinerWatch): boolean {
  return isSudden(parameters.hashrate.drift) || isSudden(parameters['hashrate-by-clock'].drift);
}

function isSudden({ early, latest }: Pick<Drift, 'early' | 'latest'>): boolean {
  return early < AT_ONCE * latest && early < Math.log1p(-0.8 * SMALLEST_PART);
}
