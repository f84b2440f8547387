import { EPOCH_BLOCKS, type EpochProgress } from './difficulty-epoch.ts';

/** The simple rules that the outlook must beat, and the one that most owners know from mempool.space. */

/**
 * The naive rule: the pace of the whole epoch so far goes on. 600 s · blocks / elapsed − 1; NaN before the first block
 * or second.
 */
export function naiveChange({ startedAtMs, atMs, blocks }: EpochProgress): number {
  const elapsedMs = atMs - startedAtMs;
  return elapsedMs > 0 && blocks > 0 ? (600_000 * blocks) / elapsedMs - 1 : Number.NaN;
}

/** What mempool.space's rule needs besides: the last retarget, and when the block 504 before the tip came. */
export interface EarlierBlocks {
  /** The last retarget's step as a fraction (0.05 for +5 %). */
  readonly previousChangeFraction: number;
  /** Time of the block 504 blocks (a quarter epoch) before the tip; undefined where it is not known. */
  readonly quarterEpochAgoMs?: number | undefined;
}

/**
 * mempool.space's rule (mempool/mempool, backend/src/api/difficulty-adjustment.ts; economics section 6). Until 503
 * blocks have followed the epoch's first it looks back over 503, those of the last epoch rescaled to the present
 * difficulty; from then on it is the naive rule. Limited to −75 % and +300 % as there.
 */
export function mempoolChange(epoch: EpochProgress, earlier: EarlierBlocks): number {
  const { startedAtMs, atMs, blocks } = epoch;
  const elapsedMs = Math.max(0, atMs - startedAtMs);
  const agoMs = earlier.quarterEpochAgoMs;
  const early = blocks < EPOCH_BLOCKS / 4 && agoMs !== undefined;
  const change = early
    ? (600_000 * EPOCH_BLOCKS) /
        4 /
        (elapsedMs + (startedAtMs - agoMs) * (1 + earlier.previousChangeFraction)) -
      1
    : (600_000 * blocks) / elapsedMs - 1;
  return Math.min(3, Math.max(-0.75, change));
}
