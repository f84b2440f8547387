import type { ClockWindow } from './economics/clock-window.ts';
import type { Heating } from './economics/heat-price.ts';
import type { PlanModeName } from './plan.ts';

/**
 * What is done with a plan: shown with what would be done (`dry-run`), carried out (`live`), or not made at all (`paused`).
 */
export type PlanCarrying = 'dry-run' | 'live' | 'paused';

/** What an owner wants of a plan. */
export interface PlanRules {
  readonly carrying: PlanCarrying;
  readonly aim: PlanAim;
  /** Miners that are planned; others stay as they are, and only their power counts on circuits. */
  readonly minerIds: readonly string[];
  readonly circuits: readonly Circuit[];
  readonly quietHours: readonly QuietHours[];
  readonly heat: readonly HeatWish[];
  readonly switching: SwitchingRules;
  /** While a miner's pool or the internet is away: `stay` leaves it. It comes back by itself. */
  readonly whilePoolDown: 'off' | 'eco' | 'stay';
  readonly overrides: readonly PlanOverride[];
  /** All miners off at once, for the grid or for peace, until this moment; absent: none. */
  readonly curtailedUntilMs?: number | undefined;
}

export type PlanAim =
  /** The most money on the mean. */
  | { readonly kind: 'expected' }
  /**
   * The most of (1 − weight) · mean + weight · mean of the worst part `tail` of scenarios (its conditional value at risk); both in
   * 0..1, as 0.5 and 0.1.
   */
  | { readonly kind: 'cautious'; readonly weight: number; readonly tail: number }
  /** Usual mode while power costs at most this, else off; without a price the one at which the usual mode earns nothing. */
  | { readonly kind: 'strike-price'; readonly pricePerKwh?: number | undefined };

/** A breaker: what hangs on it may never draw more together. */
export interface Circuit {
  readonly id: string;
  readonly name: string;
  readonly limitW: number;
  readonly minerIds: readonly string[];
  /** Drawn by others all the time, W. */
  readonly otherLoadW?: number | undefined;
}

/** A time of the day in which miners may not be loud. */
export interface QuietHours {
  readonly window: ClockWindow;
  /** All when absent. */
  readonly minerIds?: readonly string[] | undefined;
  /** The most that is allowed: a mode, or a noise where miners' modes have one. Modes without a noise are then not allowed but off. */
  readonly most:
    | { readonly kind: 'mode'; readonly mode: PlanModeName }
    | { readonly kind: 'noise'; readonly db: number };
}

/** Heat that is welcome in a room: what it is worth, and how much of it. */
export interface HeatWish {
  readonly id: string;
  readonly name: string;
  readonly minerIds: readonly string[];
  /** What would make it otherwise; its price decides what heat is worth. */
  readonly heating: Heating;
  /** The most heat that is of use, W; absent: all of it. */
  readonly mostW?: number | undefined;
  /** When it is welcome; absent: always. */
  readonly windows?: readonly ClockWindow[] | undefined;
  /** A temperature to be held by this room's miners; absent: heat is a by-product. */
  readonly thermostat?: Thermostat | undefined;
}

/** Heats below target − band/2 until target + band/2 is reached; miners run for nothing else. */
export interface Thermostat {
  readonly targetC: number;
  readonly bandC: number;
}

/** What changes cost, and how soon after another they may come. */
export interface SwitchingRules {
  /** Seconds from off to the first hash. */
  readonly startS: number;
  /** Seconds of hashes lost when a running miner takes another mode. */
  readonly changeS: number;
  /** Seconds after a start in which it hashes only half on the mean: warming up and tuning itself. */
  readonly warmUpS: number;
  /** What a start costs in wear, in the owner's money for each kW of the miner's usual power. */
  readonly wearPerKwStart: number;
  /** Once running it runs at least so long, once off it rests at least so long, minutes. */
  readonly leastRunMinutes: number;
  readonly leastRestMinutes: number;
  /** One mode at a time upwards, a slot each. */
  readonly oneStepUp: boolean;
  /** A miner is only changed now if that brings at least so much more than leaving it, in the owner's money for each kW of its usual power. */
  readonly leastGainPerKw: number;
}

/** The owner's own word for one miner and time. It goes before money, run times and heat; never before a circuit, quiet hours or a curtailment. */
export interface PlanOverride {
  readonly id: string;
  readonly minerId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly mode: PlanModeName;
}

/** Without a word of the owner nothing is carried out, nothing is limited, and starts are dear enough not to chatter. */
export const USUAL_PLAN_RULES: PlanRules = {
  carrying: 'dry-run',
  aim: { kind: 'expected' },
  minerIds: [],
  circuits: [],
  quietHours: [],
  heat: [],
  switching: {
    startS: 120,
    changeS: 30,
    warmUpS: 300,
    wearPerKwStart: 0.005,
    leastRunMinutes: 60,
    leastRestMinutes: 30,
    oneStepUp: false,
    leastGainPerKw: 0.0005,
  },
  whilePoolDown: 'eco',
  overrides: [],
};
