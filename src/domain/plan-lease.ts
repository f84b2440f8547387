/** A browser asks whether it is the one that carries out plans: two that did would each undo what the other has begun. */
export interface PlanLeaseQuestion {
  /** A name of its own, for as long as its worker lives. */
  readonly browserId: string;
  /** Its plan is live; false lets another one have it at once. */
  readonly wants: boolean;
}

export interface PlanLeaseAnswer {
  readonly isYours: boolean;
}

/** So long after it asked last a browser keeps the lease, ms: a page behind others may ask once a minute. */
export const PLAN_LEASE_MS = 90_000;
