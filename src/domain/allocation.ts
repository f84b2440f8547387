/** What an owner's workloads share, and how much of each there is. */
export type ResourceName = 'cpu-cores' | 'memory-gb' | 'bandwidth-mbps' | 'storage-gb' | 'power-w' | 'heat-w';

/** How much of each resource there is; one that is absent is not short. */
export type ResourceConstraints = Readonly<Partial<Record<ResourceName, number>>>;

/** A workload that earns: mining a coin at a pool, or another protocol. */
export interface ProtocolRequirements {
  readonly id: string;
  /** Money a day for the first unit; the owner's currency. */
  readonly earnedPerUnitDay: number;
  /** By so much a further unit earns less than the one before (diminishing returns); none when absent. */
  readonly fallPerUnit?: number | undefined;
  /** What one unit takes of each resource. */
  readonly perUnit: Readonly<Partial<Record<ResourceName, number>>>;
  /** Units at least and at most; 0 and without end when absent. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  /** Parts of all units together, 0..1: for spreading over coins and pools. */
  readonly leastShare?: number | undefined;
  readonly mostShare?: number | undefined;
}

/** A limit that takes part in an allocation. */
export type AllocationLimit =
  | { readonly kind: 'resource'; readonly resource: ResourceName }
  | { readonly kind: 'least' | 'most' | 'least-share' | 'most-share'; readonly id: string };

/** What one more of a limit would earn, money a day. */
export interface LimitWorth {
  readonly limit: AllocationLimit;
  readonly worthPerUnitDay: number;
}

export type AllocationResult =
  | {
      readonly status: 'optimal';
      readonly units: Readonly<Record<string, number>>;
      readonly earnedPerDay: number;
      /** Part of each resource that is used, 0..1; 0 of one of which there is none. */
      readonly utilisation: Readonly<Partial<Record<ResourceName, number>>>;
      /** Of the limits that bind, the most valuable first. */
      readonly worths: readonly LimitWorth[];
    }
  /** No allocation keeps these limits together; without any one of them there is one. */
  | { readonly status: 'infeasible'; readonly conflict: readonly AllocationLimit[] }
  /** These earn without end: nothing that they take is limited. */
  | { readonly status: 'unbounded'; readonly ids: readonly string[] };

/** What it costs to change from one allocation to another, in money. */
export interface ReallocationCost {
  readonly restarts: number;
  readonly restartCost: number;
  /** Earnings lost while workloads start anew. */
  readonly downtimeCost: number;
  /** Fees of switching: withdrawals, minimum payouts left behind. */
  readonly feeCost: number;
  readonly total: number;
}
