/** Mean fees of a window of blocks. */
export interface MeanFees {
  readonly feesPerBlock: number;
  /** The same without the highest and the lowest tenth of the blocks. */
  readonly cutFeesPerBlock: number;
  /** How far the mean of so many blocks may be off by chance; undefined for less than two. */
  readonly standardError: number | undefined;
  readonly blocks: number;
}

/** Part of the blocks that a cut mean leaves out on each side. */
const CUT = 0.1;

/**
 * Mean over blocks, and not the median: pools that pay fees for each share pay an average, and fees are skewed (a few
 * blocks hold very much). Luxor's hashprice takes the plain mean of 144 blocks, SpiderPool's FPPS one with high and low
 * ones cut (economics section 1).
 *
 * @param fees of each block, coins; what is no sensible sum is left out
 * @returns undefined without a block
 */
export function meanFees(fees: readonly number[]): MeanFees | undefined {
  const sorted = fees.filter((each) => Number.isFinite(each) && each >= 0).sort((one, other) => one - other);
  const blocks = sorted.length;
  if (blocks === 0) return undefined;
  const feesPerBlock = meanOf(sorted);
  const cut = Math.floor(blocks * CUT);
  const squares = sorted.reduce((sum, each) => sum + (each - feesPerBlock) ** 2, 0);
  return {
    feesPerBlock,
    cutFeesPerBlock: meanOf(sorted.slice(cut, blocks - cut)),
    standardError: blocks > 1 ? Math.sqrt(squares / (blocks - 1) / blocks) : undefined,
    blocks,
  };
}

/**
 * How far a pool's mean of fees may lie from ours, relative: what cutting or not cutting makes, and chance, since its
 * window is not ours. Undefined where there are no fees, or chance is unknown.
 */
export function feesMeanError({
  feesPerBlock,
  cutFeesPerBlock,
  standardError,
}: MeanFees): number | undefined {
  if (standardError === undefined || !(feesPerBlock > 0)) return undefined;
  return Math.hypot(feesPerBlock - cutFeesPerBlock, standardError) / feesPerBlock;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
