/** What an owner's workloads share, and how much of each there is. */
export const RESOURCES = [
  'cpu-cores',
  'memory-gb',
  'bandwidth-mbps',
  'storage-gb',
  'power-w',
  'heat-w',
  'hashrate-ths',
] as const;
export type ResourceName = (typeof RESOURCES)[number];

/** How much of each resource there is; one that is absent is not short. */
export type ResourceConstraints = Readonly<Partial<Record<ResourceName, number>>>;

/** The same amounts with one set; undefined takes it out, for what is absent is not short. */
export function withAmount(
  amounts: Readonly<Partial<Record<ResourceName, number>>>,
  name: ResourceName,
  amount: number | undefined,
): Readonly<Partial<Record<ResourceName, number>>> {
  const { [name]: _, ...others } = amounts;
  return amount === undefined ? others : { ...others, [name]: amount };
}

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

/** What a change of one workload costs, beside what it does not earn meanwhile. */
export interface SwitchingTerms {
  /** Money for each workload that is started or stopped: wear, electricity of a start. */
  readonly perRestart: number;
  /** A started or changed workload earns nothing for so long. */
  readonly downtimeS: number;
  /** Money lost where one is left for good: a balance below the minimum payout, a withdrawal's fee. */
  readonly feePerLeft: number;
}

/** From what gain on a change is worth its trouble, where nobody says otherwise. */
export const USUAL_LEAST_GAIN = { part: 0.1, netPerHour: 0.5 } as const;

export interface ReallocationRule {
  /** It must earn so much more, as a part; the usual when absent. */
  readonly leastGainPart?: number | undefined;
  /** And so much money an hour after all costs; the usual when absent. */
  readonly leastNetPerHour?: number | undefined;
  /** For so long the new allocation is expected to hold, hours: over that its costs are spread; 24 when absent. */
  readonly horizonHours?: number | undefined;
}

export interface ReallocationVerdict {
  readonly isWorthIt: boolean;
  readonly gainPart: number;
  readonly netPerHour: number;
  readonly cost: ReallocationCost;
}

/** A workload of the owner's, and how much of it runs now. */
export interface Workload extends ProtocolRequirements {
  readonly name: string;
  readonly presentUnits: number;
}

/** What an owner has and runs, as it was written down. Money in the owner's currency. */
export interface AllocationPlan {
  readonly resources: ResourceConstraints;
  readonly workloads: readonly Workload[];
  readonly terms: SwitchingTerms;
  readonly rule: ReallocationRule;
}

/** The best split of what there is, and whether the change to it pays. */
export interface AllocationAnswer {
  readonly result: AllocationResult;
  /** Where there is an optimum. */
  readonly verdict?: ReallocationVerdict | undefined;
}

/** Nothing is written down yet: the usual terms. */
export const EMPTY_ALLOCATION: AllocationPlan = {
  resources: {},
  workloads: [],
  terms: { perRestart: 0, downtimeS: 600, feePerLeft: 0 },
  rule: {
    leastGainPart: USUAL_LEAST_GAIN.part,
    leastNetPerHour: USUAL_LEAST_GAIN.netPerHour,
    horizonHours: 24,
  },
};
