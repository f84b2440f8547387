import type { Algorithm } from '../../domain/miner.ts';

/** How often a source tells a quantity. */
export type ToldEvery = 'hour' | 'day';

/** As much of a household as it takes to say what can be forecast for it. */
export interface ForecastHousehold {
  /** The owner's: `EUR`. */
  readonly currency: string;
  /** Those that are mined, or that the owner has an eye on. */
  readonly coins: readonly HouseholdCoin[];
  readonly pools: readonly HouseholdPool[];
  readonly miners: readonly HouseholdMiner[];
  readonly sites: readonly HouseholdSite[];
}

export interface HouseholdCoin {
  /** `BTC`. */
  readonly symbol: string;
  readonly name?: string | undefined;
  /** Of the machines that mine it; absent where none of the owner's do, and nothing is said of earnings. */
  readonly algorithm?: Algorithm | undefined;
  /** Are its reward and the hashes that a block takes known? Without them nothing is said of earnings. */
  readonly hasKnownRules: boolean;
  /** How often its series are told; absent where no source tells one. */
  readonly told: {
    readonly price?: ToldEvery | undefined;
    readonly difficulty?: ToldEvery | undefined;
    readonly networkHashrate?: ToldEvery | undefined;
    readonly fees?: ToldEvery | undefined;
  };
}

/** An account at a pool, or the pool that a miner works for. */
export interface HouseholdPool {
  readonly id: string;
  readonly name?: string | undefined;
  /** Symbol of the coin that it pays for. */
  readonly coin: string;
}

export interface HouseholdMiner {
  readonly id: string;
  readonly name?: string | undefined;
  /** Does it tell what it draws, itself or through a meter? */
  readonly tellsPower: boolean;
}

/** A place with one tariff and one air. */
export interface HouseholdSite {
  readonly id: string;
  readonly name?: string | undefined;
  /** Does its price of power change by the hour? One that is fixed needs no forecast. */
  readonly hasChangingPrice: boolean;
  readonly tellsRoomTemperature: boolean;
  readonly tellsOutdoorTemperature: boolean;
}
