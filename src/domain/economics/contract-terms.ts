import type { ClockWindow } from './clock-window.ts';

/**
 * What a contract for power asks besides the price of a kilowatt-hour. What is absent the contract does not have.
 * Amounts are as on the bill, taxes included.
 */
export interface ContractTerms {
  readonly standingCharges?: readonly StandingCharge[] | undefined;
  /** What a kilowatt-hour earns that is fed into the grid; absent while not known. */
  readonly feedIn?: FeedIn | undefined;
  /** What the sun usually leaves over; of those that cover a moment the first counts, and none of them is none. */
  readonly solar?: readonly SolarSurplus[] | undefined;
  /** In any order; of those that begin at one amount in one month the last counts. */
  readonly tiers?: readonly EnergyTier[] | undefined;
  readonly demandCharges?: readonly DemandCharge[] | undefined;
  /** What the household takes from the grid besides mining, kWh a month: it reaches tiers before the miners do. */
  readonly householdKwhPerMonth?: number | undefined;
}

/** Due whether power is used or not. */
export interface StandingCharge {
  readonly amount: number;
  readonly per: 'day' | 'month';
}

/** A fixed price, or what the market's price leaves after a fee. */
export type FeedIn =
  | { readonly kind: 'fixed'; readonly pricePerKwh: number }
  | { readonly kind: 'market'; readonly feePerKwh: number };

/** Power of the owner's own that the household does not use and that would go to the grid without the miners. */
export interface SolarSurplus extends ClockWindow {
  readonly powerW: number;
}

/** A step of a price that depends on how much the household has taken from the grid since the month began. */
export interface EnergyTier {
  /** Begins where the month's kilowatt-hours exceed this. */
  readonly aboveKwh: number;
  /** From there on a kilowatt-hour costs so much more than the tariff's price; below 0: less. */
  readonly addPerKwh: number;
  /** 1 = January; all when absent. */
  readonly months?: readonly number[] | undefined;
}

/** Paid for the highest mean power that the household takes from the grid in a month. */
export interface DemandCharge {
  /** Money per kW and month. */
  readonly pricePerKw: number;
  /** Length of the windows over which the meter takes the mean, minutes. */
  readonly windowMinutes: 15 | 30 | 60;
  /** 1 = January; all when absent. */
  readonly months?: readonly number[] | undefined;
}
