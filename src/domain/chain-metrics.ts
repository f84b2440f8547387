/** What a day of a chain was like. Absent: the provider did not say. */
export interface ChainDay {
  /** In capitals: `BTC`. */
  readonly coin: string;
  /** When the day (or the interval) began. */
  readonly atMs: number;
  readonly networkHashrateHs?: number | undefined;
  readonly difficulty?: number | undefined;
  /** New coins of the whole day. */
  readonly issued?: number | undefined;
  /** Coins of fees of the whole day. */
  readonly fees?: number | undefined;
  readonly blocks?: number | undefined;
  readonly priceUsd?: number | undefined;
  /** New coins and fees of the whole day, in US dollars. */
  readonly minersRevenueUsd?: number | undefined;
}
