/** A quarter of an hour of one miner, as far as the effects of changes are read from it. What is not told is absent. */
export interface JournalQuarter {
  readonly fromMs: number;
  /** It hashed all the time, and had settled. */
  readonly steady: boolean;
  readonly hashrateHs?: number | undefined;
  /** At the wall where that is known, else the miner's own figure. */
  readonly powerW?: number | undefined;
  readonly errorPercent?: number | undefined;
  readonly chipC?: number | undefined;
  readonly regulatorC?: number | undefined;
  readonly accepted?: number | undefined;
  readonly rejected?: number | undefined;
  /** Shares that the told rate and difficulty promised. */
  readonly dueShares?: number | undefined;
  /** Hashes that one share takes on average, by the pool's difficulty. */
  readonly hashesPerShare?: number | undefined;
  readonly airC?: number | undefined;
  readonly inputV?: number | undefined;
}
