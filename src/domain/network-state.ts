/** A coin's chain at one moment. What a provider does not tell is absent. */
export interface NetworkState {
  /** In capitals: `BTC`. */
  readonly coin: string;
  readonly atMs: number;
  /** As the coin's own node counts it: see its hashes per difficulty. */
  readonly difficulty?: number | undefined;
  /** Sol/s for Equihash. */
  readonly networkHashrateHs?: number | undefined;
  readonly height?: number | undefined;
  /** New coins of one block, fees not counted. */
  readonly subsidy?: number | undefined;
  /** Coins of fees in one block, a mean over a day or the blocks asked for. */
  readonly feesPerBlock?: number | undefined;
  /** Mean time between blocks as it was lately, not as it should be, s. */
  readonly blockTimeS?: number | undefined;
  readonly blocks24h?: number | undefined;
  /** In US dollars, where the chain's explorer tells one. */
  readonly priceUsd?: number | undefined;
  /** Share of the worth of all coins together, %. */
  readonly dominancePct?: number | undefined;
  readonly retarget?: NextRetarget | undefined;
}

/** The next change of difficulty, as a provider expects it. */
export interface NextRetarget {
  readonly atMs?: number | undefined;
  readonly height?: number | undefined;
  readonly remainingBlocks?: number | undefined;
  /** 5 means five percent harder. */
  readonly changePct?: number | undefined;
  readonly difficulty?: number | undefined;
  /** The last change before it. */
  readonly previous?: { readonly atMs?: number | undefined; readonly changePct?: number | undefined };
}

/** The network's rate over a past day or so. */
export interface HashratePoint {
  readonly atMs: number;
  readonly hashrateHs: number;
}

/** A difficulty, and from when on it was in force. */
export interface DifficultyPoint {
  readonly atMs: number;
  readonly difficulty: number;
  readonly height?: number | undefined;
  /** Against the one before it. */
  readonly changePct?: number | undefined;
}

/** What a chain's rate and difficulty were and are. */
export interface NetworkHistory {
  readonly now: NetworkState;
  /** Oldest first. */
  readonly hashrates: readonly HashratePoint[];
  /** Oldest first. */
  readonly difficulties: readonly DifficultyPoint[];
}

/** A block that was found. */
export interface ChainBlock {
  readonly height: number;
  /** As its finder stamped it: up to two hours off, and sometimes before the block below it. */
  readonly atMs: number;
  readonly difficulty?: number | undefined;
  /** Whole coins. */
  readonly fees?: number | undefined;
  /** Subsidy and fees, whole coins. */
  readonly reward?: number | undefined;
  readonly pool?: string | undefined;
}

/** The next fall of a coin's subsidy. */
export interface NextSubsidy {
  readonly atMs?: number | undefined;
  readonly subsidy?: number | undefined;
}

/** Fees of a past block, or the mean of some around that height, whole coins. */
export interface BlockFeesPoint {
  readonly atMs: number;
  readonly height?: number | undefined;
  readonly feesPerBlock: number;
}

/** Subsidy and fees of a past block, or the mean of some around that height, whole coins. */
export interface BlockRewardPoint {
  readonly atMs: number;
  readonly height?: number | undefined;
  readonly rewardPerBlock: number;
}

/** What blocks paid on the mean over a stretch of them, whole coins. */
export interface RewardStretch {
  readonly blocks: number;
  readonly startHeight?: number | undefined;
  readonly endHeight?: number | undefined;
  /** Subsidy and fees together. */
  readonly rewardPerBlock?: number | undefined;
  readonly feesPerBlock?: number | undefined;
}

/** What a transaction has to pay now to be in a block soon, satoshi (or the coin's smallest part) per virtual byte. */
export interface SendingFees {
  readonly atMs: number;
  readonly fastestSatVb?: number | undefined;
  readonly halfHourSatVb?: number | undefined;
  readonly hourSatVb?: number | undefined;
  readonly economySatVb?: number | undefined;
  readonly minimumSatVb?: number | undefined;
}

/** A pool as the chain shows it: from the blocks that bear its mark. */
export interface PoolOnChain {
  readonly name?: string | undefined;
  readonly slug?: string | undefined;
  readonly hashrateHs?: number | undefined;
  readonly blocks24h?: number | undefined;
  /** Of all blocks of the last day. */
  readonly share24hFraction?: number | undefined;
  readonly blocks1w?: number | undefined;
  readonly share1wFraction?: number | undefined;
}
