import type { DeviceChange } from './control.ts';
import type { Span } from './economics/covered-span.ts';
import type { OperatingPoint } from './economics/operating-point.ts';

/** What a miner can be told to do in an hour, from the least to the most power. */
export type PlanModeName = 'off' | 'eco' | 'normal' | 'boost';

/** A mode of one miner: a point of its own frontier. Power is that at the wall; off still draws what the supply draws. */
export interface PlanMode extends OperatingPoint {
  readonly name: PlanModeName;
  /** What sets the device to it, in this order; waking it from rest comes beside. None of off: it cannot be told to rest. */
  readonly changes: readonly DeviceChange[];
  /** Where hashrate and power come from: readings at this setting, a tuning's trial, the firmware's own table, a model. */
  readonly known: 'measured' | 'tuned' | 'preset' | 'estimated';
  /** dB(A) at the place that its owner cares about; absent where nobody has said. */
  readonly noiseDb?: number | undefined;
}

/** A miner's modes, and in which of them it is. */
export interface FoundModes {
  readonly modes: readonly PlanMode[];
  readonly current: PlanModeName;
  /** The mode that its settings belong to, also while it rests; absent where nobody can tell. */
  readonly set?: PlanModeName | undefined;
}

/** Money and where it is to be four times of five; in the owner's currency. */
export interface PlanMoney {
  readonly mean: number;
  readonly low80: number;
  readonly high80: number;
}

/** Where a figure of a slot comes from. */
export type PlanKnowledge =
  /** Published, or the tariff itself. */
  | 'known'
  | 'forecast'
  /** Nobody says; miners run as usual. */
  | 'unknown';

/** Why a miner does in a slot what it does; the first that holds. */
export type PlanWhy =
  /** Its owner took all miners off. */
  | 'curtailed'
  /** Louder modes are not allowed now. */
  | 'quiet-hours'
  /** Its owner said so. */
  | 'override'
  | 'pool-down'
  /** The learned policy, which its owner lets choose the hours, says so. */
  | 'policy'
  /** No price, or nothing of what work earns, is known: it runs as usual. */
  | 'nothing-known'
  | 'too-warm'
  | 'heat-wanted'
  /** The breaker's limit: alone it would do more. */
  | 'circuit'
  /** A start or a stop so near would cost more than it brings, or comes too soon after the last. */
  | 'not-worth-switching'
  /** The sun pays for it. */
  | 'own-power'
  /** Work earns more than power costs. */
  | 'pays'
  /** Power costs more than work earns; or a lower mode earns more for its power. */
  | 'too-dear';

/** What one miner does in one slot, and what that is expected to bring. Money of this slot, in the owner's currency. */
export interface PlanSlot extends Span {
  readonly mode: PlanModeName;
  readonly why: PlanWhy;
  readonly hashrateHs: number;
  readonly powerW: number;
  /** Of its power, from the owner's own surplus, W; shared by power among miners of one slot. */
  readonly ownPowerW: number;
  readonly earned: number;
  /** Power from the grid, and feed-in forgone. */
  readonly powerCost: number;
  /** Heating that was not needed. */
  readonly heatWorth: number;
  /** Hashes lost and wear, of a change at its beginning. */
  readonly switchingCost: number;
  /** earned + heatWorth − powerCost − switchingCost; NaN where nothing is known. */
  readonly net: number;
  /** The same in the usual mode; NaN where nothing is known. */
  readonly usualNet: number;
}

/** Prices and limits of a slot, the same for all miners. Absent is unknown. */
export interface PlanConditions extends Span {
  readonly pricePerKwh?: number | undefined;
  readonly price: PlanKnowledge;
  /** Money that 1 TH/s earns in a day, after fees. */
  readonly earnedPerThDay?: number | undefined;
  readonly earning: PlanKnowledge;
  /** Of the owner's own plant, W. */
  readonly surplusW?: number | undefined;
}

