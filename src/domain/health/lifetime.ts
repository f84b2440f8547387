import type { Component } from './maintenance.ts';

/** How likely a miner is to fail or to trip, and how long its parts last. */
export interface MinerOutlook {
  readonly minerId: string;
  /** Of any trip or failure, in 7, 30 and 90 days. */
  readonly chances: readonly ChanceWithin[];
  readonly components: readonly ComponentOutlook[];
  /** From learned degradation: days until it trips, if it goes on so; absent where nothing degrades. */
  readonly remainingDays?:
    | { readonly value: number; readonly low: number; readonly high: number }
    | undefined;
}

/** Probability that something happens within so many days, with its 90 % interval. */
export interface ChanceWithin {
  readonly days: number;
  readonly chance: number;
  readonly low: number;
  readonly high: number;
}

/** The life of one part of a miner. */
export interface ComponentOutlook {
  readonly component: Component;
  /** How long it has run since it was new, or was made as new; absent where nobody knows: then its hazard is the mean over a life. */
  readonly ageDays?: number | undefined;
  readonly chances: readonly ChanceWithin[];
  /** Probability that it lives to an age, from now on, with its 90 % band. */
  readonly survival: SurvivalCurve;
  /** Own failures of such parts in the fleet, and the days that all of them together were watched. */
  readonly ownEvents: number;
  readonly ownDays: number;
  /** Failures that the published rates expect in these days, at the ages and loads of the owner's machines. */
  readonly expectedEvents: number;
  /** Absent where heat is not known to age it. */
  readonly heat?: LearnedHeat | undefined;
  /** `published`: nothing of the owner's says more yet; the page says "not enough data yet" beside it. */
  readonly basis: 'published' | 'own';
  /** Where the rates beforehand are from. */
  readonly sources: readonly string[];
}

/** How many times as fast a part ages when it is 10 °C hotter, and what the owner's failures say of that. */
export interface LearnedHeat {
  /** Where the 10 °C begin. */
  readonly fromC: number;
  readonly published: Ratio;
  /** What is believed once the owner's lives are known, too. */
  readonly learned: Ratio;
  /** Failures that it takes to find the published effect by the owner's machines alone; absent where all bear like heat. */
  readonly failuresNeeded?: number | undefined;
}

/** With its 90 % interval. */
export interface Ratio {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** All arrays are of one length; days from now, ascending. */
export interface SurvivalCurve {
  readonly days: readonly number[];
  readonly survival: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}
