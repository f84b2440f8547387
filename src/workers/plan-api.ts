import type { FleetPlan, LeftOut, PastStep, PlanMissing, PlanMode, PlanModeName } from '../domain/plan.ts';
import type { PlanCarrying, PlanRules } from '../domain/plan-rules.ts';
import type { KeptPolicyTest, PolicyView } from '../domain/policy-standing.ts';

/** What pages may ask of the hour planner. It plans in the tab that leads; every tab reads what it keeps. All reject with a CollectorFailure. */
export interface PlanApi {
  /** Plan, rules and what became of past steps as they stand; made now where there is none yet. */
  plan(): Promise<PlanView>;
  /** Tells the view, and again with each change of it, until {@link stopPlan}, or until another follows. */
  onPlan(listener: (view: PlanView) => void): Promise<void>;
  stopPlan(): Promise<void>;
  /** Takes the owner's wishes and plans anew. Resolves with the new view; rejects where a rule makes no sense, and says which. */
  setPlanRules(rules: PlanRules): Promise<PlanView>;
  setPlanMode(carrying: PlanCarrying): Promise<PlanView>;
  /** The owner's word for one miner and time, [fromMs, toMs); one that is there already for some of it gives way. */
  override(
    minerId: string,
    span: { readonly fromMs: number; readonly toMs: number },
    mode: PlanModeName,
  ): Promise<PlanView>;
  removeOverride(overrideId: string): Promise<PlanView>;
  /** All planned miners off now, for so many minutes. Only told, not done, while it is a dry run or paused. */
  curtailNow(minutes: number): Promise<PlanView>;
  releaseCurtailment(): Promise<PlanView>;
  /** Takes the last thing back that its owner said here: rules, override, curtailment or mode. */
  undoPlanRules(): Promise<PlanView>;
  /** Keeps what a test of the learned policy came to, in the place of the one before; one that is no sure gain takes the choice from it. */
  keepPolicyTest(test: KeptPolicyTest): Promise<PlanView>;
  /** Lets the learned policy choose the hours, or the planner again. Rejects where the policy may not. */
  letPolicyChoose(chooses: boolean): Promise<PlanView>;
}

/** All that the Plan page shows. */
export interface PlanView {
  readonly rules: PlanRules;
  /** Absent while it is paused, or where {@link missing} says why there is none. */
  readonly plan?: FleetPlan | undefined;
  readonly missing?: PlanMissing | undefined;
  /** What can be chosen for each planned miner, from off on, by its id. */
  readonly modes: Readonly<Record<string, readonly PlanMode[]>>;
  /** Miners that are not planned, and why. */
  readonly left: readonly { readonly minerId: string; readonly why: LeftOut }[];
  /** What was done, or (`dry-run`) would have been, newest first. */
  readonly past: readonly PastStep[];
  /** There is something that {@link PlanApi.undoPlanRules} takes back. */
  readonly canUndo: boolean;
  /** It is live, and another browser carries out its own plan: this one carries out nothing. Absent: no. */
  readonly isElsewhere?: boolean | undefined;
  /** The learned policy in the planner's shadow; absent where it cannot be loaded. */
  readonly policy?: PolicyView | undefined;
}
