/** What a kilowatt-hour costs, by local time. Money is in the owner's currency. */
export type Tariff = FlatTariff | TimeOfUseTariff;

export interface FlatTariff {
  readonly kind: 'flat';
  readonly pricePerKwh: number;
}

/**
 * Prices by local clock time. A moment takes the price of the first period that covers it, else `basePerKwh`.
 */
export interface TimeOfUseTariff {
  readonly kind: 'time-of-use';
  readonly basePerKwh: number;
  readonly periods: readonly TariffPeriod[];
}

export interface TariffPeriod {
  /** Minutes after local midnight, 0..1440; a period with `toMinute` ≤ `fromMinute` runs over midnight. */
  readonly fromMinute: number;
  readonly toMinute: number;
  /** ISO weekdays it begins on, 1 = Monday; all when absent. */
  readonly weekdays?: readonly number[] | undefined;
  readonly pricePerKwh: number;
}
