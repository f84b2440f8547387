import type { AcceptedWork } from '../domain/economics/accepted-work.ts';
import type { BlockReward, BlockWork } from '../domain/economics/hashprice.ts';
import type { AuditSlice } from './pool-audit.ts';

/** How a chain stood from a moment on. */
export interface ChainMoment extends BlockReward, BlockWork {
  readonly atMs: number;
}

/**
 * Own work, cut where the chain changed, so that each piece meets the difficulty, subsidy and fees in force when it was
 * done (economics section 4, last line). Within a stretch the work is spread evenly over its time. What was done before
 * the first moment counts as done at it: no earlier one is known.
 *
 * @param chain oldest first
 * @returns no slices where the chain is unknown
 */
export function auditSlices(
  work: readonly AcceptedWork[],
  chain: readonly ChainMoment[],
): readonly AuditSlice[] {
  return chain.flatMap((moment, index) => {
    const fromMs = index === 0 ? Number.NEGATIVE_INFINITY : moment.atMs;
    const toMs = chain[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
    const workDifficulty = work.reduce((sum, each) => sum + partWithin(each, fromMs, toMs), 0);
    const { difficulty, hashesPerDifficulty, subsidy, feesPerBlock } = moment;
    return workDifficulty > 0
      ? [{ by: 'chain' as const, workDifficulty, difficulty, hashesPerDifficulty, subsidy, feesPerBlock }]
      : [];
  });
}

function partWithin(work: AcceptedWork, fromMs: number, toMs: number): number {
  const overlapMs = Math.min(toMs, work.toMs) - Math.max(fromMs, work.fromMs);
  return overlapMs > 0 ? (work.workDifficulty * overlapMs) / (work.toMs - work.fromMs) : 0;
}
