/** What the house has use for: decides which questions are asked of those providers that are switched on. */
export interface OutsideWants {
  /** ISO 4217. */
  readonly currency: string;
  /** Coins that the owner's machines can mine, in capitals. */
  readonly coins: readonly string[];
}
