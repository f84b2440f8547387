/** One figure of the past of a miner, in our unit. */
export interface ImportedValue {
  readonly minerId: string;
  readonly atMs: number;
  /** Place in SERIES. */
  readonly series: number;
  readonly value: number;
}
