import type { PlanModeName, PlanWhy } from './plan.ts';

/** How a learned policy stands beside the hour planner, by the owner's own past. */
export type PolicyStanding =
  /** Too few days of prices and earnings are stored to say anything. */
  | { readonly kind: 'too-short'; readonly days: number; readonly needed: number }
  | {
      /** Only who is promoted may speak in the planner's place. */
      readonly kind: 'promoted' | 'planner-speaks';
      readonly days: number;
      /** Money a day, in the owner's currency, over the days that were judged. */
      readonly policyPerDay: number;
      readonly plannerPerDay: number;
      readonly gain: PolicyGain;
    };

/** What the policy brings more a day than the planner, and where that is to be in 95 of 100 worlds. */
export interface PolicyGain {
  readonly mean: number;
  readonly low95: number;
  readonly high95: number;
}

/** What a test came to. */
export type PolicyFinding =
  | PolicyStanding
  /** Nothing is stored of what power cost, or of what work earned; or there is no miner to play it with. */
  | { readonly kind: 'nothing-stored'; readonly lacks: 'prices' | 'earnings' | 'miners' };

/** The policy that was tested, and on what. */
export interface TestedPolicy {
  /** The hours that it was judged by. */
  readonly fromMs: number;
  readonly toMs: number;
  /** SHA-256 of the shipped file that it comes from. */
  readonly sha256: string;
  /** The policy itself, bent to the owner's past or as it came along: what may speak is what was tested. */
  readonly file: unknown;
}

/** A test that is kept. */
export interface KeptPolicyTest {
  readonly atMs: number;
  readonly currency: string;
  readonly finding: PolicyFinding;
  /** Absent where nothing could be judged. */
  readonly tested?: TestedPolicy | undefined;
}

/** Why the policy may not choose the hours. */
export type PolicyRefusal =
  | 'not-tested'
  /** The test on the owner's past shows no sure gain. */
  | 'no-sure-gain'
  /** Another policy comes along than the one that was tested. */
  | 'other-policy'
  | 'other-currency'
  /** Beside the planner, hour by hour, it does worse; or after eight weeks still not surely better. */
  | 'shadow';

/** What is kept of the policy beside its live shadow. */
export interface KeptPolicy {
  readonly test?: KeptPolicyTest | undefined;
  /** Its owner lets it choose the hours. */
  readonly chooses: boolean;
  /** It chose, and does no more. */
  readonly demoted?: { readonly atMs: number; readonly why: PolicyRefusal } | undefined;
}

/** A mode as it stood in an hour. */
export interface NotedMode {
  readonly mode: PlanModeName;
  readonly hashrateHs: number;
  readonly powerW: number;
}

/** What both did, or would have done, with a miner in an hour. */
export interface NotedMiner {
  readonly minerId: string;
  /** What the policy asked for, before the rules. */
  readonly wish: PlanModeName;
  /** What it came to under the owner's rules. */
  readonly policy: NotedMode;
  readonly planner: NotedMode;
  /** In which mode each of them had it before. */
  readonly policyBefore: PlanModeName;
  readonly plannerBefore: PlanModeName;
  /** Since when the policy has had it so. */
  readonly policySinceMs: number;
  readonly usualPowerW: number;
}

/** An hour in the planner's shadow that is not over yet, or of which not all is known. */
export interface PolicyNote {
  readonly fromMs: number;
  /** As they were known when it began. */
  readonly pricePerKwh: number;
  readonly earnedPerThDay: number;
  readonly miners: readonly NotedMiner[];
}

/** What an hour that is over brought, money of all miners. */
export interface ScoredHour {
  readonly fromMs: number;
  readonly policy: number;
  readonly planner: number;
}

/** The policy's hours in the planner's shadow, oldest first. */
export interface PolicyShadow {
  /** SHA-256 of the very policy that spoke in them. */
  readonly sha256: string;
  readonly currency: string;
  readonly notes: readonly PolicyNote[];
  readonly scored: readonly ScoredHour[];
}

/** How the shadow stands. */
export interface ShadowStanding {
  readonly hours: number;
  /** Money a day that the policy brought more than the planner; absent without any hour. */
  readonly mean?: number | undefined;
  /** Absent while a week of hours is not full. */
  readonly gain?: PolicyGain | undefined;
}

/** A wish of the policy that gave way. */
export interface ReplacedWish {
  readonly minerId: string;
  readonly wished: PlanModeName;
  readonly instead: PlanModeName;
  readonly why: PlanWhy;
}

/** What a page shows of the policy. */
export interface PolicyView {
  readonly test?: Omit<KeptPolicyTest, 'tested'> | undefined;
  readonly span?: Omit<TestedPolicy, 'file'> | undefined;
  /** Of the shipped file. */
  readonly sha256: string;
  /** Absent: it may choose the hours. */
  readonly refusal?: PolicyRefusal | undefined;
  readonly chooses: boolean;
  readonly demoted?: KeptPolicy['demoted'];
  readonly shadow: ShadowStanding;
  /** In the hour that runs, while it chooses. */
  readonly replaced: readonly ReplacedWish[];
}
