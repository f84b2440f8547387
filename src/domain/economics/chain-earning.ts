import { type Coin, minerSubsidyAt } from '../coin.ts';
import type { NetworkState } from '../network-state.ts';
import { coinsPerHsDay, coinsPerHsDayFromNetwork } from './hashprice.ts';

/** What a hash earns on a chain as it stands, and what that rests on. */
export interface ChainEarning {
  /** Coins per H/s per day, before a pool's fee. */
  readonly coinsPerHsDay: number;
  /** The miner's part of a block, coins. */
  readonly subsidy: number;
  /** Absent where nobody told: then none are counted, and the figure is too low by them. */
  readonly feesPerBlock: number | undefined;
  readonly by: 'difficulty' | 'network-rate';
  readonly atMs: number;
}

/**
 * r of a coin from what its chain's observer tells: by difficulty where that and k are known, else by the network's
 * rate and the time between blocks (economics section 1). The subsidy is that of the coin's own rule at that height; the
 * observer's only where the height is absent.
 *
 * @returns undefined where the reward, or the miner's part of it, or how hard a block is remains unknown
 */
export function chainEarning(coin: Coin, network: NetworkState): ChainEarning | undefined {
  const subsidy = minerSubsidyAt(coin, network) ?? toldSubsidy(coin, network);
  if (subsidy === undefined) return undefined;
  const { feesPerBlock, atMs } = network;
  const reward = { subsidy, feesPerBlock: feesPerBlock ?? 0 };
  const byDifficulty = earningByDifficulty(coin, network, reward);
  const perHsDay = byDifficulty ?? earningByRate(coin, network, reward);
  if (perHsDay === undefined) return undefined;
  const by = byDifficulty === undefined ? 'network-rate' : 'difficulty';
  return { coinsPerHsDay: perHsDay, subsidy, feesPerBlock, by, atMs };
}

interface Reward {
  readonly subsidy: number;
  readonly feesPerBlock: number;
}

function earningByDifficulty(
  { hashesPerDifficulty }: Coin,
  { difficulty }: NetworkState,
  reward: Reward,
): number | undefined {
  if (hashesPerDifficulty === undefined || difficulty === undefined) return undefined;
  return coinsPerHsDay({ ...reward, difficulty, hashesPerDifficulty });
}

function earningByRate(
  coin: Coin,
  { networkHashrateHs, blockTimeS = coin.algorithmBlockTimeS ?? coin.blockTimeS }: NetworkState,
  reward: Reward,
): number | undefined {
  if (networkHashrateHs === undefined || blockTimeS === undefined) return undefined;
  return coinsPerHsDayFromNetwork({ ...reward, networkHashrateHs, blockTimeS });
}

function toldSubsidy({ minerFraction }: Coin, { height, subsidy }: NetworkState): number | undefined {
  if (height !== undefined || subsidy === undefined || minerFraction === undefined) return undefined;
  return subsidy * minerFraction;
}
