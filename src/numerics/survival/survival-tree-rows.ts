/** Rows to grow from, with what is the same for all trees. */
export interface SurvivalTreeRows {
  readonly columns: readonly Float32Array[];
  /** By row: how many of the forest's times, at which events came, are at or before its end. */
  readonly timesUntil: Uint32Array;
  readonly event: Uint8Array;
  readonly times: number;
}
