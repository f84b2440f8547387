import type { KnownFees, MeterSums } from './two-meter-shares.ts';

/** Where claimed work went that was not paid for; fractions of the claimed work that add up to the loss. */
export interface LossParts {
  readonly rejects: number;
  readonly stale: number;
  /** Found below a difficulty that the pool had just raised. */
  readonly vardiff: number;
  /** The firmware's own share and what the pool takes off its count. */
  readonly fees: number;
  /** Claimed and never found: chips that hash wrongly, or a device that flatters itself. Below 0 in good luck. */
  readonly silentChipError: number;
  /** Accepted and not in the pool's books, beyond the fee; below 0 where the books run ahead. */
  readonly uncredited: number;
}

/**
 * Split a loss by cause. Rejected, stale and too-easy shares are counted; what was claimed and never handed in at all
 * is silent, less the firmware's fee; what was accepted and not credited is the pool's, its fee told apart.
 */
export function splitLoss(
  sums: MeterSums,
  { devFeeFraction = 0, poolFeeFraction = 0 }: KnownFees = {},
): LossParts {
  const { claimed, rejected, stale, belowDifficulty } = sums;
  // Without the device's count the pool's is all there is: then nothing can be missing between the two.
  const accepted = sums.accepted ?? sums.credited ?? 0;
  const handedIn = accepted + rejected + stale + belowDifficulty;
  const neverFound = 1 - handedIn / claimed;
  const missingAtPool = (accepted - (sums.credited ?? accepted)) / claimed;
  const devFee = Math.min(devFeeFraction, Math.max(0, neverFound));
  const poolFee = Math.min((poolFeeFraction * accepted) / claimed, Math.max(0, missingAtPool));
  return {
    rejects: rejected / claimed,
    stale: stale / claimed,
    vardiff: belowDifficulty / claimed,
    fees: devFee + poolFee,
    silentChipError: neverFound - devFee,
    uncredited: missingAtPool - poolFee,
  };
}