/** The price of power at which a mode earns exactly what it costs more than being off. */
export interface StrikePrice {
  readonly mode: PlanModeName;
  /** Money per kWh, at what work earns in the first slot. */
  readonly againstOffPerKwh: number;
  /** Below it the step from the next lower mode to this one pays; absent for modes that pay at no price of power. */
  readonly stepPerKwh?: number | undefined;
}

export interface MinerPlan {
  readonly minerId: string;
  /** From now on, without a gap; the same edges for all miners. */
  readonly slots: readonly PlanSlot[];
  readonly net: number;
  /** In the mode that it runs in without a plan, all through. */
  readonly usualNet: number;
  readonly strikes: readonly StrikePrice[];
}

/** A change that will be carried out, or would be. */
export interface NextAction {
  readonly atMs: number;
  readonly minerId: string;
  readonly from: PlanModeName;
  readonly to: PlanModeName;
  readonly why: PlanWhy;
  /** What it brings over staying as before until the next change of this miner; NaN where nothing is known. */
  readonly money: number;
}

/** What could not be planned with; what is known is planned with all the same. */
export type PlanLack =
  /** No price of power for some of the time. */
  | { readonly kind: 'no-price'; readonly fromMs: number; readonly toMs: number }
  /** Nothing says what work will earn in some of the time. */
  | { readonly kind: 'no-earning'; readonly fromMs: number; readonly toMs: number }
  /** A miner has no mode but the one that it is in. */
  | { readonly kind: 'no-modes'; readonly minerId: string }
  /** A run or rest time had to be broken to keep a circuit's limit or what its owner said. */
  | { readonly kind: 'run-time-broken'; readonly minerId: string; readonly atMs: number }
  /** Even with all its miners off, or as their owner fixed them, the circuit is above its limit. */
  | { readonly kind: 'circuit-full'; readonly circuitId: string; readonly atMs: number };

/** How near the plan is to the best there is, for the figures it was made with. */
export interface PlanProof {
  /** No plan can bring more than this. */
  readonly atMost: number;
  /** atMost − what this one brings, in money. 0 (within rounding): it is the best. */
  readonly gap: number;
  readonly isOptimal: boolean;
  readonly tookMs: number;
}

/** Why a miner is not planned. */
export type LeftOut =
  /** Its owner has not chosen it. */
  | 'not-chosen'
  /** It does not answer, and nothing is known of its modes from before. */
  | 'away'
  /** Nobody says what its work earns. */
  | 'no-worth'
  /** It tells no hashrate or no power. */
  | 'nothing-told'
  /** It can neither be told to rest nor set to anything else that is known. */
  | 'no-modes';

/** Why there is no plan at all. */
export type PlanMissing = 'paused' | 'no-tariff' | 'no-earning' | 'no-miners' | 'not-yet';

/** What became of a step of a plan; `would`: a dry run. */
export type StepEnd = 'would' | 'begun' | 'done' | 'refused' | 'failed' | 'skipped';

/** A step of the plan that was begun, or would have been. What was sent for it stands in the miner's journal. */
export interface PastStep {
  readonly id: string;
  readonly atMs: number;
  readonly minerId: string;
  readonly from: PlanModeName;
  readonly to: PlanModeName;
  readonly why: PlanWhy;
  readonly became: StepEnd;
  /** Why it was refused or failed: the code of its change or order. */
  readonly reason?: string | undefined;
}

/** What all miners do over the next hours. */
export interface FleetPlan {
  readonly madeAtMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly conditions: readonly PlanConditions[];
  readonly miners: readonly MinerPlan[];
  /** Expected, over all of the time, with what prices and earnings may do; slots of which nothing is known count nothing. */
  readonly net: PlanMoney;
  readonly usualNet: PlanMoney;
  /** What the plan brings over the usual modes, all through. */
  readonly gain: PlanMoney;
  /** Soonest first, one for each change of a miner. */
  readonly actions: readonly NextAction[];
  readonly lacks: readonly PlanLack[];
  readonly proof: PlanProof;
}
