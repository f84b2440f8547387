/** One day of a pool account as the watch judged it; sums in coins. */
export interface PaidDay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly creditedCoins: number;
  /** What an honest pool pays on the mean for the work of that day. */
  readonly expectedCoins: number;
  /** Between these it pays with 95 %. */
  readonly lowCoins: number;
  readonly highCoins: number;
  /** Less than this is what the watch looks for: its expectation less the drop that is tolerated. */
  readonly toleratedCoins: number;
}
