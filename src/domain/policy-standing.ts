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
      /** What the policy would have brought more a day, and where that is to be in 95 of 100 worlds. */
      readonly gain: { readonly mean: number; readonly low95: number; readonly high95: number };
    };

/** A standing with when it was found, and of which past. */
export interface KeptPolicyStanding {
  readonly atMs: number;
  readonly currency: string;
  readonly standing: PolicyStanding;
}
