import type { Severity } from '../alert.ts';
import type { CauseRanking } from './cause.ts';
import type { NextCheck } from './check.ts';
import type { MinerOutlook } from './lifetime.ts';
import type { LeftWork, MaintenanceEvent, MaintenanceKind, Money, PlannedWork } from './maintenance.ts';
import type { PaidDay } from './paid-day.ts';
import type { WatchFinding } from './watch-finding.ts';

/** What the mining watch, its cause finder and the lifetimes say of a fleet. Facts, not sentences: pages word them. */
export interface HealthReport {
  /** The first quarter of an hour that was judged, and where the last one ended; absent where nothing is stored yet. */
  readonly fromMs?: number | undefined;
  readonly judgedToMs?: number | undefined;
  /** What stands, worst first; then what has ended, newest first. */
  readonly findings: readonly HealthFinding[];
  readonly strip: HealthStrip;
  readonly learning: readonly MinerLearning[];
  readonly budget: BudgetMeter;
  readonly outlooks: readonly MinerOutlook[];
  /** Most worth doing first. */
  readonly plan: readonly PlannedWork[];
  /** Would mend what is found, and is not in the plan. */
  readonly left: readonly LeftWork[];
  /** Work that needs parts is not weighed, since nobody tells what a US dollar costs, in which parts are priced. */
  readonly partsUnpriced: boolean;
  /** Pool accounts whose pay is, or would be, held against the hashrate. */
  readonly earnings: readonly WatchedEarnings[];
  /** Work that the readings show and nobody wrote down: it counts once its owner says that it was done. Newest first. */
  readonly offered: readonly MaintenanceEvent[];
  /** Newest first. */
  readonly log: readonly MaintenanceEvent[];
}

/** A finding with its cause, from when it was found to its end. */
export interface HealthFinding extends WatchFinding {
  readonly id: string;
  /** Whom it concerns; several where they share it, all of the place where it is the air's. */
  readonly minerIds: readonly string[];
  readonly severity: Severity;
  /** When the evidence was enough. */
  readonly foundAtMs: number;
  readonly endedAtMs?: number | undefined;
  readonly causes?: CauseRanking | undefined;
  /** What to look at, cheapest for its chance first. */
  readonly checks: readonly NextCheck[];
  /** What it costs as long as it stands; absent where that cannot be told. */
  readonly costPerDay?: Money | undefined;
  /** When fixed rules would have called the same, between its beginning and its end; absent where they never did. */
  readonly byFixedRules: Readonly<Partial<Record<FixedRule, number>>>;
  /** What its owner wrote down of having done about it, oldest first; absent where that is nothing. */
  readonly repairs?: readonly TriedRepair[] | undefined;
  /** What its owner said of it; absent until he does. */
  readonly verdict?: 'right' | 'false-alarm' | undefined;
}

/** A repair, and whether the readings since then say that it helped. */
export interface TriedRepair {
  /** The entry of the log. */
  readonly eventId: string;
  readonly minerId: string;
  readonly kind: MaintenanceKind;
  readonly atMs: number;
  readonly outcome: RepairOutcome;
  /** Of one that stays undecided, why: too small a trouble for the time, or something else was changed meanwhile. */
  readonly because?: 'too-small' | 'changed-meanwhile' | undefined;
}

/**
 * `confirmed`: the figure is back to its old normal, or what was told is gone. `refuted`: it is as far off as before.
 * `undecided`: the readings could not tell between the two, and are not asked any more.
 */
export type RepairOutcome = 'waiting' | 'confirmed' | 'refuted' | 'undecided';

/** The rules of the design that know no physics and no chance, kept for comparison. */
export type FixedRule = 'hashrate-drop' | 'efficiency-rise' | 'chip-hot' | 'chip-jump';

/** How each miner did over time, for a strip of heat: one row a miner, one cell a step. */
export interface HealthStrip {
  readonly fromMs: number;
  readonly stepMs: number;
  readonly rows: readonly { readonly minerId: string; readonly cells: readonly StripCell[] }[];
}

/** The worst of a step; `unknown` where nothing was heard. */
export type StripCell = 'unknown' | 'fine' | 'info' | 'watch' | 'act';

/** How far the watch knows what is normal for a miner. */
export interface MinerLearning {
  readonly minerId: string;
  /** Steady hours that were learned from, and those that the slowest detector needs. */
  readonly hours: number;
  readonly needed: number;
}

/** How far the pay of an account is watched. */
export interface WatchedEarnings {
  /** Id of an Upstream. */
  readonly provider: string;
  readonly coin: string;
  /** Days of which pay, work and chain were all known. */
  readonly days: number;
  /** The last of them, oldest first; absent where none was judged since they are kept. */
  readonly judged?: readonly PaidDay[] | undefined;
  /** Where the last of them ended; absent before any. */
  readonly toMs?: number | undefined;
  /** Why no further day could be judged, where something is missing. */
  readonly missing?: EarningsNeed | undefined;
}

/** What is not known of an account, so that its pay says nothing. */
export type EarningsNeed =
  /** The pool lists no pay by the day. */
  | 'days'
  /** Nobody knows how it pays, or its pay has nothing to do with the chain. */
  | 'terms'
  /** No miner of the fleet is there now, or others are there as well. */
  | 'miners'
  /** Too little of its days is recorded. */
  | 'work'
  /** The chain's difficulty or fees of then are not known. */
  | 'chain';

/** What the owner was promised of false alarms, and what came. */
export interface BudgetMeter {
  /** The owner's one figure, for the whole fleet. */
  readonly promisedPerMonth: number;
  readonly watchedDays: number;
  /** Findings of the statistical detectors and calls of the silent-death rule in that time, and those that their owner called false. */
  readonly raised: number;
  readonly calledFalse: number;
  /** False alarms a month, with the 90 % interval of a Poisson count. */
  readonly seenPerMonth: { readonly value: number; readonly low: number; readonly high: number };
  /** What fixed rules raised in the same time. */
  readonly byFixedRules: number;
}
