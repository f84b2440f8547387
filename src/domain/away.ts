import type { Action } from './action.ts';
import type { AwayPlan } from './away-plan.ts';
import type { ChangeRecord } from './control.ts';
import type { DeviceCredentials } from './credentials.ts';
import type { DeviceAddress, MinerIdentity } from './miner.ts';
import type { PastStep } from './plan.ts';

/**
 * What a browser hands to the helper, so that what its owner asked for is gone on with while no page is open. As long as a
 * page comes again and again with it, that page carries things out, and the helper nothing.
 */
export interface AwayOrders {
  /** By the browser's clock. */
  readonly nowMs: number;
  /** Those whose owner allows it; of others the helper forgets everything. */
  readonly miners: readonly AwayMiner[];
  /** What is open of them, and what was asked for within a day. */
  readonly actions: readonly Action[];
  /** Their latest changes: a raise of five minutes ago counts, whoever made it. */
  readonly changes: readonly ChangeRecord[];
  /** What a live plan wants of them; absent where the page does not know yet: what was handed over before holds for its time. */
  readonly plan?: AwayPlan | undefined;
}

export interface AwayMiner {
  readonly id: string;
  readonly name: string;
  readonly address: DeviceAddress;
  readonly identity: MinerIdentity;
  /** Kept sealed; absent where the device wants none. */
  readonly credentials?: DeviceCredentials | undefined;
}

/** What the helper answers. */
export interface AwayReport {
  /** By the helper's clock. */
  readonly nowMs: number;
  /** It is in the middle of a step: until it says otherwise, nobody else changes these miners. */
  readonly isActing: boolean;
  /** Of the miners it was told of, as far as it knows of their lives. */
  readonly actions: readonly Action[];
  /** What it changed. */
  readonly changes: readonly ChangeRecord[];
  /** What became of the plan's steps that were due. */
  readonly steps: readonly PastStep[];
}

/** For so long after a page came last the helper leaves everything to it, ms: pages behind others come once a minute. */
export const PAGE_SILENT_MS = 180_000;
/** How often a page comes, ms. */
export const TELL_EVERY_MS = 30_000;
/** Clocks that are further apart cannot say what is due, ms. */
export const LARGEST_CLOCK_GAP_MS = 60_000;
