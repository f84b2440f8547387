/** The rate of an account or a worker over an interval of the past, as its pool counted it. */
export interface PoolRatePoint {
  /** Start of the interval. */
  readonly atMs: number;
  readonly hashrateHs: number;
  /** Accepted difficulty. */
  readonly workDifficulty?: number | undefined;
  /** Refused or stale work of all, 0..1. */
  readonly rejectedFraction?: number | undefined;
  /** Rate lost to stale and refused shares, H/s, where the pool counts it so. */
  readonly staleHs?: number | undefined;
}
