import { type BlockReward, type BlockWork, coinsPerHsDay } from './hashprice.ts';

/** A chain that the same hash is tried against, and what its coin costs. */
export interface PaidChain extends BlockReward, BlockWork {
  /** In capitals: `DOGE`. */
  readonly coin: string;
  /** p, money per coin; every chain in the same currency. */
  readonly coinPrice: number;
}

/** What one chain adds to a hash. */
export interface ChainValue {
  readonly coin: string;
  readonly coinsPerHsDay: number;
  /** Money per H/s per day. */
  readonly valuePerHsDay: number;
}

/**
 * What one H/s earns in a day on all chains of a merged mining: one hash is tried against the target of each, so the
 * expected revenues add and the parent loses nothing, Σ 86400 · (Sᵢ + Fᵢ) · pᵢ / (Dᵢ · kᵢ) (economics section 3). What a
 * miner gets of it is the pool's to decide: some keep the small ones.
 *
 * @returns the sum and each chain's part, in the order given; a chain whose figures make no sense is left out
 */
export function mergedPerHsDay(chains: readonly PaidChain[]): {
  readonly valuePerHsDay: number;
  readonly parts: readonly ChainValue[];
} {
  const parts = chains.flatMap((chain) => {
    const coins = coinsPerHsDay(chain);
    const value = coins === undefined ? Number.NaN : coins * chain.coinPrice;
    return coins === undefined || !Number.isFinite(value)
      ? []
      : [{ coin: chain.coin, coinsPerHsDay: coins, valuePerHsDay: value }];
  });
  return { valuePerHsDay: parts.reduce((sum, each) => sum + each.valuePerHsDay, 0), parts };
}

/**
 * What LitecoinPool tells as `pps_ratio`: its pay over that of a pool without fee that pays the parent's subsidy only,
 * (1 − f) · (1 + Σ_{i ≠ parent} (Sᵢ pᵢ / Dᵢ kᵢ) / (S p / D k)) (economics section 3). Fees of transactions are not in it.
 *
 * @param poolFee f, 0..1
 * @returns undefined where the parent earns nothing
 */
export function ppsRatio(
  parent: PaidChain,
  others: readonly PaidChain[],
  poolFee: number,
): number | undefined {
  const bare = (chain: PaidChain) => ({ ...chain, feesPerBlock: 0 });
  const ofParent = mergedPerHsDay([bare(parent)]).valuePerHsDay;
  if (!(ofParent > 0)) return undefined;
  return (1 - poolFee) * (1 + mergedPerHsDay(others.map(bare)).valuePerHsDay / ofParent);
}
