/** What a watch takes in: one miner over a quarter of an hour, as the store's tiers keep it. */
export interface Quarter {
  readonly fromMs: number;
  readonly toMs: number;
  /** Answers that came in it; 0 where it did not answer. */
  readonly answers: number;
  /** Means over the quarter. What the device does not tell is absent, and silences only what is worked out from it. */
  readonly hashrateHs?: number | undefined;
  readonly expectedHashrateHs?: number | undefined;
  readonly powerW?: number | undefined;
  readonly chipC?: number | undefined;
  readonly regulatorC?: number | undefined;
  readonly outletC?: number | undefined;
  readonly inletC?: number | undefined;
  readonly roomC?: number | undefined;
  readonly fanRpm?: number | undefined;
  /** Standard deviation of the fan's speed within the quarter, as a part of its mean. */
  readonly fanSpread?: number | undefined;
  readonly fanPercent?: number | undefined;
  readonly inputV?: number | undefined;
  readonly errorPercent?: number | undefined;
  readonly frequencyMhz?: number | undefined;
  readonly coreSetV?: number | undefined;
  /** Rate of the weakest board by that of the middle one. */
  readonly weakestBoard?: number | undefined;
  /** Which part stood still in the last answer: see domain/stalled-part.ts. */
  readonly stalled?: string | undefined;
  /** Shares counted in the quarter, and those that the told rate and difficulty promised. */
  readonly accepted?: number | undefined;
  readonly rejected?: number | undefined;
  readonly stale?: number | undefined;
  readonly dueShares?: number | undefined;
  /** Wrong answers of the chips that the device counted. */
  readonly hwErrors?: number | undefined;
  readonly restarts: number;
  /** It hashed, or claimed to, in all answers; a quarter in which it began or ended tells no steady state. */
  readonly steady: boolean;
  readonly overheated?: boolean | undefined;
  readonly identity?: ToldIdentity | undefined;
}

/** What the last answer of a quarter said of the miner's firmware and pools. */
export interface ToldIdentity {
  readonly firmware?: string | undefined;
  readonly pools: readonly { readonly url: string; readonly user?: string | undefined }[];
  /** Place in `pools` of the one in use. */
  readonly poolInUse?: number | undefined;
}
