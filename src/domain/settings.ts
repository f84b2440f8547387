import type { ChosenTerms } from './chosen-terms.ts';
import type { ClockWindow } from './economics/clock-window.ts';
import type { Heating } from './economics/heat-price.ts';
import type { PastTariff } from './economics/past-tariffs.ts';
import type { Tariff } from './economics/tariff.ts';

/** Everything the owner can set. Each has a visible default. */
export interface Settings {
  /** Time between two polls of one device, ms; never below {@link MIN_POLL_MS}. */
  readonly pollMs: number;
  /** Silence after which a stale miner is called lost, ms. */
  readonly lostAfterMs: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly tariff: Tariff;
  /** True until the owner has typed a price of their own: results then say "example". */
  readonly tariffIsExample: boolean;
  /** What was in force before, oldest first: kept when the owner sets another. */
  readonly pastTariffs: readonly PastTariff[];
  readonly market: MarketAssumption;
  readonly heat: HeatCredit;
  /** How pools pay, where only the owner knows. */
  readonly poolTerms: readonly ChosenTerms[];
  /** Sums of money as they are shown, wherever a price of bitcoin is known; stored ones are always in {@link currency}. */
  readonly sumsIn: 'currency' | 'sats';
  /** In what SHA-256 work is shown: `auto` as its size suggests; stored rates are always H/s. */
  readonly hashrateUnit: HashrateUnit;
  /** Degrees shown to the owner; stored values are always °C. */
  readonly temperatureUnit: 'C' | 'F';
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  /** Show notifications for alerts of severity `act`. */
  readonly notify: boolean;
  /** How many false alarms a month the mining watch may raise, for the whole fleet: its thresholds follow. */
  readonly falseAlarmsPerMonth: number;
  /** What an hour of the owner's own work counts, money: repairs and checks are weighed by it. */
  readonly perWorkHour: number;
  /** What history may take on this device, MB (10^6 bytes); absent: whatever the browser gives. */
  readonly historyMb?: number | undefined;
}

/** At home work is counted by the TH/s, by those who publish its price by the PH/s. */
export type HashrateUnit = 'auto' | 'TH/s' | 'PH/s';

/** What one unit of work earns now. Typed in by the owner until live sources exist; the demo brings its own. */
export interface MarketAssumption {
  /** Money per PH/s per day (SHA-256), before the pool's fee; absent until the owner has given one. */
  readonly hashpricePerPhPerDay?: number | undefined;
  /** Price of one bitcoin in the owner's currency, for the satoshi figure; absent when not given. */
  readonly btcPrice?: number | undefined;
  /** When the owner typed {@link btcPrice}, epoch ms. */
  readonly btcEnteredAtMs?: number | undefined;
  /** Pool fee, 0..1. */
  readonly poolFee: number;
  /** When the owner typed {@link hashpricePerPhPerDay}, epoch ms. */
  readonly enteredAtMs?: number | undefined;
}

/** Heat that would otherwise be bought. Off unless `share` > 0. */
export interface HeatCredit {
  /** Part of the miners' heat that is wanted while rooms are heated, 0..1. */
  readonly share: number;
  /** What one kWh of heat costs from the heating that it replaces; counts where `heating` does not say what that is. */
  readonly pricePerKwhHeat: number;
  readonly heating?: Heating | undefined;
  /** When rooms are heated; always when absent. */
  readonly season?: ClockWindow | undefined;
}

/** AxeOS devices have been seen to restart when polled faster for hours (ESP-Miner #175, #182, #199). */
export const MIN_POLL_MS = 5_000;

export const DEFAULT_SETTINGS: Settings = {
  pollMs: 10_000,
  lostAfterMs: 10 * 60_000,
  currency: 'EUR',
  tariff: { kind: 'flat', pricePerKwh: 0.25 },
  tariffIsExample: true,
  pastTariffs: [],
  market: { poolFee: 0.01 },
  heat: { share: 0, pricePerKwhHeat: 0.12 },
  sumsIn: 'currency',
  hashrateUnit: 'auto',
  poolTerms: [],
  temperatureUnit: 'C',
  theme: 'system',
  density: 'comfortable',
  notify: false,
  falseAlarmsPerMonth: 1,
  // The least that an hour of work may be paid in Germany from 2026 (Fünfte Mindestlohnanpassungsverordnung).
  perWorkHour: 13.9,
};
