/**
 * Some time of one miner at one difficulty, seen by its meters. Counts are shares of that stretch; absent where nobody
 * said.
 */
export interface MeterStretch {
  readonly fromMs: number;
  readonly toMs: number;
  /** Λ: shares that the device's own hash rate should have found, by {@link claimedShares}. */
  readonly claimed: number;
  readonly accepted?: number | undefined;
  /** Rejected for reasons that have no count of their own below. */
  readonly rejected?: number | undefined;
  readonly stale?: number | undefined;
  /** Rejected as too easy: found below a difficulty that the pool had just raised. */
  readonly belowDifficulty?: number | undefined;
  /** What the pool says it counted, in shares of this difficulty. */
  readonly credited?: number | undefined;
}

/**
 * Λ = H · t / (D · k): shares that a hash rate should find. Vardiff needs nothing else: stretches of different
 * difficulty add up.
 *
 * @param hashesPerDifficulty k, 2³² for SHA-256 stratum, 2¹⁶ for scrypt (facts: economics section 4)
 * @example claimedShares({ hashrateHs: 1.2e12, difficulty: 8192, hashesPerDifficulty: 2 ** 32, ms: 3_600_000 }) // 122.8
 */
export function claimedShares(claim: {
  readonly hashrateHs: number;
  readonly difficulty: number;
  readonly hashesPerDifficulty: number;
  readonly ms: number;
}): number {
  return (claim.hashrateHs * claim.ms) / 1000 / (claim.difficulty * claim.hashesPerDifficulty);
}

/** Sums over stretches. A count that one stretch does not tell is absent from the sum. */
export interface MeterSums {
  readonly ms: number;
  readonly claimed: number;
  /** Of the claimed, what is due after the fees that are known: see {@link dueShares}. */
  readonly due: number;
  readonly accepted: number | undefined;
  readonly rejected: number;
  readonly stale: number;
  readonly belowDifficulty: number;
  readonly credited: number | undefined;
}

export const NO_SHARES: MeterSums = {
  ms: 0,
  claimed: 0,
  due: 0,
  accepted: 0,
  rejected: 0,
  stale: 0,
  belowDifficulty: 0,
  credited: 0,
};

/** The sums after one more stretch, of which `due` shares should have been paid. */
export function addStretch(sums: MeterSums, stretch: MeterStretch, due: number): MeterSums {
  return {
    ms: sums.ms + stretch.toMs - stretch.fromMs,
    claimed: sums.claimed + stretch.claimed,
    due: sums.due + due,
    accepted: plus(sums.accepted, stretch.accepted),
    rejected: sums.rejected + (stretch.rejected ?? 0),
    stale: sums.stale + (stretch.stale ?? 0),
    belowDifficulty: sums.belowDifficulty + (stretch.belowDifficulty ?? 0),
    credited: plus(sums.credited, stretch.credited),
  };
}

function plus(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other;
}

/** Shares that count for the owner: what the pool credited, or what it accepted where its books are not known. */
export function paidShares({
  credited,
  accepted,
}: Pick<MeterSums, 'credited' | 'accepted'>): number | undefined {
  return credited ?? accepted;
}

/** Fees known beforehand, as fractions: no loss that anybody needs to be told of. */
export interface KnownFees {
  /** Of the hash rate, taken by the firmware's developer: hashed, but on somebody else's account. */
  readonly devFeeFraction?: number | undefined;
  /** Of the accepted work, where the pool shows its count less the fee. */
  readonly poolFeeFraction?: number | undefined;
}

/** Of a stretch's claimed shares those that should be counted for the owner. The pool's fee shows in its books only. */
export function dueShares(
  stretch: MeterStretch,
  { devFeeFraction = 0, poolFeeFraction = 0 }: KnownFees,
): number {
  const atPool = stretch.credited === undefined ? 1 : 1 - poolFeeFraction;
  return stretch.claimed * (1 - devFeeFraction) * atPool;
}
